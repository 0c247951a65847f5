const open = { auth: false } as const;

/** `/api/publication-rate/…`, for anybody. */
export const contentApiRoutes = {
  type: 'content-api',
  routes: [
    { method: 'GET', path: '/figures', handler: 'public-figures.find', config: open },
    { method: 'GET', path: '/years', handler: 'public-figures.years', config: open },
    { method: 'GET', path: '/trend', handler: 'public-figures.trend', config: open },
    {
      method: 'GET',
      path: '/reconciliations',
      handler: 'public-figures.reconciliations',
      config: open,
    },
  ],
};
