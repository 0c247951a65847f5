/** `/api/publication-rate/…`, for anybody. */
export const contentApiRoutes = {
  type: 'content-api',
  routes: [
    {
      method: 'GET',
      path: '/figures',
      handler: 'public-figures.find',
      config: { auth: false },
    },
  ],
};
