import { InputRenderer } from '@strapi/strapi/admin';

import type { Desk } from '../desk';
import type { ListFilter, ListLayout } from '../strapi-app';

/** What only a developer would filter by. */
const TECHNICAL = ['id', 'documentId', 'createdBy', 'updatedBy'];

const yesOrNo = (): ListFilter['options'] =>
  document.documentElement.lang === 'en'
    ? [
        { label: 'Yes', value: 'true' },
        { label: 'No', value: 'false' },
      ]
    : [
        { label: '是', value: 'true' },
        { label: '否', value: 'false' },
      ];

/**
 * The chip of an applied filter shows the label of a chosen option only where the filter brings an
 * input of its own; Strapi's input for enumerations serves.
 */
const withChoices = (filter: ListFilter): ListFilter => {
  if (filter.type === 'boolean') {
    return { ...filter, type: 'enumeration', input: InputRenderer, options: yesOrNo() };
  }
  return filter.type === 'enumeration' && filter.options
    ? { ...filter, input: InputRenderer }
    : filter;
};

const withLabel = (filter: ListFilter): ListFilter =>
  typeof filter.label === 'string'
    ? { ...filter, label: { id: filter.label, defaultMessage: filter.label } }
    : filter;

/** Labels filters and their values in the user's language and leaves out what isn't for editors. */
export const showFilters =
  (desk: Desk) =>
  <Args extends { readonly displayedFilters: readonly ListFilter[]; readonly layout: ListLayout }>(
    args: Args,
  ): Args => {
    const type = desk.byTitle(args.layout.settings.displayName ?? '');
    if (!type) return args;
    return {
      ...args,
      displayedFilters: args.displayedFilters
        .filter(({ name }) => !TECHNICAL.includes(name) && !type.fields[name]?.hidden)
        .map((filter) => withChoices(type.fields[filter.name] ? withLabel(filter) : filter)),
    };
  };
