import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import type { HealthService } from '../services/health';

export const createHealthController = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** 200 when the process can serve, else 503; either way which part is up. */
  async ready(ctx: Context): Promise<void> {
    const health = await strapi.plugin(PLUGIN_ID).service<HealthService>('health').check();
    ctx.set('Cache-Control', 'no-store');
    ctx.status = health.database === 'up' && health.queue === 'up' ? 200 : 503;
    ctx.body = health;
  },
});
