import { AmountCell } from '../components/amount-cell';
import { EnumerationCell } from '../components/enumeration-cell';
import { TextCell } from '../components/text-cell';
import type { Desk } from '../desk';
import type { Header, ListLayout } from '../strapi-app';

/** Scale of a column that holds yuan; coordinates have another. */
const FEN_DECIMALS = 2;

/**
 * Shows the values of enumerations in words, days as 2017-12-31 (Strapi adds the day of the week,
 * which takes a third of the screen), years without a thousands separator, and amounts to the fen.
 */
export const showColumns =
  (desk: Desk) =>
  <Args extends { readonly displayedHeaders: readonly Header[]; readonly layout: ListLayout }>(
    args: Args,
  ): Args => {
    const type = desk.byTitle(args.layout.settings.displayName ?? '');
    return {
      ...args,
      displayedHeaders: args.displayedHeaders.map((header): Header => {
        if (header.cellFormatter) return header;
        const { name, attribute } = header;
        if (attribute?.type === 'enumeration') {
          return { ...header, cellFormatter: (row) => <EnumerationCell value={row[name]} /> };
        }
        if (attribute?.type === 'date' || type?.fields[name]?.plainNumber) {
          return { ...header, cellFormatter: (row) => <TextCell value={row[name]} /> };
        }
        if (attribute?.type === 'decimal' && attribute.columnType?.args?.[1] === FEN_DECIMALS) {
          return { ...header, cellFormatter: (row) => <AmountCell value={row[name]} /> };
        }
        return header;
      }),
    };
  };
