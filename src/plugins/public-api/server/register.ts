import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';
import { createContentController } from './controllers/content';
import { createSubmissionController } from './controllers/submission';
import { contentRoutes, submissionRoute } from './routes/declared';
import type { TypesService } from './services/types';

/** Mounts the routes of whatever the application declares after this, in its own `register`. */
export const register = ({ strapi }: { strapi: Core.Strapi }): void => {
  const types = strapi.plugin(PLUGIN_ID).service<TypesService>('types');
  types.onDeclare((model) => {
    const controller = createContentController({ strapi, model });
    strapi.server.routes({ type: 'content-api', routes: contentRoutes(model.path, controller) });
  });
  types.onAccept((submission) => {
    const controller = createSubmissionController({ strapi, submission });
    strapi.server.routes({
      type: 'content-api',
      routes: [submissionRoute(submission.path, controller)],
    });
  });
};
