import type { FigureItem, FigureMeasure } from '../../../../../shared/contracts/publication-rate';

/** What a rate of timeliness misses is late: done too late, or overdue and still not done. */
export type ShownState = FigureItem['state'] | 'late' | 'overdue';

/** Whether a figure asks if things were done in time. */
export const isTimely = ({ measure }: { readonly measure: FigureMeasure }): boolean =>
  measure === 'timely-rate';

/** How a row of a figure stands, as people say it. */
export const shownState = (
  { state, doneOn }: Pick<FigureItem, 'state' | 'doneOn'>,
  ofTimely: boolean,
): ShownState => {
  if (state !== 'missing' || !ofTimely) return state;
  return doneOn === null ? 'overdue' : 'late';
};

/** Whether something can still be done about a row. */
export const isOpen = (shown: ShownState): boolean => shown === 'missing' || shown === 'overdue';
