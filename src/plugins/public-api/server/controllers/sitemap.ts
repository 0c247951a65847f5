import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import type { Model } from '../domain/model';
import { SITEMAP_PART, writeSitemap, writeSitemapIndex } from '../domain/sitemap';
import { createSitemapRepository } from '../repositories/sitemap';
import type { AnswersService } from '../services/answers';
import type { DocumentsService } from '../services/documents';
import { siteOf } from '../services/site';
import type { TypesService } from '../services/types';
import { refuseParameters } from './open-data';

const MEDIA_TYPE = 'application/xml; charset=utf-8';
const PART = /^([a-z][a-z-]*[a-z])-([1-9]\d{0,3})\.xml$/;

/** Every public record's address, for search engines. */
export const createSitemapController = ({ strapi }: { strapi: Core.Strapi }) => {
  const types = () => strapi.plugin(PLUGIN_ID).service<TypesService>('types');
  const sitemap = () => {
    const { parts, reader } = strapi.plugin(PLUGIN_ID).service<DocumentsService>('documents');
    return createSitemapRepository({ parts, reader });
  };
  const listed = (): Model[] =>
    types()
      .declarations()
      .flatMap(({ uid, isInSitemap }) => (isInSitemap ? (types().catalogue().get(uid) ?? []) : []));

  const { limited } = strapi.plugin(PLUGIN_ID).service<AnswersService>('answers');

  return {
    index: limited('slow', async (ctx: Context): Promise<void> => {
      refuseParameters(ctx);
      const { url } = siteOf(strapi);
      const entries = [];
      for (const model of listed()) {
        const { total, changedAt } = await sitemap().count(model);
        for (let part = 1; (part - 1) * SITEMAP_PART < total; part += 1)
          entries.push({ url: `${url}/sitemaps/${model.path}-${part}.xml`, changedAt });
      }
      ctx.set('Content-Type', MEDIA_TYPE);
      ctx.body = writeSitemapIndex(entries);
    }),

    part: limited('slow', async (ctx: Context): Promise<void> => {
      refuseParameters(ctx);
      const [, path, number] = PART.exec((ctx['params'] as { part: string }).part) ?? [];
      const model = listed().find((one) => one.path === path);
      const rows = model
        ? await sitemap().page(model, (Number(number) - 1) * SITEMAP_PART, SITEMAP_PART)
        : [];
      if (!model || rows.length === 0)
        throw new errors.NotFoundError('没有这份网站地图，请从 /sitemap.xml 开始');
      const { url } = siteOf(strapi);
      ctx.set('Content-Type', MEDIA_TYPE);
      ctx.body = writeSitemap(
        rows.map(({ name, changedAt }) => ({
          url: `${url}/api/${model.path}/${encodeURIComponent(name)}`,
          changedAt,
        })),
      );
    }),
  };
};

export type SitemapController = ReturnType<typeof createSitemapController>;
