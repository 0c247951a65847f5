import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import type { AdmissionService } from '../services/admission';

export const createChallengeController = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** A challenge in the form that ALTCHA's widget reads, without Strapi's envelope. */
  async issue(ctx: Context): Promise<void> {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = await strapi.plugin(PLUGIN_ID).service<AdmissionService>('admission').challenge();
  },
});
