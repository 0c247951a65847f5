import type { Domain } from '../../shared/contracts/domain';
import { installClickSums } from './click-sums';
import { queryPointFigures } from './figures';
import { queryPointPublic } from './public';
import { queryPointInspectionRules, queryPointRules, queryPointVisitRules } from './rules';

export const queryPoint: Domain = {
  install: installClickSums,
  rules: [queryPointRules, queryPointVisitRules, queryPointInspectionRules],
  public: [queryPointPublic],
  figures: [queryPointFigures],
};
