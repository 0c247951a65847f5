import { createFaultQueue, parseFault, type Fault } from './faults';
import { SHARE, shareText, until, wechatClient, type WechatClient } from './testing';
import { startWechatEmulator, type WechatEmulator } from './wechat';
import { DEFAULT_WEIBO_TOKEN, startWeiboEmulator, type WeiboEmulator } from './weibo';

const TEXT = '公告 http://localhost:1337/1';

describe('faults on Weibo', () => {
  let emulator: WeiboEmulator;

  beforeEach(async () => {
    emulator = await startWeiboEmulator();
  });
  afterEach(() => emulator.close());

  const arm = (fault: Partial<Fault>): void =>
    emulator.faults.add({ endpoint: SHARE, kind: 'slow', ...fault });

  it('accepts, then drops the connection', async () => {
    arm({ kind: 'accept-then-drop' });
    await expect(shareText(emulator, TEXT)).rejects.toThrow('fetch failed');
    expect(emulator.publishedByText()).toEqual({ [TEXT]: 1 });
    expect(emulator.state.traffic.requests[0]).toMatchObject({
      fault: 'accept-then-drop',
      status: 0,
    });
    expect((await shareText(emulator, TEXT)).body.error_code).toBe(20019);
  });

  it('drops the connection, then accepts', async () => {
    arm({ kind: 'late-accept', delayMs: 40 });
    await expect(shareText(emulator, TEXT)).rejects.toThrow('fetch failed');
    expect(emulator.state.posts).toHaveLength(0);
    await until(() => emulator.state.posts.length === 1);
  });

  it('resets the connection before the body; nothing happens', async () => {
    arm({ kind: 'reset-before-body' });
    await expect(shareText(emulator, TEXT)).rejects.toThrow('fetch failed');
    expect(emulator.state.posts).toHaveLength(0);
    expect((await shareText(emulator, TEXT)).status).toBe(200);
  });

  it('answers slowly, having accepted at once', async () => {
    arm({ kind: 'slow', delayMs: 80 });
    const begin = Date.now();
    const pending = shareText(emulator, TEXT);
    await until(() => emulator.state.posts.length === 1);
    expect((await pending).status).toBe(200);
    expect(Date.now() - begin).toBeGreaterThanOrEqual(75);
  });

  it('accepts even when the client gives up waiting', async () => {
    arm({ kind: 'slow', delayMs: 5000 });
    const { accessToken } = DEFAULT_WEIBO_TOKEN;
    const abandoned = fetch(`${emulator.url}${SHARE}`, {
      method: 'POST',
      body: new URLSearchParams({ access_token: accessToken, status: TEXT, rip: '203.0.113.9' }),
      signal: AbortSignal.timeout(100),
    });
    await expect(abandoned).rejects.toThrow('timeout');
    expect(emulator.publishedByText()).toEqual({ [TEXT]: 1 });
  });

  it('truncates JSON', async () => {
    arm({ kind: 'truncated-json' });
    const answer = await shareText(emulator, TEXT);
    expect(answer).toMatchObject({ status: 200, body: undefined });
    expect(answer.text).toContain('"idstr"');
    expect(emulator.state.posts).toHaveLength(1);
    arm({ kind: 'truncated-json', accepted: false });
    await shareText(emulator, `二${TEXT}`);
    expect(emulator.state.posts).toHaveLength(1);
  });

  it('answers 502 in HTML, having accepted or not', async () => {
    arm({ kind: 'bad-gateway' });
    const answer = await shareText(emulator, TEXT);
    expect(answer).toMatchObject({ status: 502, type: 'text/html' });
    expect(answer.text).toContain('<h1>502 Bad Gateway</h1>');
    expect(emulator.state.posts).toHaveLength(0);
    arm({ kind: 'bad-gateway', accepted: true });
    await shareText(emulator, TEXT);
    expect(emulator.state.posts).toHaveLength(1);
  });

  it('answers with a platform code, having accepted or not', async () => {
    arm({ kind: 'error', code: 10001 });
    const answer = await shareText(emulator, TEXT);
    expect(answer).toMatchObject({ status: 400, body: { error_code: 10001, request: SHARE } });
    expect(emulator.state.posts).toHaveLength(0);
    arm({ kind: 'error', code: 10011, accepted: true });
    await shareText(emulator, TEXT);
    expect(emulator.state.posts).toHaveLength(1);
  });

  it('hits the nth call, so many times, by content', async () => {
    arm({ kind: 'error', code: 10010, nth: 2, times: 2 });
    const codes: unknown[] = [];
    for (let count = 0; count < 4; count += 1) {
      codes.push((await shareText(emulator, `${count} ${TEXT}`)).body.error_code);
    }
    expect(codes).toEqual([undefined, 10010, 10010, undefined]);
    arm({ kind: 'error', code: 10009, match: encodeURIComponent('预算'), times: 0 });
    expect((await shareText(emulator, `决算 ${TEXT}`)).body.error_code).toBeUndefined();
    expect((await shareText(emulator, `预算 ${TEXT}`)).body.error_code).toBe(10009);
    expect((await shareText(emulator, `预算 ${TEXT}`)).body.error_code).toBe(10009);
    expect(emulator.faults.fired()).toEqual({ error: 4 });
  });

  it('delays every answer by the latency', async () => {
    emulator.configure({ latencyMs: 60 });
    const begin = Date.now();
    await shareText(emulator, TEXT);
    expect(Date.now() - begin).toBeGreaterThanOrEqual(55);
  });
});

describe('faults on WeChat', () => {
  let emulator: WechatEmulator;
  let client: WechatClient;

  beforeEach(async () => {
    emulator = await startWechatEmulator({ publishDelayMs: null });
    client = await wechatClient(emulator);
  });
  afterEach(() => emulator.close());

  it('creates a draft whose answer is lost', async () => {
    const cover = await client.cover();
    emulator.faults.add({ endpoint: '/cgi-bin/draft/*', kind: 'accept-then-drop' });
    const article = { title: '公告', content: '文', thumb_media_id: cover };
    await expect(client.post('draft/add', { articles: [article] })).rejects.toThrow('fetch failed');
    expect((await client.get('draft/count')).body.total_count).toBe(1);
  });

  it('answers with a platform code, HTTP 200 and a request id', async () => {
    emulator.faults.add({ endpoint: '*', kind: 'error', code: -1 });
    const answer = await client.get('draft/count');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ errcode: -1 });
    expect(answer.body.errmsg).toMatch(/^system error rid: /);
    expect(emulator.state.traffic.errors).toEqual({ '-1': 1 });
  });

  it('leaves control and pages alone', async () => {
    emulator.faults.add({ endpoint: '*', kind: 'bad-gateway', times: 0 });
    expect((await fetch(`${emulator.url}/__emulator/state`)).status).toBe(200);
    expect((await fetch(`${emulator.url}/s/none`)).status).toBe(404);
    expect((await client.get('draft/count')).status).toBe(502);
  });
});

describe('fault queue', () => {
  it('gives a call to the oldest fault that is due, while all of them count it', () => {
    const queue = createFaultQueue();
    const body = Buffer.alloc(0);
    queue.add(
      { endpoint: '/a', kind: 'error', code: 1, nth: 2 },
      { endpoint: '/a', kind: 'error', code: 2 },
    );
    const codes = ['/b', '/a', '/a', '/a'].map(
      (path) => queue.takeWithBody(path, path, body)?.code,
    );
    expect(codes).toEqual([undefined, 2, 1, undefined]);
    expect(queue.list()).toEqual([]);
  });

  it.each([
    [{ kind: 'slow' }, 'endpoint'],
    [{ endpoint: '*', kind: 'boom' }, 'kind'],
    [{ endpoint: '*', kind: 'error' }, 'code'],
    [{ endpoint: '*', kind: 'slow', delay: 1 }, 'delay'],
    ['slow', 'object'],
  ])('refuses %j', (fault, message) => {
    expect(() => parseFault(fault)).toThrow(message);
  });
});
