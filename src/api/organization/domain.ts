import type { Domain } from '../../shared/contracts/domain';
import { organizationPublic } from './public';
import { organizationRules } from './rules';

export const organization: Domain = { rules: [organizationRules], public: [organizationPublic] };
