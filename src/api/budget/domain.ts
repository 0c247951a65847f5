import type { Domain } from '../../shared/contracts/domain';
import { budgetFigures } from './figures';
import { budgetFindings } from './findings';
import { departmentBudgetPublic } from './public';
import { departmentBudgetRules } from './rules';

export const budget: Domain = {
  rules: [departmentBudgetRules],
  public: [departmentBudgetPublic],
  figures: [budgetFigures],
  findings: budgetFindings,
};
