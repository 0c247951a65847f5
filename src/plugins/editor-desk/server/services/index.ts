import { createRulesService } from './rules';

export const services = { rules: createRulesService };
