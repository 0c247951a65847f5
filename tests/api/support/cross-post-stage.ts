import type { AddressInfo } from 'node:net';

import type {
  DeliveryDetail,
  DeliverySummary,
  WithdrawalSummary,
} from '../../../src/plugins/cross-post/shared/contracts/deliveries';
import { startWechatEmulator } from '../../emulators/wechat';
import type { WechatAccountInput, WechatOptionsInput } from '../../emulators/wechat/options';
import { startWeiboEmulator } from '../../emulators/weibo';
import type { WeiboOptionsInput } from '../../emulators/weibo/options';
import { startApp } from './app';
import {
  channelEnvironment,
  draftNotice,
  eventually,
  NOTICE,
  settledReceipts,
  shortenWaits,
  WECHAT_ACCOUNT,
} from './cross-post';

type Kind = 'wechat' | 'weibo';

interface StageOptions {
  readonly wechat?: WechatOptionsInput;
  readonly weibo?: WeiboOptionsInput;
  /** How WeChat is posted to, and what else is set up of its account. */
  readonly mode?: Parameters<typeof channelEnvironment>[1];
  readonly account?: Record<string, unknown>;
  /** Next to nothing unless told otherwise: posts are taken back at once. */
  readonly withdrawDelaySeconds?: number;
}

/** Seconds after which "not there" means that a call never arrived. */
export const SETTLE_SECONDS = 3;
/** Where WeChat's callbacks come in. */
export const CALLBACK_PATH = `/api/cross-post/wechat/${WECHAT_ACCOUNT.appId}/callback`;
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

/** The application with both platforms, and what tests ask of them. */
export const startStage = async (options: StageOptions = {}) => {
  // Results are there at the first look, whatever its time: the next one would be 15 s away.
  const wechat = await startWechatEmulator({
    publishDelayMs: 0,
    massDelayMs: 0,
    ...options.wechat,
  });
  const weibo = await startWeiboEmulator(options.weibo);
  const urls = { wechat: wechat.url, weibo: weibo.url };
  const app = await startApp({
    env: await channelEnvironment(urls, options.mode, options.account),
  });
  shortenWaits(app.strapi, {
    settleSeconds: SETTLE_SECONDS,
    leaseSeconds: 5,
    // Workers are told when a job's time comes, but not of one that has come already.
    withdrawDelaySeconds: options.withdrawDelaySeconds ?? 0.3,
  });

  /** A request to the admin API of cross-post. */
  const admin = async (method: 'get' | 'post' | 'put', path: string, body: object = {}) => {
    const request = app.agent[method](`/cross-post${path}`).set(
      'Authorization',
      `Bearer ${await app.adminToken()}`,
    );
    return method === 'get' ? request : request.send(body);
  };
  const deliveriesOf = async (documentId: string): Promise<DeliverySummary[]> =>
    (await admin('get', `/documents/${documentId}/deliveries`)).body.data as DeliverySummary[];
  /** The document's latest delivery to the account of the kind. */
  const deliveryOf = async (documentId: string, kind: Kind): Promise<DeliveryDetail> => {
    const found = (await deliveriesOf(documentId)).findLast(
      ({ channelKind }) => channelKind === kind,
    );
    if (!found) throw new Error(`no delivery to ${kind}`);
    return (await admin('get', `/deliveries/${found.documentId}`)).body.data as DeliveryDetail;
  };
  /** Waits until the delivery to WeChat is so. */
  const reaches = async (documentId: string, expected: object): Promise<DeliveryDetail> => {
    await eventually(
      async () => expect(await deliveryOf(documentId, 'wechat')).toMatchObject(expected),
      30_000,
    );
    return deliveryOf(documentId, 'wechat');
  };
  const publish = async (documentId: string): Promise<string> => {
    await app.strapi.documents(NOTICE).publish({ documentId });
    return documentId;
  };

  return {
    app,
    wechat,
    weibo,
    admin,
    deliveriesOf,
    deliveryOf,
    reaches,
    publish,
    /** Publishes a new notice. @returns its documentId. */
    publishNew: async (data: Record<string, unknown> = {}): Promise<string> =>
      publish(await draftNotice(app.strapi, data)),
    unpublish: (documentId: string) => app.strapi.documents(NOTICE).unpublish({ documentId }),
    update: (documentId: string, data: Record<string, unknown>) =>
      app.strapi.documents(NOTICE).update({ documentId, data: data as never }),
    /** Waits until every delivery of the document has come to its end. */
    settled: (documentId: string, timeoutMs?: number) =>
      settledReceipts(app.strapi, documentId, timeoutMs),
    withdrawalsOf: async (documentId: string): Promise<WithdrawalSummary[]> =>
      (await admin('get', `/withdrawals?document=${documentId}`)).body.data as WithdrawalSummary[],
    /** Copies that the public sees of the document with this address. */
    onWeibo: (address: string): number =>
      weibo.state.posts.filter(({ text, deleted }) => !deleted && text.endsWith(address)).length,
    onWechat: (address: string): number => wechat.publishedBySource()[address] ?? 0,
    /** How often WeChat was called. */
    calls: (endpoint: string): number => wechat.state.traffic.calls[endpoint] ?? 0,
    /** Nobody takes the delivery into work until `lookNow`. */
    holdUnclear: (deliveryId: string): Promise<void> =>
      eventually(async () => {
        const held = await app.strapi.db
          .connection('cross_post_deliveries')
          .where({ document_id: deliveryId, state: 'uncertain', lease_until: null })
          .update({ next_attempt_at: new Date(Date.now() + 3_600_000) });
        expect(held).toBe(1);
      }),
    /** Accounts may call again what the platform has refused until the next day. */
    unblock: async (): Promise<void> => {
      await app.strapi.db.connection('cross_post_call_counts').update({ blocked_until: null });
    },
    /** Lets the application take callbacks. @returns the account as WeChat has it. */
    async takeCallbacks(
      encryption: 'plain' | 'aes' | 'compat',
      encodingAesKey?: string,
    ): Promise<WechatAccountInput> {
      await new Promise<void>((resolve) => {
        app.strapi.server.httpServer.listen(0, '127.0.0.1', resolve);
      });
      const { port } = app.strapi.server.httpServer.address() as AddressInfo;
      const account = {
        appId: WECHAT_ACCOUNT.appId,
        appSecret: WECHAT_ACCOUNT.appSecret,
        callback: {
          url: `http://127.0.0.1:${port}${CALLBACK_PATH}`,
          token: WECHAT_ACCOUNT.callbackToken,
          encodingAesKey: encodingAesKey ?? null,
          encryption,
        },
      };
      wechat.configure({ accounts: [account] });
      return account;
    },
    async stop(): Promise<void> {
      await app.stop();
      await wechat.close();
      await weibo.close();
    },
  };
};

export type Stage = Awaited<ReturnType<typeof startStage>>;
