import { ACTIONS } from '../constants';

const policies = [
  'admin::isAuthenticatedAdmin',
  { name: 'admin::hasPermissions', config: { actions: [ACTIONS.read] } },
];

/** `/publication-rate/…`, for the admin panel. */
export const adminRoutes = {
  type: 'admin',
  routes: [
    { method: 'GET', path: '/years', handler: 'figures.years', config: { policies } },
    { method: 'GET', path: '/figures', handler: 'figures.find', config: { policies } },
    { method: 'GET', path: '/figures/:id/items', handler: 'figures.items', config: { policies } },
    {
      method: 'GET',
      path: '/reconciliations',
      handler: 'reconciliations.find',
      config: { policies },
    },
    {
      method: 'GET',
      path: '/figures/:id/export',
      handler: 'exports.figure',
      config: { policies },
    },
    {
      method: 'GET',
      path: '/findings/export',
      handler: 'exports.findings',
      config: { policies },
    },
    // Before the route of one of them.
    {
      method: 'GET',
      path: '/reconciliations/export',
      handler: 'exports.reconciliations',
      config: { policies },
    },
    {
      method: 'GET',
      path: '/reconciliations/:documentId',
      handler: 'reconciliations.findOne',
      config: { policies },
    },
    {
      method: 'GET',
      path: '/reconciliations/:documentId/rows',
      handler: 'reconciliations.rows',
      config: { policies },
    },
    { method: 'GET', path: '/findings', handler: 'findings.find', config: { policies } },
    { method: 'GET', path: '/heatmap', handler: 'reports.heatmap', config: { policies } },
    { method: 'GET', path: '/trend', handler: 'reports.trend', config: { policies } },
    { method: 'GET', path: '/my-work', handler: 'reports.myWork', config: { policies } },
  ],
};
