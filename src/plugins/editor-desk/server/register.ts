import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';
import type { RulesService } from './services/rules';

/** Puts the checks into the Document Service. */
export const register = ({ strapi }: { strapi: Core.Strapi }): void => {
  strapi.plugin(PLUGIN_ID).service<RulesService>('rules').install();
};
