import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

import type { Postable } from '../../shared/contracts/cross-post';

/** Kinds that are carried to the channels; 机构编制文件 are not. */
const POSTED_KINDS = ['news', 'announcement', 'normative-document', 'document', 'interpretation'];

const SUMMARY_CHARACTERS = 200;

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const toHtml = (body: string): string =>
  sanitizeHtml(markdown.render(body), {
    allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img'],
    allowedSchemes: ['http', 'https', 'mailto'],
  });

/** The opening of the text where no summary was written. */
const openingOf = (html: string): string => {
  const text = sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
  return Array.from(text).slice(0, SUMMARY_CHARACTERS).join('');
};

interface Issuer {
  readonly name?: string;
  readonly isClassified?: boolean | null;
}

/** Published notices go to Weibo and WeChat, but for those of classified organs. */
export const noticePost: Postable = {
  uid: 'api::notice.notice',
  // Whole: a private field can't be selected by name.
  populate: { issuer: true, cover: true },
  posted: {
    kind: { $in: POSTED_KINDS },
    // An unknown issuer, or one of which it isn't said, is not classified.
    $or: [{ issuer: { isClassified: { $null: true } } }, { issuer: { isClassified: false } }],
  },
  compose(notice, { publicUrl }) {
    const issuer = notice['issuer'] as Issuer | null | undefined;
    const slug = textOf(notice['slug']) || textOf(notice['documentId']);
    if (!POSTED_KINDS.includes(textOf(notice['kind'])) || issuer?.isClassified === true)
      return null;
    const html = toHtml(textOf(notice['body']));
    const cover = notice['cover'] as { id?: number } | null | undefined;
    return {
      title: textOf(notice['title']),
      summary: textOf(notice['summary']) || openingOf(html),
      html,
      canonicalUrl: `${publicUrl}/notices/${encodeURIComponent(slug)}`,
      author: issuer?.name ?? '',
      coverFileId: cover?.id ?? null,
    };
  },
};
