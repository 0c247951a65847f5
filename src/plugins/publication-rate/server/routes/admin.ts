import { ACTIONS } from '../constants';

/** All or his own: for handlers that limit their answer to `rights.scopeOf`. */
const policies = ['admin::isAuthenticatedAdmin', 'plugin::publication-rate.may-see'];

const mayConfigure = [
  'admin::isAuthenticatedAdmin',
  { name: 'admin::hasPermissions', config: { actions: [ACTIONS.configure] } },
];

const mayFreeze = [
  'admin::isAuthenticatedAdmin',
  { name: 'admin::hasPermissions', config: { actions: [ACTIONS.freeze] } },
];

/** `/publication-rate/…`, for the admin panel. */
export const adminRoutes = {
  type: 'admin',
  routes: [
    { method: 'GET', path: '/years', handler: 'figures.years', config: { policies } },
    { method: 'GET', path: '/figures', handler: 'figures.find', config: { policies } },
    { method: 'GET', path: '/figures/:id/items', handler: 'figures.items', config: { policies } },
    { method: 'GET', path: '/me', handler: 'editors.me', config: { policies } },
    {
      method: 'GET',
      path: '/editors',
      handler: 'editors.find',
      config: { policies: mayConfigure },
    },
    {
      method: 'GET',
      path: '/inspection',
      handler: 'inspection.find',
      config: { policies },
    },
    {
      method: 'POST',
      path: '/inspection/links',
      handler: 'inspection.checkLinks',
      config: { policies: mayConfigure },
    },
    {
      method: 'GET',
      path: '/settings',
      handler: 'settings.find',
      config: { policies: mayConfigure },
    },
    {
      method: 'PUT',
      path: '/settings',
      handler: 'settings.update',
      config: { policies: mayConfigure },
    },
    { method: 'GET', path: '/snapshots', handler: 'snapshots.find', config: { policies } },
    {
      method: 'POST',
      path: '/snapshots',
      handler: 'snapshots.create',
      config: { policies: mayFreeze },
    },
    {
      method: 'GET',
      path: '/snapshots/:documentId',
      handler: 'snapshots.findOne',
      config: { policies },
    },
    {
      method: 'GET',
      path: '/snapshots/:documentId/comparison',
      handler: 'snapshots.comparison',
      config: { policies },
    },
    {
      method: 'GET',
      path: '/snapshots/:documentId/comparison/:figureId/items',
      handler: 'snapshots.changes',
      config: { policies },
    },
    {
      method: 'PUT',
      path: '/editors/:userId',
      handler: 'editors.update',
      config: { policies: mayConfigure },
    },
    { method: 'GET', path: '/heatmap', handler: 'reports.heatmap', config: { policies } },
    { method: 'GET', path: '/trend', handler: 'reports.trend', config: { policies } },
    { method: 'GET', path: '/my-work', handler: 'reports.myWork', config: { policies } },
  ],
};
