import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { CrossPostService, Receipt } from '../../../src/shared/contracts/cross-post';

export const NOTICE = 'api::notice.notice';
export const PUBLIC_URL = 'http://127.0.0.1:1337';

export const WECHAT_ACCOUNT = {
  appId: 'wx0123456789abcdef',
  appSecret: '0123456789abcdef0123456789abcdef',
  callbackToken: 'callbacktokenfortests',
};
export const WEIBO_ACCOUNT = {
  appKey: '1234567890',
  appSecret: 'abcdef0123456789abcdef0123456789',
  accessToken: '2.00EmulatorDefaultAccessToken00',
  uid: '2718281828',
};

/** What must never be seen outside the database's encrypted columns. */
export const SECRETS = [
  WECHAT_ACCOUNT.appSecret,
  WECHAT_ACCOUNT.callbackToken,
  WEIBO_ACCOUNT.appSecret,
  WEIBO_ACCOUNT.accessToken,
];

/** Environment of an application that posts to the two emulators. */
export const channelEnvironment = async (
  urls: { wechat: string; weibo: string },
  mode: 'draft-only' | 'publish' | 'mass-send' = 'publish',
  wechat: Record<string, unknown> = {},
): Promise<Record<string, string>> => {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'gongkai-channels-'));
  const file = path.join(dir, 'channels.json');
  const channels = [
    { kind: 'wechat', name: '区政府公众号', ...WECHAT_ACCOUNT, mode, ...wechat },
    {
      kind: 'weibo',
      name: '区政府微博',
      ...WEIBO_ACCOUNT,
      safeDomain: '127.0.0.1',
      rip: '114.114.114.114',
    },
  ];
  await fs.writeFile(file, JSON.stringify(channels), { mode: 0o600 });
  return {
    WECHAT_API_URL: urls.wechat,
    WEIBO_API_URL: urls.weibo,
    CHANNELS_FILE: file,
    PUBLIC_URL,
  };
};

/**
 * Looks at WeChat's results end at 60 a day whatever the platform would grant; for runs of more
 * posts than that, the plugin is told that its account may look more often.
 */
export const LIFT_LOOK_LIMIT = `
  insert into cross_post_call_counts (document_id, channel_document_id, endpoint, period, used, ceiling)
  select md5(random()::text), document_id, '/cgi-bin/freepublish/get',
    to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD'), 0, 1000000
  from cross_post_channels where kind = 'wechat'
  on conflict (channel_document_id, endpoint, period) do update set ceiling = 1000000;`;

/** Shorter waits than in production, so that a test sees the end of them. */
export const shortenWaits = (
  strapi: Core.Strapi,
  waits: { settleSeconds: number; leaseSeconds: number; withdrawDelaySeconds?: number },
): void => {
  const key = 'plugin::cross-post';
  strapi.config.set(key, { ...strapi.config.get<object>(key), ...waits });
};

/** Waits until the expectations hold. */
export const eventually = async (
  expectations: () => Promise<void> | void,
  timeoutMs = 15_000,
): Promise<void> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await expectations();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
};

let counter = 0;

/** A draft notice. @returns its documentId. */
export const draftNotice = async (
  strapi: Core.Strapi,
  data: Record<string, unknown> = {},
): Promise<string> => {
  counter += 1;
  const created = await strapi.documents(NOTICE).create({
    data: {
      title: `关于发放${counter}月份最低生活保障金的公告`,
      slug: `di-bao-${process.pid}-${counter}`,
      kind: 'announcement',
      issuedOn: '2017-03-01',
      summary: `本月共发放低保金，详见全文（第${counter}号）。`,
      body: '## 发放情况\n\n按标准发放到户，见[明细](https://www.example.gov.cn/list)。',
      ...data,
    },
  });
  return created.documentId;
};

const UNSETTLED = ['queued', 'sending', 'submitted', 'uncertain'];

/** Waits until every delivery of the document has come to its end. */
export const settledReceipts = async (
  strapi: Core.Strapi,
  documentId: string,
  timeoutMs = 30_000,
): Promise<Receipt[]> => {
  const posts = strapi.plugin('cross-post').service<CrossPostService>('posts');
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const receipts = await posts.receipts(documentId);
    if (receipts.length > 0 && receipts.every(({ state }) => !UNSETTLED.includes(state))) {
      return receipts;
    }
    if (Date.now() > deadline) throw new Error(`not settled: ${JSON.stringify(receipts)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Lets the queue look at a delivery now, not when it was to come. */
export const lookNow = async (strapi: Core.Strapi, deliveryId: string): Promise<void> => {
  await strapi.db
    .connection('cross_post_deliveries')
    .where({ document_id: deliveryId })
    .update({ next_attempt_at: new Date(Date.now() - 60_000) });
  const queue = strapi
    .plugin('cross-post')
    .service<{ enqueue(id: string, trx: Knex.Transaction): Promise<void> }>('deliveries');
  await strapi.db.connection.transaction((trx) => queue.enqueue(deliveryId, trx));
};

/** Waits until the queue has nothing to do: every delivery that was due has been looked at. */
export const queueRests = (strapi: Core.Strapi): Promise<void> =>
  eventually(async () => {
    const { rows } = await strapi.db.connection.raw<{ rows: unknown[] }>(
      `select data from pgboss.job where name = 'cross-post.deliver'
         and (state = 'active' or state < 'active' and start_after <= now())`,
    );
    if (rows.length > 0) throw new Error(`still to do: ${JSON.stringify(rows)}`);
  });

/** Address of a notice made by `draftNotice`. */
export const addressOf = async (strapi: Core.Strapi, documentId: string): Promise<string> => {
  const notice = await strapi.documents(NOTICE).findOne({ documentId });
  return `${PUBLIC_URL}/notices/${(notice as { slug: string }).slug}`;
};
