import { z } from 'zod';

import type { VariantIssue } from '../../../shared/contracts/flow';
import type { VariantRules } from '../types';
import { articleBody, CLOSING, imageSources, LIMITS, type WechatContent } from './article';

/** What is sent to WeChat. */
export const wechatContent: z.ZodType<WechatContent> = z.object({
  title: z.string(),
  author: z.string(),
  digest: z.string(),
  html: z.string(),
  images: z.array(z.string()),
  sourceUrl: z.string(),
  coverFileId: z.number().nullable(),
});

const codePoints = (text: string): number => Array.from(text).length;
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const NAMES = { title: '标题', author: '作者', digest: '摘要', html: '正文' } as const;
const COUNTED = [
  ['title', LIMITS.title],
  ['author', LIMITS.author],
  ['digest', LIMITS.digest],
  ['html', LIMITS.content],
] as const;

/** What can be read in the article; an article of pictures alone is one as well. */
const isEmpty = ({ html, images }: WechatContent): boolean =>
  images.length === 0 && html.replace(/<[^>]*>|&nbsp;|\s/g, '') === '';

const issuesOf = (content: WechatContent): VariantIssue[] => {
  const issues: VariantIssue[] = COUNTED.flatMap(([field, limit]) => {
    const over = codePoints(content[field]) - limit;
    return over > 0
      ? [{ level: 'error' as const, field, message: `${NAMES[field]}超出 ${over} 个字，请删减。` }]
      : [];
  });
  const error = (field: string, message: string): void => {
    issues.push({ level: 'error', field, message });
  };
  const warn = (field: string, message: string): void => {
    issues.push({ level: 'warning', field, message });
  };
  if (content.title === '') error('title', '请填写标题。');
  if (isEmpty(content)) error('html', '请填写正文。');
  if (content.title.endsWith('…')) warn('title', '标题较长，已截断，请核对文意。');
  if (content.digest === '') warn('digest', '没有摘要，微信会取正文开头。');
  if (content.coverFileId === null) warn('imageId', '没有封面图，将使用默认封面。');
  if (content.html.endsWith(CLOSING)) warn('html', '全文较长，只发开头，全文见“阅读原文”。');
  return issues;
};

/** What people may change of a WeChat article: all but the address behind 阅读原文. */
export const wechatVariant: VariantRules = {
  fields(content) {
    const { title, author, digest, html, coverFileId, sourceUrl } = wechatContent.parse(content);
    return {
      fields: { title, author, digest, html, imageId: coverFileId },
      canonicalUrl: sourceUrl,
      html,
    };
  },

  edit(content, change): WechatContent {
    const before = wechatContent.parse(content);
    const html = change.html === undefined ? before.html : articleBody(change.html);
    return {
      ...before,
      title: oneLine(change.title ?? before.title),
      author: oneLine(change.author ?? before.author),
      digest: oneLine(change.digest ?? before.digest),
      html,
      images: imageSources(html),
      coverFileId: change.imageId === undefined ? before.coverFileId : change.imageId,
    };
  },

  check(content) {
    const parsed = wechatContent.parse(content);
    return {
      counts: COUNTED.map(([field, limit]) => ({ field, used: codePoints(parsed[field]), limit })),
      issues: issuesOf(parsed),
    };
  },
};
