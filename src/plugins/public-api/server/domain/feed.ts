import { Feed, type Item as FeedItem } from 'feed';

import type { Label } from '../../../../shared/contracts/editor-desk';
import type { PublicFeed } from '../../../../shared/contracts/public-api';
import type { Json } from './serialize';

export const FEED_FORMATS = {
  rss: { mediaType: 'application/rss+xml; charset=utf-8', write: (feed: Feed) => feed.rss2() },
  atom: { mediaType: 'application/atom+xml; charset=utf-8', write: (feed: Feed) => feed.atom1() },
  json: { mediaType: 'application/feed+json; charset=utf-8', write: (feed: Feed) => feed.json1() },
} as const;

export type FeedFormat = keyof typeof FEED_FORMATS;

/** Newest items of a feed. */
export const FEED_ITEMS = 50;

interface FeedHead {
  readonly title: string;
  readonly publisher: string;
  /** Address of the list that the feed tells of. */
  readonly url: string;
  /** Address of the feed itself, by format. */
  readonly self: Readonly<Record<FeedFormat, string>>;
  readonly path: string;
  readonly site: string;
  /** Enumerations that the items are put into, and what their values mean. */
  readonly categories: readonly {
    readonly field: string;
    readonly names: Readonly<Record<string, Label>>;
  }[];
}

type Item = Readonly<Record<string, Json>>;

/** Characters that XML 1.0 can't hold, which a pasted text may bring along. */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const text = (value: Json | undefined): string =>
  typeof value === 'string' ? value.replace(UNWRITABLE, '') : '';

/** Plain text as HTML. */
const html = (plain: string): string =>
  plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The instant at which a legal day begins in Asia/Shanghai. */
const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

const EPOCH = new Date(0);

/** RSS knows an author by e-mail address only; a name alone is Dublin Core's. */
const issuerOf = (format: FeedFormat, name: string): Partial<FeedItem> => {
  if (name === '') return {};
  return format === 'rss'
    ? { extensions: [{ name: 'dc:creator', objects: { _text: name } }] }
    : { author: [{ name }] };
};

/** A feed of serialized records: only what `serialize` let out can be in it. */
export const writeFeed = (
  format: FeedFormat,
  declared: PublicFeed,
  head: FeedHead,
  items: readonly Item[],
): string => {
  const changed = items.map(({ updatedAt }) => new Date(text(updatedAt)));
  const feed = new Feed({
    title: head.title,
    id: head.self.atom,
    link: head.url,
    language: 'zh-CN',
    description: `${head.publisher}：${head.title}`,
    updated: changed.reduce((latest, day) => (day > latest ? day : latest), EPOCH),
    feedLinks: head.self,
    author: { name: head.publisher },
    generator: 'Gongkai',
    copyright: '',
  });
  items.forEach((item, index) => {
    const url = `${head.site}/api/${head.path}/${text(item['documentId'])}`;
    const organization = item[declared.organization];
    const issuer =
      typeof organization === 'object' && organization !== null && !Array.isArray(organization)
        ? text((organization as Item)['name'])
        : '';
    const title = text(item[declared.title]);
    const summary = text(item[declared.summary]) || title;
    const day = startOfDay(text(item[declared.day]));
    feed.addItem({
      // Atom's titles are HTML as this library writes them, those of RSS and JSON plain text.
      title: format === 'atom' ? html(title) : title,
      id: url,
      link: url,
      description: format === 'json' ? summary : html(summary),
      content: `<p>${html(summary)}</p>`,
      published: day,
      date: changed[index] ?? day,
      category: head.categories.flatMap(({ field, names }) => {
        const value = text(item[field]);
        return value ? [{ name: names[value]?.zh ?? value, term: value }] : [];
      }),
      ...issuerOf(format, issuer),
    });
  });
  return FEED_FORMATS[format].write(feed);
};
