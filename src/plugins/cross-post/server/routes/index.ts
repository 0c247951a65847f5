import { APPROVE_ACTION, EDIT_ACTION, MANAGE_ACTION, READ_ACTION } from '../constants';

const guarded = (...actions: string[]) => ({
  policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions } }],
});

const flow = (method: string, path: string, handler: string, ...actions: string[]) => ({
  method,
  path,
  handler: `flow.${handler}`,
  config: guarded(READ_ACTION, ...actions),
});

/** Variants, approval, schedule and lanes. */
const flowRoutes = [
  flow('GET', '/overview', 'overview'),
  flow('GET', '/calendar', 'calendar'),
  flow('GET', '/preview', 'preview'),
  flow('GET', '/deliveries/:documentId/variant', 'variant'),
  flow('PUT', '/deliveries/:documentId/variant', 'edit', EDIT_ACTION),
  flow('POST', '/deliveries/:documentId/variant/check', 'check'),
  flow('POST', '/deliveries/:documentId/variant/regenerate', 'regenerate', EDIT_ACTION),
  flow('POST', '/deliveries/:documentId/approve', 'approve', APPROVE_ACTION),
  flow('POST', '/deliveries/:documentId/cancel', 'cancel', APPROVE_ACTION),
  flow('PUT', '/deliveries/:documentId/schedule', 'reschedule', APPROVE_ACTION),
  flow('POST', '/deliveries/:documentId/correction', 'correction', APPROVE_ACTION),
  flow('POST', '/bulk', 'bulk', APPROVE_ACTION),
  flow('GET', '/channels/:documentId/schedule', 'channelSchedule'),
  flow('PUT', '/channels/:documentId/schedule', 'saveChannelSchedule', MANAGE_ACTION),
];

const managed = (method: string, path: string, handler: string) => ({
  method,
  path,
  handler,
  config: guarded(READ_ACTION, MANAGE_ACTION),
});

/** Accounts, and what people do at the platforms themselves. */
const sendingRoutes = [
  managed('POST', '/channels', 'channels.create'),
  managed('PUT', '/channels/:documentId', 'channels.update'),
  managed('POST', '/channels/:documentId/test', 'channels.test'),
  managed('POST', '/channels/:documentId/authorize', 'channels.authorize'),
  managed('POST', '/authorizations', 'channels.authorized'),
  managed('POST', '/deliveries/:documentId/by-hand', 'withdrawals.byHand'),
  managed('POST', '/withdrawals/:documentId/settle', 'withdrawals.settle'),
  {
    method: 'GET',
    path: '/withdrawals',
    handler: 'withdrawals.find',
    config: guarded(READ_ACTION),
  },
];

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
    ...flowRoutes,
    ...sendingRoutes,
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
