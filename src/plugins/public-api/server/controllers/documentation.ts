import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import { referencePage, type PageSource } from '../domain/reference-page';
import type { DocumentationService } from '../services/documentation';
import { refuseParameters } from './open-data';

/** The interface's description, for programs and for people. */
export const createDocumentationController = ({ strapi }: { strapi: Core.Strapi }) => {
  const document = () =>
    strapi.plugin(PLUGIN_ID).service<DocumentationService>('documentation').document();

  return {
    openapi: async (ctx: Context): Promise<void> => {
      refuseParameters(ctx);
      ctx.body = await document();
    },

    page: async (ctx: Context): Promise<void> => {
      refuseParameters(ctx);
      ctx.set('Content-Type', 'text/html; charset=utf-8');
      ctx.body = referencePage((await document()) as unknown as PageSource);
    },
  };
};
