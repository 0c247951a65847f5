import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';
import type { LedgerService } from './services/ledger';

/** Makes the table append-only; here because Strapi creates its tables between register and bootstrap. */
export const bootstrap = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await strapi.plugin(PLUGIN_ID).service<LedgerService>('ledger').install();
};
