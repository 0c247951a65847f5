import type { Domain } from '../../shared/contracts/domain';
import { findingFigures, fundFigures } from './figures';
import { fundInspection } from './inspection';
import { fundFindings } from './findings';
import { fundAllocationPublic, fundBeneficiaryPublic, fundPublic } from './public';
import { installReceiptSums } from './receipt-sums';
import { fundReconciliation } from './reconciliation';
import {
  fundAllocationRules,
  fundAuditFindingRules,
  fundBeneficiaryRules,
  fundRules,
} from './rules';

export const fund: Domain = {
  install: installReceiptSums,
  rules: [fundRules, fundAllocationRules, fundBeneficiaryRules],
  public: [fundPublic, fundAllocationPublic, fundBeneficiaryPublic],
  figures: [fundFigures],
  inspections: [fundInspection],
  reconciliations: [fundReconciliation],
  findings: fundFindings,
};

/** 核查纠正, which a report tells of last. */
export const fundAuditFinding: Domain = {
  rules: [fundAuditFindingRules],
  figures: [findingFigures],
};
