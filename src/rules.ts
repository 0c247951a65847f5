import { departmentBudgetRules } from './api/budget/rules';
import { disclosureRequestRules } from './api/disclosure-request/rules';
import {
  establishmentRecordRules,
  personnelChangeRules,
  staffMemberRules,
} from './api/establishment/rules';
import {
  fundAllocationRules,
  fundAuditFindingRules,
  fundBeneficiaryRules,
  fundRules,
} from './api/fund/rules';
import { inquiryRules } from './api/inquiry/rules';
import { noticeRules, publicationTallyRules } from './api/notice/rules';
import { organizationRules } from './api/organization/rules';
import {
  queryPointInspectionRules,
  queryPointRules,
  queryPointVisitRules,
} from './api/query-point/rules';
import type { RecordRules } from './shared/contracts/editor-desk';

/** What is checked, completed and encrypted of every content type; for src/index.ts. */
export const recordRules: readonly RecordRules[] = [
  organizationRules,
  establishmentRecordRules,
  staffMemberRules,
  personnelChangeRules,
  fundRules,
  fundAllocationRules,
  fundBeneficiaryRules,
  fundAuditFindingRules,
  departmentBudgetRules,
  noticeRules,
  publicationTallyRules,
  inquiryRules,
  disclosureRequestRules,
  queryPointRules,
  queryPointVisitRules,
  queryPointInspectionRules,
];
