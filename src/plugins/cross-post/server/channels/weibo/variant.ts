import { z } from 'zod';

import type { VariantCheck, VariantFields } from '../../../shared/contracts/flow';
import type { VariantRules } from '../types';
import { MAX_HALVES, neutralise, weightedHalves, weightedLength } from './text';

/** What is sent to Weibo. */
export const weiboContent = z.object({
  text: z.string(),
  canonicalUrl: z.string(),
  /** The one picture; left out of posts that were made before there were pictures. */
  imageFileId: z.number().int().nullable().default(null),
});

type WeiboContent = z.infer<typeof weiboContent>;

/** The text without the address at its end. */
const bodyOf = ({ text, canonicalUrl }: WeiboContent): string =>
  (text.endsWith(canonicalUrl) ? text.slice(0, -canonicalUrl.length) : text).trimEnd();

const isUnder = (url: string, domain: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === domain || hostname.endsWith(`.${domain}`);
};

const check = (content: WeiboContent, safeDomains: readonly string[]): VariantCheck => {
  const used = weightedLength(content.text);
  const limit = MAX_HALVES / 2;
  const over = Math.ceil((weightedHalves(content.text) - MAX_HALVES) / 2);
  const foreign = safeDomains.filter((domain) => !isUnder(content.canonicalUrl, domain));
  return {
    counts: [{ field: 'text', used, limit }],
    issues: [
      ...(over > 0
        ? [{ level: 'error' as const, field: 'text', message: `超出 ${over} 个字，请删减。` }]
        : []),
      ...(bodyOf(content) === ''
        ? [{ level: 'error' as const, field: 'text', message: '请填写微博正文。' }]
        : []),
      ...foreign.map((domain) => ({
        level: 'warning' as const,
        field: 'text',
        message: `链接不在安全域名 ${domain} 下，微博会拒绝，请联系管理员核对站点地址。`,
      })),
      ...(bodyOf(content).endsWith('…')
        ? [{ level: 'warning' as const, field: 'text', message: '内容较长，已截断，请核对文意。' }]
        : []),
    ],
  };
};

/** What people may change of a Weibo post: text and picture, never the address. */
export const weiboVariant: VariantRules = {
  fields(content) {
    const parsed = weiboContent.parse(content);
    return {
      fields: { text: bodyOf(parsed), imageId: parsed.imageFileId },
      canonicalUrl: parsed.canonicalUrl,
      html: '',
    };
  },

  edit(content, change: VariantFields): WeiboContent {
    const before = weiboContent.parse(content);
    const body = change.text === undefined ? bodyOf(before) : neutralise(change.text);
    return {
      ...before,
      text: `${body} ${before.canonicalUrl}`.trimStart(),
      ...(change.imageId === undefined ? {} : { imageFileId: change.imageId }),
    };
  },

  check: (content, { safeDomains }) => check(weiboContent.parse(content), safeDomains),
};
