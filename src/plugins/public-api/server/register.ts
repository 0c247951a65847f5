import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';
import { createContentController } from './controllers/content';
import { createFeedsController } from './controllers/feeds';
import { createSitemapController } from './controllers/sitemap';
import { createSubmissionController } from './controllers/submission';
import { contentRoutes, submissionRoute } from './routes/declared';
import { feedRoutes } from './routes/feeds';
import { sitemapRoutes } from './routes/sitemap';
import type { TypesService } from './services/types';

/** Mounts the routes of whatever the application declares after this, in its own `register`. */
export const register = ({ strapi }: { strapi: Core.Strapi }): void => {
  const types = strapi.plugin(PLUGIN_ID).service<TypesService>('types');
  types.onDeclare((model) => {
    const controller = createContentController({ strapi, model });
    strapi.server.routes({ type: 'content-api', routes: contentRoutes(model.path, controller) });
    const { feed } = types.declarations().find(({ uid }) => uid === model.uid) ?? {};
    if (!feed) return;
    const feeds = createFeedsController({ strapi, model, feed });
    strapi.server.routes({ type: 'content-api', routes: feedRoutes(model.path, feeds) });
  });
  types.onAccept((submission) => {
    const controller = createSubmissionController({ strapi, submission });
    strapi.server.routes({
      type: 'content-api',
      routes: [submissionRoute(submission.path, controller)],
    });
  });
  // Not below /api: search engines look for it there.
  strapi.server.routes(sitemapRoutes(createSitemapController({ strapi })));
};
