import { startReceiver, until, wechatClient, type Receiver, type WechatClient } from '../testing';
import { DEFAULT_WECHAT_ACCOUNT, startWechatEmulator, type WechatEmulator } from '../wechat';
import { decrypt, sign } from './crypto';

const { appId, appSecret } = DEFAULT_WECHAT_ACCOUNT;
const TOKEN = 'callback-token';
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

describe('callbacks', () => {
  let emulator: WechatEmulator;
  let receiver: Receiver;
  let client: WechatClient;

  const setUp = (encryption: 'plain' | 'compat' | 'aes', encodingAesKey: string | null = KEY) =>
    emulator.configure({
      accounts: [
        {
          appId,
          appSecret,
          callback: { url: receiver.url, token: TOKEN, encodingAesKey, encryption },
        },
      ],
    });

  beforeEach(async () => {
    receiver = await startReceiver();
    emulator = await startWechatEmulator({
      publishDelayMs: 0,
      callbackRetryDelayMs: 5,
      callbackTimeoutMs: 200,
    });
    setUp('plain', null);
    client = await wechatClient(emulator);
  });
  afterEach(async () => {
    await emulator.close();
    await receiver.close();
  });

  const publish = async (): Promise<string> => {
    const mediaId = await client.draft();
    const { body } = await client.post('freepublish/submit', { media_id: mediaId });
    return String(body.publish_id);
  };
  const deliveries = () => emulator.state.callbackDeliveries;
  const query = (index = 0, name = ''): string =>
    receiver.received[index]?.url.searchParams.get(name) ?? '';
  const encryptedOf = (body = ''): string =>
    /<Encrypt><!\[CDATA\[(.*)\]\]><\/Encrypt>/.exec(body)?.[1] ?? '';

  it('tells of a publication in plain mode', async () => {
    const id = await publish();
    await until(() => deliveries().length === 1);
    const body = receiver.received[0]?.body ?? '';
    expect(body).toContain('<Event><![CDATA[PUBLISHJOBFINISH]]></Event>');
    expect(body).toContain(`<publish_id>${id}</publish_id>`);
    expect(body).toContain('<publish_status>0</publish_status>');
    expect(body).toMatch(/<article_id><!\[CDATA\[\n[\w-]+\n \]\]><\/article_id>/);
    expect(body).toMatch(/<item><idx>1<\/idx><article_url><!\[CDATA\[http:.*\/s\/.*\]\]>/);
    expect(query(0, 'signature')).toBe(sign(TOKEN, query(0, 'timestamp'), query(0, 'nonce')));
    expect(query(0, 'msg_signature')).toBe('');
    expect(deliveries()[0]).toMatchObject({ acknowledged: true, attempt: 1, status: 200 });
  });

  it('tells of failed articles', async () => {
    emulator.configure({ publishOutcomes: [4] });
    await publish();
    await until(() => deliveries().length === 1);
    expect(receiver.received[0]?.body).toContain('<fail_idx>1</fail_idx>');
    expect(receiver.received[0]?.body).not.toContain('article_id');
  });

  it('encrypts in AES mode', async () => {
    setUp('aes');
    const id = await publish();
    await until(() => deliveries().length === 1);
    const body = receiver.received[0]?.body ?? '';
    expect(body).not.toContain('PublishEventInfo');
    const encrypted = encryptedOf(body);
    expect(query(0, 'encrypt_type')).toBe('aes');
    expect(query(0, 'msg_signature')).toBe(
      sign(TOKEN, query(0, 'timestamp'), query(0, 'nonce'), encrypted),
    );
    expect(decrypt(KEY, appId, encrypted)).toContain(`<publish_id>${id}</publish_id>`);
  });

  it('sends both in compatible mode', async () => {
    setUp('compat');
    const id = await publish();
    await until(() => deliveries().length === 1);
    const body = receiver.received[0]?.body ?? '';
    expect(body).toContain(`<publish_id>${id}</publish_id>`);
    expect(decrypt(KEY, appId, encryptedOf(body))).toContain(`<publish_id>${id}</publish_id>`);
  });

  it.each([
    ['an HTTP error', { status: 500, body: '' }],
    ['another text', { status: 200, body: 'ok' }],
    ['silence', null],
  ])('tries three more times after %s', async (_, answer) => {
    receiver.answer = () => answer;
    await publish();
    await until(() => deliveries().length === 4);
    expect(deliveries().map((delivery) => delivery.attempt)).toEqual([1, 2, 3, 4]);
    expect(deliveries().some((delivery) => delivery.acknowledged)).toBe(false);
    const times = receiver.received.map((call) => /<CreateTime>(\d+)/.exec(call.body)?.[1]);
    expect(new Set(times).size).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(receiver.received).toHaveLength(4);
  });

  it('takes an empty answer for success and stops', async () => {
    receiver.answer = () => ({ status: 200, body: '' });
    await publish();
    await until(() => deliveries().length === 1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(receiver.received).toHaveLength(1);
  });

  it('can deliver twice, and out of order', async () => {
    emulator.configure({ callbackDuplicates: 1, callbackHold: true });
    const first = await publish();
    await until(() => emulator.state.callbackMessages.length === 1);
    const second = await publish();
    await until(() => emulator.state.callbackMessages.length === 2);
    expect(receiver.received).toHaveLength(0);
    expect(await emulator.action('releaseCallbacks', { reverse: true })).toBe(2);
    const ids = receiver.received.map((call) => /<publish_id>(\d+)/.exec(call.body)?.[1]);
    expect(ids).toEqual([second, second, first, first]);
  });

  it.each(['signature', 'body', 'appid', 'stale', 'plain', 'doctype', 'oversized'])(
    'can forge: %s',
    async (forgery) => {
      setUp('aes');
      const reference = await publish();
      await until(() => deliveries().length === 1);
      await emulator.action('resendCallback', { reference, forgery });
      const body = receiver.received[1]?.body ?? '';
      const encrypted = encryptedOf(body);
      const signed =
        query(1, 'msg_signature') ===
        sign(TOKEN, query(1, 'timestamp'), query(1, 'nonce'), encrypted);
      const age = Date.now() / 1000 - Number(query(1, 'timestamp'));
      const open = (): string => decrypt(KEY, appId, encrypted);
      expect(signed).toBe(!['signature', 'body', 'plain'].includes(forgery));
      expect(age > 3000).toBe(forgery === 'stale');
      expect(encrypted === '').toBe(forgery === 'plain');
      if (forgery === 'appid') {
        expect(open).toThrow('appId');
      }
      if (forgery === 'doctype') {
        expect(open()).toMatch(/^<!DOCTYPE/);
      }
      expect(body.length > 65_536).toBe(forgery === 'oversized');
    },
  );

  it('names the event as configured and leaves ids unpadded if wanted', async () => {
    emulator.configure({ publishEventName: 'FREEPUBLISHJOBFINISH', padArticleId: false });
    await publish();
    await until(() => deliveries().length === 1);
    expect(receiver.received[0]?.body).toContain('FREEPUBLISHJOBFINISH');
    expect(receiver.received[0]?.body).toMatch(/<article_id><!\[CDATA\[[\w-]+\]\]>/);
  });

  it('tells of a mass send', async () => {
    emulator.configure({ massDelayMs: 0, massOutcomes: ['err(20001)'] });
    await client.post('message/mass/sendall', {
      filter: { is_to_all: true },
      mpnews: { media_id: await client.draft() },
      msgtype: 'mpnews',
    });
    await until(() => deliveries().length === 1);
    const body = receiver.received[0]?.body ?? '';
    expect(body).toContain('<Event><![CDATA[MASSSENDJOBFINISH]]></Event>');
    expect(body).toContain('<Status><![CDATA[err(20001)]]></Status>');
  });

  it('survives a callback that cannot be written', async () => {
    setUp('aes', 'too-short');
    await publish();
    await until(() => deliveries().length === 4);
    expect(deliveries()[0]).toMatchObject({ status: 0, acknowledged: false });
    expect(deliveries()[0]?.note).toContain('43 characters');
  });

  it('verifies a URL by its echo', async () => {
    receiver.answer = ({ url }) => ({ status: 200, body: url.searchParams.get('echostr') ?? '' });
    expect(await emulator.action('verifyCallback', { appId })).toBe(true);
    expect(receiver.received[0]?.method).toBe('GET');
    expect(query(0, 'signature')).toBe(sign(TOKEN, query(0, 'timestamp'), query(0, 'nonce')));
    receiver.answer = () => ({ status: 200, body: 'something else' });
    expect(await emulator.action('verifyCallback', { appId })).toBe(false);
  });

  it('signs with the platform clock', async () => {
    emulator.configure({ clockOffsetMs: -900_000 });
    client = await wechatClient(emulator);
    await publish();
    await until(() => deliveries().length === 1);
    expect(Date.now() / 1000 - Number(query(0, 'timestamp'))).toBeGreaterThan(890);
  });
});
