import type { Core } from '@strapi/strapi';

import { createLedgerMiddleware } from './middlewares/documents';

/** Puts the recorder into the Document Service. */
export const register = ({ strapi }: { strapi: Core.Strapi }): void => {
  strapi.documents.use(createLedgerMiddleware({ strapi }));
};
