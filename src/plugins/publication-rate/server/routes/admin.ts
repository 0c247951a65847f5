import { ACTIONS } from '../constants';

const SIGNED_IN = 'admin::isAuthenticatedAdmin';

const having = (action: string) => [
  SIGNED_IN,
  { name: 'admin::hasPermissions', config: { actions: [action] } },
];

/** All or one's own: the handler limits its answer to `rights.scopeOf`. */
const MAY_SEE = [SIGNED_IN, 'plugin::publication-rate.may-see'];
const MAY_FREEZE = having(ACTIONS.freeze);
const MAY_CONFIGURE = having(ACTIONS.configure);

const route =
  (method: 'GET' | 'POST' | 'PUT', policies: ReturnType<typeof having>) =>
  (path: string, handler: string) => ({ method, path, handler, config: { policies } });

const see = route('GET', MAY_SEE);

/** `/publication-rate/…`, for the admin panel. */
export const adminRoutes = {
  type: 'admin',
  routes: [
    see('/me', 'editors.me'),
    see('/years', 'figures.years'),
    see('/figures', 'figures.find'),
    see('/figures/:id/items', 'figures.items'),
    see('/figures/:id/export', 'exports.figure'),
    see('/heatmap', 'reports.heatmap'),
    see('/trend', 'reports.trend'),
    see('/my-work', 'reports.myWork'),
    see('/reconciliations', 'reconciliations.find'),
    // Before the route of one of them.
    see('/reconciliations/export', 'exports.reconciliations'),
    see('/reconciliations/:documentId', 'reconciliations.findOne'),
    see('/reconciliations/:documentId/rows', 'reconciliations.rows'),
    see('/findings', 'findings.find'),
    see('/findings/export', 'exports.findings'),
    see('/inspection', 'inspection.find'),
    route('POST', MAY_CONFIGURE)('/inspection/links', 'inspection.checkLinks'),
    see('/snapshots', 'snapshots.find'),
    route('POST', MAY_FREEZE)('/snapshots', 'snapshots.create'),
    see('/snapshots/:documentId', 'snapshots.findOne'),
    see('/snapshots/:documentId/figures/:figureId/items', 'snapshots.items'),
    see('/snapshots/:documentId/comparison', 'snapshots.comparison'),
    see('/snapshots/:documentId/comparison/:figureId/items', 'snapshots.changes'),
    route('GET', MAY_CONFIGURE)('/settings', 'settings.find'),
    route('PUT', MAY_CONFIGURE)('/settings', 'settings.update'),
    route('GET', MAY_CONFIGURE)('/editors', 'editors.find'),
    route('PUT', MAY_CONFIGURE)('/editors/:userId', 'editors.update'),
  ],
};
