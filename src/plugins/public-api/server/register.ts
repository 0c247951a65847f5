import type { Core } from '@strapi/strapi';

import { PLUGIN_ID, PORTAL_ACTION } from './constants';
import { createChangesController } from './controllers/changes';
import { createContentController } from './controllers/content';
import { createDocumentationController } from './controllers/documentation';
import { createEntriesController } from './controllers/entries';
import { createFeedsController } from './controllers/feeds';
import { createSearchController } from './controllers/search';
import { createSitemapController } from './controllers/sitemap';
import { createSubmissionController } from './controllers/submission';
import { checkFilesGate } from './domain/files-gate';
import { checkRetention } from './domain/retention';
import { createAnswersDoor } from './middlewares/answers';
import { createBodiesGate } from './middlewares/bodies';
import { contentRoutes, submissionRoutes } from './routes/declared';
import { feedRoutes } from './routes/feeds';
import { sitemapRoutes } from './routes/sitemap';
import type { AnswersService } from './services/answers';
import type { SourcesService } from './services/sources';
import type { TypesService } from './services/types';

interface PermissionService {
  readonly actionProvider: {
    registerMany(actions: readonly Readonly<Record<string, string>>[]): Promise<void>;
  };
}

/** Mounts the routes of whatever the application declares after this, in its own `register`. */
export const register = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  checkFilesGate(strapi.config.get<unknown[]>('middlewares', []));
  // Known to Strapi, or it would take the permission from every token at its next start.
  await strapi.contentAPI.permissions.providers.action.register(PORTAL_ACTION, {
    api: `plugin::${PLUGIN_ID}`,
    controller: 'portal',
    action: 'submit',
    uid: PORTAL_ACTION,
  });
  checkRetention(
    strapi.config.get<number | null>(`plugin::${PLUGIN_ID}.personRetentionDays`, null),
  );
  const door = createAnswersDoor({ strapi });
  door.stand(strapi.server.httpServer);
  strapi.server.use((ctx, next) => door.middleware(ctx, next));
  strapi.server.use(createBodiesGate({ strapi }));
  const answers = strapi.plugin(PLUGIN_ID).service<AnswersService>('answers');
  const sources = strapi.plugin(PLUGIN_ID).service<SourcesService>('sources');
  const types = strapi.plugin(PLUGIN_ID).service<TypesService>('types');
  types.onDeclare((model) => {
    const controller = createContentController({ strapi, model });
    for (const route of contentRoutes(model.path, controller))
      answers.serve({ ...route, sources: sources.of(model.uid) });
    const { feed } = types.declarations().find(({ uid }) => uid === model.uid) ?? {};
    if (!feed) return;
    const feeds = createFeedsController({ strapi, model, feed });
    for (const route of feedRoutes(model.path, feeds))
      answers.serve({ ...route, sources: sources.of(model.uid) });
  });
  types.onAccept((submission) => {
    const controller = createSubmissionController({ strapi, submission });
    strapi.server.routes({
      type: 'content-api',
      routes: submissionRoutes(submission.path, controller),
    });
  });
  const catalogued = createEntriesController({ strapi });
  answers.serve({ path: '/catalogue', handler: catalogued.find, sources: 'all' });
  const searched = createSearchController({ strapi });
  answers.serve({ path: '/search', handler: searched.find, sources: 'all' });
  const changes = createChangesController({ strapi });
  answers.serve({ path: '/changes', handler: changes.find, sources: 'all' });
  const documentation = createDocumentationController({ strapi });
  answers.serve({ path: '/openapi.json', handler: documentation.openapi, sources: 'all' });
  answers.serve({ path: '/docs', handler: documentation.page, sources: 'all' });
  // Not below /api: search engines look for it there.
  strapi.server.routes(sitemapRoutes(createSitemapController({ strapi })));
  const permissions = strapi.service('admin::permission') as PermissionService;
  await permissions.actionProvider.registerMany([
    {
      section: 'plugins',
      displayName: '管理变更推送',
      uid: 'webhooks',
      pluginName: PLUGIN_ID,
    },
  ]);
};
