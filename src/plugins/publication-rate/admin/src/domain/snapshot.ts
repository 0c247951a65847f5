import type { SnapshotItemChange } from '../../../shared/contracts/reports';

/** What of a row people compare. */
export const COMPARED = [
  'label',
  'organization',
  'state',
  'reason',
  'quantity',
  'amount',
  'dueOn',
  'doneOn',
] as const;
export type ComparedField = (typeof COMPARED)[number];

/** Which of them differ. */
export const changedFields = ({
  frozen,
  current,
}: Pick<SnapshotItemChange, 'frozen' | 'current'>): readonly ComparedField[] =>
  COMPARED.filter((field) => (frozen?.[field] ?? null) !== (current?.[field] ?? null));
