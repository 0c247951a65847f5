import type { Domain } from '../../shared/contracts/domain';
import { inquiryFigures } from './figures';
import { inquiryInspection } from './inspection';
import { inquiryPublic, inquirySubmission } from './public';
import { inquiryRules } from './rules';

export const inquiry: Domain = {
  rules: [inquiryRules],
  public: [inquiryPublic],
  submissions: [inquirySubmission],
  figures: [inquiryFigures],
  inspections: [inquiryInspection],
};
