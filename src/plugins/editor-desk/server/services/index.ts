import { createDeskService } from './desk';
import { createRolesService } from './roles';
import { createRulesService } from './rules';

export const services = {
  desk: createDeskService,
  roles: createRolesService,
  rules: createRulesService,
};
