import { MANAGE_ACTION, READ_ACTION } from '../constants';

const guarded = (...actions: string[]) => ({
  policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions } }],
});

const admin = {
  type: 'admin',
  routes: [
    {
      method: 'GET',
      path: '/deliveries',
      handler: 'deliveries.find',
      config: guarded(READ_ACTION),
    },
    {
      method: 'GET',
      path: '/deliveries/:documentId',
      handler: 'deliveries.findOne',
      config: guarded(READ_ACTION),
    },
    {
      method: 'POST',
      path: '/deliveries/:documentId/retry',
      handler: 'deliveries.retry',
      config: guarded(READ_ACTION, MANAGE_ACTION),
    },
    {
      method: 'GET',
      path: '/documents/:documentId/deliveries',
      handler: 'deliveries.ofDocument',
      config: guarded(READ_ACTION),
    },
    {
      method: 'GET',
      path: '/postables',
      handler: 'deliveries.postables',
      config: guarded(READ_ACTION),
    },
    { method: 'GET', path: '/channels', handler: 'channels.find', config: guarded(READ_ACTION) },
    {
      method: 'POST',
      path: '/channels/:documentId/pause',
      handler: 'channels.pause',
      config: guarded(READ_ACTION, MANAGE_ACTION),
    },
    {
      method: 'POST',
      path: '/channels/:documentId/resume',
      handler: 'channels.resume',
      config: guarded(READ_ACTION, MANAGE_ACTION),
    },
  ],
};

const contentApi = {
  type: 'content-api',
  routes: [
    { method: 'GET', path: '/receipts', handler: 'receipts.find', config: { auth: false } },
    {
      method: 'GET',
      path: '/wechat/:appId/callback',
      handler: 'callbacks.verify',
      config: { auth: false },
    },
    {
      method: 'POST',
      path: '/wechat/:appId/callback',
      handler: 'callbacks.receive',
      config: { auth: false },
    },
  ],
};

export const routes = { admin, 'content-api': contentApi };
