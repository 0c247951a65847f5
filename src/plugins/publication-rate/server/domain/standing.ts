import type { HeatmapCell, Standing } from '../../shared/contracts/reports';

type CellSums = Pick<HeatmapCell, 'counted' | 'missing' | 'excluded' | 'late' | 'overdue'>;

const isSome = (quantity: string): boolean => Number(quantity) > 0;

/**
 * How an obligation stands. Failing: something should be there by now and isn't. Warning: something
 * isn't there but has time yet, or came late.
 */
export const standingOf = ({ counted, missing, excluded, late, overdue }: CellSums): Standing => {
  if (isSome(overdue)) return 'failing';
  if (isSome(missing) || isSome(late)) return 'warning';
  if (isSome(counted)) return 'good';
  return isSome(excluded) ? 'excluded' : 'none';
};
