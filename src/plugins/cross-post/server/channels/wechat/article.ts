import sanitizeHtml from 'sanitize-html';

import type { PostSource } from '../../../../../shared/contracts/cross-post';

/** Limits of an article (channels.md A4): characters are code points. */
export const LIMITS = { title: 32, author: 16, digest: 120, content: 20_000 } as const;

export interface WechatContent {
  readonly title: string;
  readonly author: string;
  readonly digest: string;
  /** Images still carry the addresses that they have in the source. */
  readonly html: string;
  readonly images: readonly string[];
  readonly sourceUrl: string;
  readonly coverFileId: number | null;
}

/** WeChat drops classes, ids and style sheets: what is to be seen is written on the element. */
const STYLES: Readonly<Record<string, string>> = {
  p: 'margin:0 0 1em;line-height:1.75;font-size:16px;color:#333333;text-align:justify;',
  h1: 'margin:1.4em 0 0.8em;font-size:20px;font-weight:bold;line-height:1.4;color:#222222;',
  h2: 'margin:1.4em 0 0.8em;font-size:18px;font-weight:bold;line-height:1.4;color:#222222;',
  h3: 'margin:1.2em 0 0.6em;font-size:17px;font-weight:bold;line-height:1.4;color:#222222;',
  h4: 'margin:1em 0 0.5em;font-size:16px;font-weight:bold;line-height:1.4;color:#222222;',
  ul: 'margin:0 0 1em;padding-left:1.5em;line-height:1.75;font-size:16px;color:#333333;',
  ol: 'margin:0 0 1em;padding-left:1.5em;line-height:1.75;font-size:16px;color:#333333;',
  li: 'margin:0 0 0.3em;',
  blockquote:
    'margin:0 0 1em;padding:0.6em 1em;border-left:4px solid #c8161d;background-color:#f7f7f7;color:#555555;',
  table: 'width:100%;margin:0 0 1em;border-collapse:collapse;font-size:14px;',
  th: 'padding:6px 8px;min-width:4em;border:1px solid #cccccc;background-color:#f2f2f2;text-align:left;',
  td: 'padding:6px 8px;min-width:4em;border:1px solid #cccccc;text-align:left;',
  img: 'max-width:100%;height:auto;display:block;margin:0 auto 1em;',
  hr: 'margin:1.5em 0;border:none;border-top:1px solid #dddddd;',
  pre: 'margin:0 0 1em;padding:0.8em;background-color:#f7f7f7;white-space:pre-wrap;font-size:14px;',
};

const TAGS = [
  ...Object.keys(STYLES),
  ...[
    'strong',
    'b',
    'em',
    'i',
    'u',
    's',
    'sub',
    'sup',
    'br',
    'code',
    'thead',
    'tbody',
    'tr',
    'span',
    'a',
  ],
];

const NOTE_STYLE =
  'margin:0 0 0.4em;font-size:13px;line-height:1.6;color:#888888;word-break:break-all;';
/** A wide table is moved sideways under the finger instead of being squeezed. */
const TABLE_FRAME = 'margin:0 0 1em;overflow-x:auto;';
/** Ends an article that was cut to its opening. */
export const CLOSING = `<p style="${STYLES['p']}">（全文较长，请点击“阅读原文”查看。）</p>`;

const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const codePoints = (text: string): number => Array.from(text).length;

const ADDRESS = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/g;

/**
 * The text within so many characters, `…` at the end where it is cut. An address that would be cut
 * goes whole: half of one leads elsewhere.
 */
const cut = (text: string, limit: number): string => {
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  const kept = characters.slice(0, limit - 1).join('');
  const halved = [...text.matchAll(ADDRESS)].find(
    ({ index, 0: address }) => index < kept.length && index + address.length > kept.length,
  );
  return `${kept.slice(0, halved?.index).trimEnd()}…`;
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const clean = (html: string): string =>
  sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: {
      '*': ['style'],
      a: ['href'],
      img: ['src', 'alt'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
    },
    // Only the styles given here: the source's own are dropped before.
    parseStyleAttributes: false,
    allowedSchemes: ['http', 'https'],
    allowProtocolRelative: false,
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'iframe'],
    transformTags: {
      '*': (tagName, { style: given, ...attribs }) => {
        const style = tagName === 'p' && given === NOTE_STYLE ? NOTE_STYLE : STYLES[tagName];
        return { tagName, attribs: { ...attribs, ...(style ? { style } : {}) } };
      },
      h5: 'h4',
      h6: 'h4',
    },
    exclusiveFilter: (frame) => frame.tag === 'img' && !frame.attribs['src'],
  });

const framedTables = (html: string): string =>
  html
    .replaceAll('<table', `<section style="${TABLE_FRAME}"><table`)
    .replaceAll('</table>', '</table></section>');

/** Links aren't clickable (and may be refused, 45166): numbered notes at the end name them. */
const linksToNotes = (html: string): string => {
  const notes: string[] = [];
  const body = html.replace(
    /<a(?: href="([^"]*)")?[^>]*>(.*?)<\/a>/gs,
    (_, href: string | undefined, text: string) => {
      if (!href || text.includes(href)) return text;
      const known = notes.indexOf(href);
      const number = known >= 0 ? known + 1 : notes.push(href);
      return `${text}<sup>[${number}]</sup>`;
    },
  );
  if (notes.length === 0) return body;
  const list = notes.map((href, index) => `<p style="${NOTE_STYLE}">[${index + 1}] ${href}</p>`);
  return `${body}<hr style="${STYLES['hr']}" />${list.join('')}`;
};

/** Source of every image, in order, each once. Undoes the sanitiser's escaping of `&`. */
export const imageSources = (html: string): string[] => [
  ...new Set(
    [...html.matchAll(/<img[^>]*? src="([^"]*)"/g)].map(([, src]) =>
      (src ?? '').replaceAll('&amp;', '&'),
    ),
  ),
];

/** An article longer than the platform takes becomes its opening as plain paragraphs. */
const shortened = (html: string): string => {
  const text = sanitizeHtml(html.replace(/<\/(p|h[1-6]|li|tr|blockquote)>|<br\s*\/?>/g, '$&\n'), {
    allowedTags: [],
    allowedAttributes: {},
  });
  let result = '';
  for (const line of text
    .split('\n')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const paragraph = `<p style="${STYLES['p']}">${line}</p>`;
    if (codePoints(result) + codePoints(paragraph) + codePoints(CLOSING) >= LIMITS.content / 2)
      break;
    result += paragraph;
  }
  return result + CLOSING;
};

/** Sanitised, styled text of an article; what it gives is left as it is when it is given again. */
export const articleBody = (html: string): string => linksToNotes(framedTables(clean(html)));

/** An article within the platform's limits; `content_source_url` is the canonical address. */
export const composeArticle = (source: PostSource): WechatContent => {
  const body = source.html.trim() || `<p>${escapeHtml(source.summary || source.title)}</p>`;
  const whole = articleBody(body);
  // Re-hosted images have longer addresses than ours: some room for each.
  const room = LIMITS.content - 200 * imageSources(whole).length;
  const html = codePoints(whole) < room ? whole : shortened(whole);
  return {
    title: cut(oneLine(source.title), LIMITS.title),
    author: cut(oneLine(source.author), LIMITS.author),
    digest: cut(oneLine(source.summary), LIMITS.digest),
    html,
    images: imageSources(html),
    sourceUrl: source.canonicalUrl,
    coverFileId: source.coverFileId,
  };
};

/** The article with every image at its new address; an image without one is left out. */
export const withHostedImages = (
  html: string,
  hosted: Readonly<Record<string, string | null>>,
): string =>
  html.replace(/<img[^>]*? src="([^"]*)"[^>]*>/g, (tag, src: string) => {
    const url = hosted[src.replaceAll('&amp;', '&')];
    return url ? tag.replace(`src="${src}"`, `src="${escapeHtml(url)}"`) : '';
  });
