import type { MediaSource } from '../../services/media';
import type { CallBudget } from '../budget';
import type { ChannelAdapter } from '../types';
import { composeArticle, type WechatContent } from './article';
import { createWechatClient, type TokenSource } from './client';
import { classifyWechat } from './errors';
import { createWechatSteps } from './steps';
import { wechatContent, wechatVariant } from './variant';

interface WechatDependencies {
  /** API address, with a path prefix where there is one. */
  readonly apiUrl: string;
  readonly tokens: TokenSource;
  readonly media: MediaSource;
  readonly budget: CallBudget;
}

const firstStep = ({ images }: Pick<WechatContent, 'images'>): string =>
  images.length > 0 ? 'images' : 'cover';

/** Articles of a WeChat official account: draft box, then publication (channels.md A3 to A6). */
export const createWechatAdapter = ({
  apiUrl,
  tokens,
  media,
  budget,
}: WechatDependencies): ChannelAdapter => ({
  kind: 'wechat',
  compose(source) {
    const content = composeArticle(source);
    return { content, firstStep: firstStep(content) };
  },
  firstStep: (content) => firstStep(wechatContent.parse(content)),
  variant: wechatVariant,
  steps: createWechatSteps({ client: createWechatClient({ apiUrl, tokens, budget }), media }),
  classify: classifyWechat,
});
