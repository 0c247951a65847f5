import { openDataRoutes } from './open-data';
import { webhookRoutes } from './webhooks';

export const routes = {
  admin: { type: 'admin', routes: webhookRoutes },
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
