import { openDataRoutes } from './open-data';

export const routes = {
  'content-api': {
    type: 'content-api',
    prefix: '',
    routes: [
      { method: 'GET', path: '/health/ready', handler: 'health.ready', config: { auth: false } },
<<<<<<< HEAD
      { method: 'GET', path: '/challenge', handler: 'challenge.issue', config: { auth: false } },
      ...openDataRoutes,
=======
      ...openDataRoutes,
      { method: 'GET', path: '/challenge', handler: 'challenge.issue', config: { auth: false } },
>>>>>>> api-data
    ],
  },
};
