import type { Core } from '@strapi/strapi';

import type { ChannelKind } from '../../shared/contracts/deliveries';
import type { ChannelAdapter } from '../channels/types';
import { createWechatAdapter } from '../channels/wechat';
import type { HostedImages } from '../channels/wechat/images';
import { createWeiboAdapter } from '../channels/weibo';
import { readConfig } from '../config';
import { PLUGIN_ID } from '../constants';
import { requestToken } from '../channels/wechat/client';
import { createChannelsRepository } from '../repositories/channels';
import { createHostedImagesRepository } from '../repositories/hosted-images';
import { createBudgetsService } from './budgets';
import { shareReads } from './groups';
import { createMediaSource } from './media';
import { createSecretsService } from './secrets';
import { createTokensService } from './tokens';

type ImageKey = Parameters<HostedImages['find']>;

/** The platforms, each wired to the database and the configured addresses. */
export const createAdaptersService = ({ strapi }: { strapi: Core.Strapi }) => {
  const { weiboApiUrl, weiboWebUrl, wechatApiUrl } = readConfig(
    strapi.config.get(`plugin::${PLUGIN_ID}`),
  );
  const channels = createChannelsRepository({ strapi });
  const secrets = createSecretsService({ strapi }, channels);
  const budgets = createBudgetsService({ strapi });
  const media = createMediaSource({ strapi });
  const images = createHostedImagesRepository({ strapi });
  const findImage = shareReads((key) => images.find(...(JSON.parse(key) as ImageKey)));
  const hosted: HostedImages = { ...images, find: (...key) => findImage(JSON.stringify(key)) };
  const adapters: Readonly<Record<ChannelKind, ChannelAdapter>> = {
    weibo: createWeiboAdapter({
      apiUrl: weiboApiUrl,
      webUrl: weiboWebUrl,
      publicUrl: strapi.config.get<string>('server.url', ''),
      budget: budgets.of('weibo'),
      accessToken: shareReads(async (documentId) => (await secrets.weibo(documentId)).accessToken),
      media,
    }),
    wechat: createWechatAdapter({
      apiUrl: wechatApiUrl,
      tokens: createTokensService({ strapi, apiUrl: wechatApiUrl, channels, secrets }),
      budget: budgets.of('wechat'),
      hosted,
      async tryCredentials(documentId) {
        const { accountId, appSecret } = await secrets.wechat(documentId);
        await requestToken({
          apiUrl: wechatApiUrl,
          appId: accountId,
          appSecret,
          isForced: false,
        });
      },
      hasCallbackToken: async (documentId) =>
        Boolean((await secrets.wechat(documentId)).callbackToken),
      media,
    }),
  };
  return { of: (kind: ChannelKind): ChannelAdapter => adapters[kind] };
};

export type AdaptersService = ReturnType<typeof createAdaptersService>;
