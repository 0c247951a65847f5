import type { Domain } from '../../shared/contracts/domain';
import { disclosureRequestFigures } from './figures';
import { disclosureRequestSubmission } from './public';
import { disclosureRequestRules } from './rules';

export const disclosureRequest: Domain = {
  rules: [disclosureRequestRules],
  submissions: [disclosureRequestSubmission],
  figures: [disclosureRequestFigures],
};
