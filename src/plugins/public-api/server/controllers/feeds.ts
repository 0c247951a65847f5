import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import type { PublicFeed } from '../../../../shared/contracts/public-api';
import { LIMITS, PLUGIN_ID } from '../constants';
import { refuseKey } from '../domain/fault';
import { FEED_FORMATS, FEED_ITEMS, writeFeed, type FeedFormat } from '../domain/feed';
import type { Model } from '../domain/model';
import { parseDetailQuery, parseListQuery } from '../domain/query';
import type { DocumentsService } from '../services/documents';
import { siteOf } from '../services/site';
import type { TypesService } from '../services/types';
import { checked } from './faults';

const QUERY = z.strictObject({
  kind: z.string().max(LIMITS.value).optional(),
  organization: z.string().min(1).max(LIMITS.value).optional(),
});

type Choice = z.infer<typeof QUERY>;

const parseChoice = (raw: unknown): Choice => {
  const result = QUERY.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.at(-1);
  return refuseKey([String(key)]);
};

/** The newest records of a type as a feed. */
export const createFeedsController = ({
  strapi,
  model,
  feed,
}: {
  strapi: Core.Strapi;
  model: Model;
  feed: PublicFeed;
}) => {
  const types = () => strapi.plugin(PLUGIN_ID).service<TypesService>('types');
  const documents = () => strapi.plugin(PLUGIN_ID).service<DocumentsService>('documents');

  /** The organ that was asked for, by documentId or slug. */
  const organizationOf = async (asked: string): Promise<{ documentId: string; name: string }> => {
    const target = types()
      .catalogue()
      .get(model.relations.get(feed.organization) ?? '');
    const selection = target && parseDetailQuery(target, types().catalogue(), { fields: 'name' });
    const found =
      target && selection && !asked.includes('\u0000')
        ? await documents().one(target, asked, selection)
        : null;
    if (!found) throw new errors.NotFoundError('没有找到该机构，请核对 organization 参数');
    const { documentId, name } = found.item as { documentId: string; name: string };
    return { documentId, name };
  };

  const addresses = (choice: Choice): { list: string; self: Record<FeedFormat, string> } => {
    const { url } = siteOf(strapi);
    const query = new URLSearchParams(
      Object.entries(choice).filter((pair): pair is [string, string] => pair[1] !== undefined),
    ).toString();
    const address = (format: FeedFormat): string =>
      `${url}/api/feeds/${model.path}.${format}${query && `?${query}`}`;
    return {
      list: `${url}/api/${model.path}`,
      self: { rss: address('rss'), atom: address('atom'), json: address('json') },
    };
  };

  return (format: FeedFormat) =>
    async (ctx: Context): Promise<void> => {
      const catalogue = types().catalogue();
      const choice = checked('query', () => parseChoice(ctx.query));
      const kinds = model.fields.get(feed.kind)?.values ?? [];
      if (choice.kind !== undefined && !kinds.includes(choice.kind))
        throw new errors.ValidationError(
          `参数“kind”的值不正确：应为下列之一：${kinds.join('、')}`,
          {
            key: 'kind',
            path: 'kind',
            source: 'query',
          },
        );
      const organization = choice.organization ? await organizationOf(choice.organization) : null;
      const query = parseListQuery(model, catalogue, {
        fields: [
          feed.title,
          feed.summary,
          feed.day,
          feed.kind,
          'updatedAt',
          ...(model.validity ? [model.validity.name] : []),
        ],
        populate: { [feed.organization]: { fields: 'name' } },
        sort: `${feed.day}:desc`,
        pagination: { limit: String(FEED_ITEMS), withCount: 'false' },
        ...(choice.kind || organization
          ? {
              filters: {
                ...(choice.kind ? { [feed.kind]: choice.kind } : {}),
                ...(organization
                  ? { [feed.organization]: { documentId: organization.documentId } }
                  : {}),
              },
            }
          : {}),
      });
      const { items } = await documents().page(model, query, null);
      const labels = types().labels();
      const valuesOf = (name: string) => labels.field(model.uid, name).values ?? {};
      const kindNames = valuesOf(feed.kind);
      const site = siteOf(strapi);
      const { list, self } = addresses(choice);
      const parts = [
        organization?.name,
        choice.kind ? (kindNames[choice.kind]?.zh ?? choice.kind) : labels.type(model.uid).zh,
      ];
      ctx.set('Content-Type', FEED_FORMATS[format].mediaType);
      ctx.body = writeFeed(
        format,
        feed,
        {
          title: parts.filter(Boolean).join('·'),
          publisher: site.publisher,
          url: list,
          self,
          path: model.path,
          site: site.url,
          categories: [
            { field: feed.kind, names: kindNames },
            ...(model.validity
              ? [{ field: model.validity.name, names: valuesOf(model.validity.name) }]
              : []),
          ],
        },
        items,
      );
    };
};

export type FeedsController = ReturnType<typeof createFeedsController>;
