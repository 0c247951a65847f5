import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import type { AdmissionService, Counted } from '../services/admission';
import type { PortalsService } from '../services/portals';

/** Counts a submission, once for each request: a form with files before it is read, others when found right. */
export const countedOf = async (strapi: Core.Strapi, ctx: Context): Promise<Counted> => {
  const plugin = strapi.plugin(PLUGIN_ID);
  const count = async (): Promise<Counted> => {
    const portal = await plugin.service<PortalsService>('portals').of(ctx.get('Authorization'));
    const admission = plugin.service<AdmissionService>('admission');
    return portal === null ? admission.countSubmission(ctx.ip) : admission.countPortal(portal);
  };
  return (ctx.state['counted'] ??= await count()) as Counted;
};
