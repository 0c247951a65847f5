import { openDataRoutes } from './open-data';
import { webhookRoutes } from './webhooks';

// Whether somebody may read the record is asked of the content manager, by the controller.
const admin = { policies: ['admin::isAuthenticatedAdmin'] };

export const routes = {
  admin: {
    type: 'admin',
    routes: [
      { method: 'GET', path: '/attachments', handler: 'attachments.owners', config: admin },
      ...webhookRoutes,
      {
        method: 'GET',
        path: '/attachments/:uid/:documentId',
        handler: 'attachments.find',
        config: admin,
      },
      {
        method: 'GET',
        path: '/attachments/:uid/:documentId/:position',
        handler: 'attachments.read',
        config: admin,
      },
    ],
  },
  'content-api': {
    type: 'content-api',
    prefix: '',
    routes: [
      { method: 'GET', path: '/health/ready', handler: 'health.ready', config: { auth: false } },
      ...openDataRoutes,
      { method: 'GET', path: '/challenge', handler: 'challenge.issue', config: { auth: false } },
    ],
  },
};
