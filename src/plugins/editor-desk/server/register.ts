import type { Core } from '@strapi/strapi';

import { createRulesMiddleware } from './middlewares/rules';

/** Puts the rules into the Document Service. */
export const register = ({ strapi }: { strapi: Core.Strapi }): void => {
  strapi.documents.use(createRulesMiddleware({ strapi }));
};
