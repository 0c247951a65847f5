// Open to everybody: what may be seen is decided by declaration, not by role.
const config = { auth: false } as const;

/** Below /api. */
export const openDataRoutes = [
  { method: 'GET', path: '/open-data', handler: 'open-data.find', config },
  { method: 'GET', path: '/open-data/catalog.jsonld', handler: 'open-data.dcat', config },
  { method: 'GET', path: '/open-data/:id', handler: 'open-data.findOne', config },
  {
    method: 'GET',
    path: '/open-data/:id/datapackage.json',
    handler: 'open-data.dataPackage',
    config,
  },
  { method: 'GET', path: '/open-data/:id/data.:format', handler: 'open-data.download', config },
];
