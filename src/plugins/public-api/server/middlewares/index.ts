import type { Core } from '@strapi/strapi';

import { createFilesGate } from './files';

/** For the application's `config/middlewares`. */
export const middlewares = {
  files: (_: unknown, { strapi }: { strapi: Core.Strapi }) => createFilesGate({ strapi }),
};
