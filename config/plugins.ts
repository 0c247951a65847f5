import type { Core } from '@strapi/strapi';

/** A plugin of this repository, in the order in which its services are needed. */
const local = (name: string) => ({ enabled: true, resolve: `./src/plugins/${name}` });

const config = (_: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  'users-permissions': { config: { jwtManagement: 'refresh' } },
  'job-queue': local('job-queue'),
  'publication-ledger': local('publication-ledger'),
  'public-api': local('public-api'),
});

export default config;
