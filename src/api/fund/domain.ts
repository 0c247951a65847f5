import type { Domain } from '../../shared/contracts/domain';
import { findingFigures, fundFigures } from './figures';
import { fundFindings } from './findings';
import { fundAllocationPublic, fundBeneficiaryPublic, fundPublic } from './public';
import { fundReconciliation } from './reconciliation';
import {
  fundAllocationRules,
  fundAuditFindingRules,
  fundBeneficiaryRules,
  fundRules,
} from './rules';

export const fund: Domain = {
  rules: [fundRules, fundAllocationRules, fundBeneficiaryRules],
  public: [fundPublic, fundAllocationPublic, fundBeneficiaryPublic],
  figures: [fundFigures],
  reconciliations: [fundReconciliation],
  findings: fundFindings,
};

/** 核查纠正, which a report tells of last. */
export const fundAuditFinding: Domain = {
  rules: [fundAuditFindingRules],
  figures: [findingFigures],
};
