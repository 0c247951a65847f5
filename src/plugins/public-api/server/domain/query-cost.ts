import type { Condition, Operator } from './filters';
import type { Model } from './model';
import type { ListQuery } from './query';

/** How far into a long list a page may begin: an index is walked to get there. */
const FAR = 10_000;

/** What looks for a part of a text, or folds all of it: every text has to be read. */
const READING: readonly Operator[] = [
  'contains',
  'containsi',
  'notContains',
  'notContainsi',
  'startsWithi',
  'endsWith',
  'endsWithi',
];

/** Whether every text has to be read for the condition. */
const looksInside = (condition: Condition): boolean => {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.some(looksInside);
    case 'not':
      return looksInside(condition.of);
    case 'compare':
      return READING.includes(condition.operator);
    case 'related':
      return condition.of !== null && looksInside(condition.of);
  }
};

/** Whether an index leads to the few rows among which all that meet the condition are. */
const isNarrow = (indexed: ReadonlySet<string>, condition: Condition): boolean => {
  if (condition.kind === 'all') return condition.of.some((part) => isNarrow(indexed, part));
  return (
    condition.kind === 'compare' && condition.operator === 'eq' && indexed.has(condition.field.name)
  );
};

/** Whether the list costs a reading of rows that aren't asked for, perhaps of all there are. */
export const isScan = ({ indexed }: Model, { where, sort, page }: ListQuery): boolean => {
  if (where && looksInside(where)) return true;
  if (!indexed) return false;
  if (where) return !isNarrow(indexed, where);
  const isOrdered = sort.every(
    ({ through, field }, index) => index === 0 && !through && indexed.has(field.name),
  );
  return !isOrdered || page.offset > FAR;
};
