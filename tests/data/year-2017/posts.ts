import { createHash } from 'node:crypto';

import { daysBetween, instantOf } from '../calendar';
import type { Entity, Section } from '../data-set';
import { createDocumentIds, createRandom } from '../random';
import type { Notice } from '../records';
import { findSchema } from '../schema';
import { STREETS } from '../text/places';
import { POST_TITLES } from '../text/posts';
import { WEBSITE } from './organizations';

/** Posts that the accounts of 2017 published, by the report. */
export const POST_TOTALS = { weibo: 1534, wechat: 528 } as const;

type Kind = keyof typeof POST_TOTALS;

/** A published post of 2017, whatever the tables that keep it. */
export interface PastPost {
  readonly documentId: string;
  readonly title: string;
  readonly summary: string;
  /** The notice that it carried, if it carried one. */
  readonly notice: Notice | null;
  readonly deliveries: readonly {
    readonly documentId: string;
    readonly kind: Kind;
    readonly deliveredAt: string;
    readonly remoteId: string;
    readonly url: string;
  }[];
}

/** How often a notice was carried to WeChat as well: what people want to read in full. */
const WECHAT_CHANCE: Readonly<Record<string, number>> = {
  news: 1,
  document: 1,
  'normative-document': 1,
  announcement: 0.6,
  'establishment-document': 0,
};

const minutesLater = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

/** All posts of the year in the order of time. */
export const createPastPosts = (notices: readonly Notice[]): PastPost[] => {
  const random = createRandom('2017/posts');
  const documentId = createDocumentIds('2017/posts');
  const days = daysBetween('2017-01-01', '2017-12-31');
  const left: Record<Kind, number> = { ...POST_TOTALS };

  const delivery = (kind: Kind, deliveredAt: string): PastPost['deliveries'][number] => {
    left[kind] -= 1;
    const remoteId =
      kind === 'weibo'
        ? `40${String(Math.floor(Date.parse(deliveredAt) / 1000))}${String(random.int(0, 9999)).padStart(4, '0')}`
        : `22474${String(random.int(0, 99_999)).padStart(5, '0')}_1`;
    return {
      documentId: documentId(),
      kind,
      deliveredAt,
      remoteId,
      url:
        kind === 'weibo'
          ? `http://weibo.example/1700002017/${remoteId}`
          : `http://weixin.example/s/${documentId()}`,
    };
  };

  const carried = notices.map((notice): PastPost => {
    const at = notice.publishedAt as string;
    const onWechat = left.wechat > 0 && random.chance(WECHAT_CHANCE[notice.kind] ?? 0);
    return {
      documentId: documentId(),
      title: notice.title,
      summary: notice.summary,
      notice,
      deliveries: [
        delivery('weibo', minutesLater(at, random.int(1, 40))),
        ...(onWechat ? [delivery('wechat', minutesLater(at, random.int(5, 50)))] : []),
      ],
    };
  });

  const free: PastPost[] = [];
  while (left.weibo > 0 || left.wechat > 0) {
    const street = random.pick(STREETS);
    const day = random.pick(days);
    const slots: Readonly<Record<string, string>> = {
      街道: street.name,
      社区: `${street.name}${random.pick(street.communities)}`,
      路: random.pick(street.roads),
    };
    const title = random
      .pick(POST_TITLES)
      .replace(/\{(街道|社区|路)\}/g, (_, slot: string) => slots[slot] as string);
    const at = instantOf(day, random.int(8, 20), random.int(0, 59), random.int(0, 59));
    const ratio = left.wechat / Math.max(1, left.weibo);
    const onWechat = left.wechat > 0 && (left.weibo === 0 || random.chance(ratio));
    free.push({
      documentId: documentId(),
      title,
      summary: title,
      notice: null,
      deliveries: [
        ...(left.weibo > 0 ? [delivery('weibo', at)] : []),
        ...(onWechat ? [delivery('wechat', minutesLater(at, random.int(5, 50)))] : []),
      ],
    });
  }
  const timeOf = ({ deliveries }: PastPost) => deliveries[0]?.deliveredAt ?? '';
  return [...carried, ...free].sort((one, other) =>
    timeOf(one) < timeOf(other) ? -1 : timeOf(one) > timeOf(other) ? 1 : 0,
  );
};

const POST = 'plugin::cross-post.post';
const DELIVERY = 'plugin::cross-post.delivery';
/** Source of a post that carried no document. */
const NO_DOCUMENT = 'external';

const CHANNEL_IDS = createDocumentIds('2017/channels');
/**
 * The accounts of 2017, which are closed: their channels aren't loaded, or today's publications
 * would be queued for them.
 */
const CLOSED_CHANNELS: Readonly<Record<Kind, string>> = {
  weibo: CHANNEL_IDS(),
  wechat: CHANNEL_IDS(),
};

const hash = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');

/**
 * The posts in the tables of the cross-post plugin; none where the plugin isn't there. A post of
 * the past has no ledger entry: its (unique) position is a negative number.
 */
export const postSections = (notices: readonly Notice[]): Section[] => {
  if (!findSchema(POST) || !findSchema(DELIVERY)) return [];
  const posts = createPastPosts(notices).map((post, index) => {
    const source = {
      title: post.title,
      summary: post.summary,
      html: '',
      canonicalUrl: post.notice ? `${WEBSITE}/notices/${post.notice.slug}` : WEBSITE,
      author: '江岸发布',
      coverFileId: null,
    };
    const common = {
      sourceUid: post.notice ? 'api::notice.notice' : NO_DOCUMENT,
      sourceDocumentId: post.notice?.documentId ?? post.documentId,
      title: post.title,
    };
    return { post, common, source, ledgerPosition: -(index + 1) };
  });
  const postRows = posts.map(
    ({ post, common, source, ledgerPosition }): Entity & Record<string, unknown> => ({
      documentId: post.documentId,
      createdAt: post.deliveries[0]?.deliveredAt as string,
      ...common,
      ledgerPosition,
      contentHash: hash(source),
      source: JSON.stringify(source),
    }),
  );
  const deliveryRows = posts.flatMap(({ post, common, source }) =>
    post.deliveries.map((delivery): Entity & Record<string, unknown> => {
      const content =
        delivery.kind === 'weibo'
          ? { text: `${post.title} ${source.canonicalUrl}`, canonicalUrl: source.canonicalUrl }
          : {
              title: post.title,
              digest: post.summary,
              content: '',
              images: [],
              sourceUrl: source.canonicalUrl,
            };
      return {
        documentId: delivery.documentId,
        createdAt: delivery.deliveredAt,
        ...common,
        postDocumentId: post.documentId,
        channelDocumentId: CLOSED_CHANNELS[delivery.kind],
        channelKind: delivery.kind,
        state: 'published',
        step: 'done',
        content: JSON.stringify(content),
        contentHash: hash(content),
        remote: '{}',
        remoteId: delivery.remoteId,
        url: delivery.url,
        deliveredAt: delivery.deliveredAt,
        attempts: 0,
        reconciliations: 0,
      };
    }),
  );
  return [
    { uid: POST, label: '社交帖文', rows: postRows },
    { uid: DELIVERY, label: '社交投递', rows: deliveryRows },
  ];
};
