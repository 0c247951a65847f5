import { openDataRoutes } from './open-data';

export const routes = {
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
