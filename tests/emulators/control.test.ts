import { handleControl, type Controlled } from './control';
import { createFaultQueue } from './faults';
import { getJson, postJson, SHARE, shareText, wechatClient } from './testing';
import { startWechatEmulator, type WechatEmulator } from './wechat';
import { startWeiboEmulator, type WeiboEmulator } from './weibo';

const TEXT = '公告 http://localhost:1337/1';

describe('control surface', () => {
  let weibo: WeiboEmulator;
  let wechat: WechatEmulator;

  beforeEach(async () => {
    weibo = await startWeiboEmulator();
    wechat = await startWechatEmulator();
  });
  afterEach(async () => {
    await weibo.close();
    await wechat.close();
  });

  it('shows state and counts', async () => {
    await shareText(weibo, TEXT);
    const state = await getJson(`${weibo.url}/__emulator/state`);
    expect(state.body.posts).toHaveLength(1);
    expect(state.body.publishedByText).toEqual({ [TEXT]: 1 });
    expect(state.body.traffic.calls).toEqual({ [SHARE]: 1 });
  });

  it('takes faults, one or many, lists and drops them', async () => {
    const url = `${weibo.url}/__emulator/faults`;
    const fault = { endpoint: SHARE, kind: 'error', code: 10011 };
    await postJson(url, fault);
    await postJson(url, [fault, fault]);
    expect((await getJson(url)).body.pending).toHaveLength(3);
    expect((await shareText(weibo, TEXT)).body.error_code).toBe(10011);
    expect((await getJson(url)).body.fired).toEqual({ error: 1 });
    await fetch(url, { method: 'DELETE' });
    expect((await shareText(weibo, TEXT)).status).toBe(200);
    expect((await postJson(url, { endpoint: SHARE, kind: 'boom' })).status).toBe(400);
  });

  it('configures, and refuses knobs that do not exist or cannot change', async () => {
    const url = `${wechat.url}/__emulator/configure`;
    expect((await postJson(url, { publishDelayMs: 5, limits: { title: 64 } })).status).toBe(200);
    for (const patch of [{ publishDelay: 5 }, { port: 1 }, { moderation: { 词: 7 } }]) {
      expect((await postJson(url, patch)).status).toBe(400);
    }
    const client = await wechatClient(wechat);
    expect(await client.draft({ title: '题'.repeat(64) })).toEqual(expect.any(String));
  });

  it('acts', async () => {
    await shareText(weibo, TEXT);
    const id = weibo.state.posts[0]?.idstr;
    const url = `${weibo.url}/__emulator/action`;
    expect((await postJson(url, { action: 'remove', id })).status).toBe(200);
    expect(weibo.state.posts[0]?.deleted).toBe(true);
    expect((await postJson(url, { action: 'explode' })).status).toBe(400);
  });

  it('resets to the options of the start', async () => {
    await shareText(weibo, TEXT);
    weibo.configure({ stringErrorCodes: true, delayNextPosts: 3 });
    weibo.faults.add({ endpoint: '*', kind: 'bad-gateway', times: 0 });
    expect((await postJson(`${weibo.url}/__emulator/reset`, {})).status).toBe(200);
    expect(weibo.state.posts).toHaveLength(0);
    expect((await shareText(weibo, TEXT)).status).toBe(200);
  });

  it('wants JSON by its name', async () => {
    const answer = await fetch(`${weibo.url}/__emulator/reset`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(400);
    expect((await getJson(`${weibo.url}/__emulator/nothing`)).status).toBe(404);
  });

  it('serves this machine only', async () => {
    const controlled: Controlled = {
      faults: createFaultQueue(),
      snapshot: () => 'state',
      configure: () => undefined,
      reset: () => undefined,
      action: () => Promise.resolve(),
    };
    const ask = async (remoteIp: string) =>
      (
        await handleControl(controlled, {
          method: 'GET',
          path: '/__emulator/state',
          query: new URLSearchParams(),
          headers: {},
          body: Buffer.alloc(0),
          remoteIp,
        })
      ).status;
    expect(await ask('127.0.0.1')).toBe(200);
    expect(await ask('::1')).toBe(200);
    expect(await ask('192.168.1.7')).toBe(403);
  });

  it('moves the platform clock', async () => {
    await shareText(weibo, TEXT);
    await postJson(`${weibo.url}/__emulator/configure`, { clockOffsetMs: 31 * 86_400_000 });
    expect((await shareText(weibo, `二${TEXT}`)).body.error_code).toBe(21327);
  });
});
