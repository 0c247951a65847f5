import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';

import type {
  JsonSchema,
  PublicSubmission,
  RouteDescription,
} from '../../../../shared/contracts/public-api';
import { CHANGE_WEBHOOK, changeSchemas, changesRoute } from '../change-descriptions';
import { PLUGIN_ID } from '../constants';
import {
  feedRoutesOf,
  fixedRoutes,
  OWN_SCHEMAS,
  submissionRoutesOf,
  typeRoutes,
} from '../descriptions';
import type { Model } from '../domain/model';
import { openApi } from '../domain/openapi';
import { parseDetailQuery, parseListQuery } from '../domain/query';
import {
  attributeSchema,
  COMMON_SCHEMAS,
  filtersName,
  filtersSchema,
  nullable,
  recordSchema,
  schemaName,
} from '../domain/schemas';
import { searchRoute, searchSchemas } from '../search-description';
import type { ChangesService } from './changes';
import type { DataSetsService } from './data-sets';
import type { DocumentsService } from './documents';
import type { EntriesService } from './entries';
import type { SearchService } from './search';
import { siteOf } from './site';
import type { TypesService } from './types';

/** What the example of a search asks for. */
const SEARCHED = '公示';

/** The OpenAPI document, made of what was declared and of what others have described. */
export const createDocumentationService = ({ strapi }: { strapi: Core.Strapi }) => {
  const own = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  const types = () => own<TypesService>('types');

  /** A real record with all that can be populated: no example is truer. */
  const sample = async (model: Model): Promise<readonly object[]> => {
    const hasMore = model.components.size + model.media.size + model.relations.size > 0;
    const query = parseListQuery(model, types().catalogue(), {
      pagination: { pageSize: '1', withCount: 'false' },
      ...(hasMore ? { populate: '*' } : {}),
    });
    return (await own<DocumentsService>('documents').page(model, query, null)).items;
  };

  const detail = async (model: Model, documentId: string): Promise<object | undefined> => {
    const selection = parseDetailQuery(model, types().catalogue(), {});
    const found = await own<DocumentsService>('documents').one(model, documentId, selection);
    if (!found) return undefined;
    const { item, correctedAt } = found;
    return { data: item, meta: model.hasDraft ? { correctedAt } : {} };
  };

  const ofType = async (model: Model): Promise<RouteDescription[]> => {
    const data = await sample(model);
    const [first] = data as readonly { readonly documentId: string }[];
    const pagination = { page: 1, pageSize: 1 };
    const isToldGone = !types().visibilityOf(model.uid)?.parent;
    return typeRoutes(model, types().labels(), isToldGone, {
      page: () => Promise.resolve({ data, meta: { pagination } }),
      one: () => (first ? detail(model, first.documentId) : Promise.resolve(undefined)),
      id: first?.documentId ?? null,
    });
  };

  /** Schemas of what the sender of a submission is told of it. */
  const toldOf = ({ uid, tracking }: PublicSubmission): Record<string, JsonSchema> => {
    const attributes: Readonly<Record<string, Parameters<typeof attributeSchema>[0]>> =
      strapi.getModel(uid as UID.ContentType).attributes;
    return Object.fromEntries(
      tracking.fields.map((name) => [name, nullable(attributeSchema(attributes[name]))]),
    );
  };

  const routes = async (): Promise<RouteDescription[]> => {
    const catalogue = types().catalogue();
    const labels = types().labels();
    const entries = own<EntriesService>('entries');
    const changes = own<ChangesService>('changes');
    const ofTypes: RouteDescription[] = [];
    for (const model of catalogue.values()) ofTypes.push(...(await ofType(model)));
    return [
      ...ofTypes,
      ...types()
        .declarations()
        .flatMap((type) => {
          const model = catalogue.get(type.uid);
          return model ? feedRoutesOf(type, model, labels) : [];
        }),
      ...fixedRoutes({
        dataSets: [...own<DataSetsService>('data-sets').all().keys()],
        kinds: [...entries.codes('kind').keys()],
        subjects: [...entries.codes('subject').keys()],
        entries: async () => {
          const { items, total } = await entries.page(
            { kind: null, subject: null, organization: null, year: null },
            { offset: 0, limit: 1 },
          );
          const pagination = { page: 1, pageSize: 1, pageCount: total, total };
          return { data: items, meta: { pagination } };
        },
      }),
      searchRoute(own<SearchService>('search').types(), {
        q: SEARCHED,
        answer: () => own<SearchService>('search').answer(SEARCHED),
      }),
      changesRoute(changes.paths(), async () => {
        const query = { since: 0, limit: 1, types: null, isEach: false };
        const { changes: data, next, hasMore } = await changes.page(query);
        const { personRetentionDays } = changes;
        return { data, meta: { next, hasMore, personRetentionDays } };
      }),
      ...types()
        .submissions()
        .flatMap((submission) => {
          const { $schema: _, ...schema } = z.toJSONSchema(submission.schema, {
            io: 'input',
            unrepresentable: 'any',
          });
          return submissionRoutesOf(submission, schema, toldOf(submission));
        }),
      ...types().described(),
    ];
  };

  const schemas = (): Readonly<Record<string, JsonSchema>> => {
    const catalogue = types().catalogue();
    const labels = types().labels();
    const models = [...catalogue.values()];
    return {
      ...COMMON_SCHEMAS,
      ...OWN_SCHEMAS,
      ...searchSchemas(own<SearchService>('search').types()),
      ...changeSchemas(own<ChangesService>('changes').plan()),
      ...Object.fromEntries(
        models.flatMap((model) => [
          [schemaName(model.path), recordSchema(model, catalogue, labels)],
          [filtersName(model), filtersSchema(model, catalogue)],
        ]),
      ),
    };
  };

  return {
    document: async () => ({
      ...(await openApi(await routes(), schemas(), siteOf(strapi))),
      webhooks: CHANGE_WEBHOOK,
    }),
  };
};

export type DocumentationService = ReturnType<typeof createDocumentationService>;
