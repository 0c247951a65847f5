import fs from 'node:fs';
import path from 'node:path';

import type { Core } from '@strapi/strapi';

import type { CrossPostService } from '../../src/shared/contracts/cross-post';
import { DEFAULT_WECHAT_ACCOUNT } from '../emulators/wechat';
import { DEFAULT_WEIBO_APP, DEFAULT_WEIBO_TOKEN } from '../emulators/weibo';
import { quantile, round } from './measure';

/** The step whose end is the platform's word that it has taken the post. */
const ACCEPTED = { weibo: 'share', wechat: 'submit' } as const;

const POSTS = 40;
const WAIT_MS = 30_000;

/** Writes a CHANNELS_FILE for the emulators' default accounts; returns its path. */
export const writeChannels = (dir: string): string => {
  const file = path.join(dir, 'channels.json');
  const { appId, appSecret } = DEFAULT_WECHAT_ACCOUNT;
  const { appKey, appSecret: weiboSecret } = DEFAULT_WEIBO_APP;
  const { accessToken, uid } = DEFAULT_WEIBO_TOKEN;
  fs.writeFileSync(
    file,
    JSON.stringify([
      { kind: 'wechat', name: '微信', appId, appSecret, mode: 'publish' },
      {
        kind: 'weibo',
        name: '微博',
        appKey,
        appSecret: weiboSecret,
        accessToken,
        uid,
        safeDomain: 'localhost',
        rip: '203.0.113.10',
      },
    ]),
  );
  return file;
};

/** When each platform said that it has taken the document's post. */
const acceptedAt = async (
  strapi: Core.Strapi,
  documentId: string,
): Promise<{ channel: string; at: number }[]> => {
  const { rows } = await strapi.db.connection.raw<{ rows: { channel: string; at: string }[] }>(
    `select d.channel_kind as channel, extract(epoch from a.ended_at) * 1000 as at
     from cross_post_deliveries d join cross_post_attempts a on a.delivery_document_id = d.document_id
     where d.source_document_id = ? and a.step = case d.channel_kind when 'weibo' then ? else ? end`,
    [documentId, ACCEPTED.weibo, ACCEPTED.wechat],
  );
  return rows.map(({ channel, at }) => ({ channel, at: Number(at) }));
};

/**
 * Milliseconds from publish to each channel's receipt, one notice after the other, and to the
 * platform's word that it has taken the post.
 */
export const benchPublish = async (strapi: Core.Strapi) => {
  const posts = strapi.plugin('cross-post').service<CrossPostService>('posts');
  const latencies: Record<string, number[]> = {};
  const accepted: number[] = [];
  for (let index = 0; index < POSTS; index += 1) {
    const notice = await strapi.documents('api::notice.notice').create({
      data: {
        title: `关于第${index + 1}批专项资金公示的公告`,
        kind: 'announcement',
        issuedOn: '2026-11-02',
        body: `第${index + 1}批名单公示如下。`,
      },
    });
    const started = Date.now();
    await strapi.documents('api::notice.notice').publish({ documentId: notice.documentId });
    const done = new Set<string>();
    while (done.size < 2) {
      if (Date.now() - started > WAIT_MS) throw new Error('a post was not delivered in time');
      for (const receipt of await posts.receipts(notice.documentId)) {
        if (receipt.state !== 'published' || done.has(receipt.channel)) continue;
        done.add(receipt.channel);
        (latencies[receipt.channel] ??= []).push(Date.now() - started);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    for (const { channel, at } of await acceptedAt(strapi, notice.documentId)) {
      (latencies[`${channel}Accepted`] ??= []).push(at - started);
      accepted.push(at - started);
    }
  }
  latencies['accepted'] = accepted;
  return Object.fromEntries(
    Object.entries(latencies).map(([channel, values]) => [
      channel,
      { p50Ms: round(quantile(values, 0.5)), p95Ms: round(quantile(values, 0.95)) },
    ]),
  );
};
