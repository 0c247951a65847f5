import type { MediaSource } from '../../services/media';
import type { CallBudget } from '../budget';
import type { ChannelAdapter } from '../types';
import { composeArticle, type WechatContent } from './article';
import { createWechatClient, type TokenSource } from './client';
import { testWechat } from './connection';
import { classifyWechat } from './errors';
import type { HostedImages } from './images';
import { WECHAT_LIMITS } from './limits';
import { createWechatRemote } from './remote';
import { createWechatSteps } from './steps';
import { wechatContent, wechatVariant } from './variant';

interface WechatDependencies {
  /** API address, with a path prefix where there is one. */
  readonly apiUrl: string;
  readonly tokens: TokenSource;
  readonly media: MediaSource;
  readonly budget: CallBudget;
  readonly hosted: HostedImages;
  /** Fetches a token with the stored AppID and secret, whatever token is kept. */
  readonly tryCredentials: (channelDocumentId: string) => Promise<void>;
  readonly hasCallbackToken: (channelDocumentId: string) => Promise<boolean>;
}

const firstStep = ({ images }: Pick<WechatContent, 'images'>): string =>
  images.length > 0 ? 'images' : 'cover';

/** Articles of a WeChat official account: draft box, then publication (channels.md A3 to A6). */
export const createWechatAdapter = ({
  apiUrl,
  tokens,
  media,
  budget,
  hosted,
  tryCredentials,
  hasCallbackToken,
}: WechatDependencies): ChannelAdapter => {
  const client = createWechatClient({ apiUrl, tokens, budget });
  return {
    kind: 'wechat',
    compose(source) {
      const content = composeArticle(source);
      return { content, firstStep: firstStep(content) };
    },
    firstStep: (content) => firstStep(wechatContent.parse(content)),
    variant: wechatVariant,
    limits: WECHAT_LIMITS,
    steps: createWechatSteps({ client, media, hosted }),
    ...createWechatRemote(client),
    test: (channel) => testWechat({ tryCredentials, hasCallbackToken, client }, channel),
    classify: classifyWechat,
  };
};
