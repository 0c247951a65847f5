import { WEBHOOKS_ACTION } from '../constants';

const config = {
  policies: [
    'admin::isAuthenticatedAdmin',
    { name: 'admin::hasPermissions', config: { actions: [WEBHOOKS_ACTION] } },
  ],
};

/** Of the admin panel, below /public-api. */
export const webhookRoutes = [
  { method: 'GET', path: '/webhooks', handler: 'webhooks.find', config },
  { method: 'POST', path: '/webhooks', handler: 'webhooks.create', config },
  { method: 'GET', path: '/webhooks/:id', handler: 'webhooks.findOne', config },
  { method: 'PUT', path: '/webhooks/:id', handler: 'webhooks.update', config },
  { method: 'DELETE', path: '/webhooks/:id', handler: 'webhooks.remove', config },
  { method: 'POST', path: '/webhooks/:id/secret', handler: 'webhooks.renewSecret', config },
  { method: 'POST', path: '/webhooks/:id/resume', handler: 'webhooks.resume', config },
  { method: 'GET', path: '/webhooks/:id/attempts', handler: 'webhooks.attempts', config },
  {
    method: 'POST',
    path: '/webhooks/:id/attempts/:attempt/resend',
    handler: 'webhooks.resend',
    config,
  },
];
