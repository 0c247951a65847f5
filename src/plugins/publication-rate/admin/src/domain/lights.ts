import type { InspectionLight } from '../../../shared/contracts/reports';

const ORDER: Readonly<Record<InspectionLight['standing'], number>> = {
  failing: 0,
  warning: 1,
  good: 2,
  none: 3,
};

/** Failing lights first; among equals as they come. */
export const worstFirst = (lights: readonly InspectionLight[]): readonly InspectionLight[] =>
  [...lights].sort((one, other) => ORDER[one.standing] - ORDER[other.standing]);
