import type { Core } from '@strapi/strapi';

/** A plugin of this repository, in the order in which its services are needed. */
const local = (name: string) => ({ enabled: true, resolve: `./src/plugins/${name}` });

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  'users-permissions': { config: { jwtManagement: 'refresh' } },
  'job-queue': local('job-queue'),
  'publication-ledger': local('publication-ledger'),
  'publication-rate': local('publication-rate'),
  'cross-post': {
    ...local('cross-post'),
    config: {
      weiboApiUrl: env('WEIBO_API_URL', ''),
      weiboWebUrl: env('WEIBO_WEB_URL', ''),
      wechatApiUrl: env('WECHAT_API_URL', ''),
      channelsFile: env('CHANNELS_FILE', ''),
    },
  },
  'editor-desk': local('editor-desk'),
  'public-api': local('public-api'),
});

export default config;
