import { EnumerationCell } from '../components/enumeration-cell';
import { TextCell } from '../components/text-cell';
import type { Desk } from '../desk';
import type { Header, ListLayout } from '../strapi-app';

/**
 * Shows the values of enumerations in words, days as 2017-12-31 (Strapi adds the day of the week,
 * which takes a third of the screen), and years without a thousands separator.
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
        return header;
      }),
    };
  };
