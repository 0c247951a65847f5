import type { Domain } from '../../shared/contracts/domain';
import { establishmentFigures } from './figures';
import { establishmentFindings } from './findings';
import { establishmentRecordPublic, staffMemberPublic } from './public';
import { establishmentRecordRules, personnelChangeRules, staffMemberRules } from './rules';

export const establishment: Domain = {
  rules: [establishmentRecordRules, staffMemberRules, personnelChangeRules],
  public: [establishmentRecordPublic, staffMemberPublic],
  figures: [establishmentFigures],
  findings: establishmentFindings,
};
