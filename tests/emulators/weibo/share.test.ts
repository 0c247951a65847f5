import {
  fileForm,
  getJson,
  jpg,
  png,
  postForm,
  postJson,
  postParts,
  SHARE,
  shareText,
  weiboGet,
} from '../testing';
import {
  DEFAULT_WEIBO_APP,
  DEFAULT_WEIBO_TOKEN,
  DEFAULT_WEIBO_USER,
  startWeiboEmulator,
  type WeiboEmulator,
} from '../weibo';

const URL_TEXT = 'https://www.example.gov.cn/notices/1';
const TEXT = `【公告】${URL_TEXT}`;
const HOUR = 3_600_000;

describe('statuses/share', () => {
  let now: number;
  let emulator: WeiboEmulator;

  beforeEach(async () => {
    now = Date.UTC(2012, 9, 24, 15, 49, 17);
    emulator = await startWeiboEmulator({
      now: () => now,
      apps: [{ ...DEFAULT_WEIBO_APP, safeDomains: ['example.gov.cn'] }],
    });
  });
  afterEach(() => emulator.close());

  const share = (text: string, more?: Record<string, string>) => shareText(emulator, text, more);
  const codeOf = async (text: string, more?: Record<string, string>) =>
    (await share(text, more)).body.error_code;
  const upload = (form: FormData) => {
    form.set('access_token', DEFAULT_WEIBO_TOKEN.accessToken);
    form.set('status', TEXT);
    form.set('rip', '203.0.113.9');
    return postParts(`${emulator.url}${SHARE}`, form);
  };

  it('answers with the post: a numeric id that doubles cannot hold, and idstr', async () => {
    const answer = await share(TEXT);
    expect(answer.status).toBe(200);
    expect(answer.body.created_at).toBe('Wed Oct 24 23:49:17 +0800 2012');
    expect(answer.body.idstr).toBe('201110410216293360');
    expect(answer.body.mid).toBe(answer.body.idstr);
    expect(answer.text).toContain('"id":201110410216293360,');
    expect(String(answer.body.id)).not.toBe(answer.body.idstr);
    expect(answer.body.user).toMatchObject({ idstr: DEFAULT_WEIBO_USER.uid });
    expect(answer.body.visible).toEqual({ type: 0, list_id: 0 });
  });

  it('shortens links in what it shows', async () => {
    await share(TEXT);
    const { body } = await weiboGet(emulator, 'statuses/user_timeline.json');
    expect(body.statuses[0].text).toMatch(/^【公告】http:\/\/t\.cn\/A6\w{6}$/);
    expect(emulator.state.posts[0]?.text).toBe(TEXT);
  });

  it('takes the token from header, body or query', async () => {
    const { accessToken } = DEFAULT_WEIBO_TOKEN;
    const fields = { status: TEXT, rip: '203.0.113.9' };
    const url = `${emulator.url}${SHARE}`;
    const byHeader = await postForm(url, fields, { authorization: `OAuth2 ${accessToken}` });
    expect(byHeader.status).toBe(200);
    const second = { ...fields, status: `二${TEXT}` };
    expect((await postForm(`${url}?access_token=${accessToken}`, second)).status).toBe(200);
    const missing = await postForm(url, fields);
    expect(missing.body).toMatchObject({ error_code: 10006, request: SHARE });
    expect((await postJson(url, fields)).body.error_code).toBe(10006);
  });

  it('answers errors with HTTP 400 or 403, error_code as number or text', async () => {
    await share(TEXT);
    const repeated = await share(TEXT);
    expect(repeated.status).toBe(400);
    expect(repeated.body).toEqual({
      error: 'repeat content!',
      error_code: 20019,
      request: '/2/statuses/share.json',
    });
    emulator.configure({ stringErrorCodes: true });
    expect(await codeOf(TEXT)).toBe('20019');
    emulator.configure({ stringErrorCodes: false, errorStatus: 200 });
    expect((await share(TEXT)).status).toBe(200);
  });

  it('wants status and a public rip', async () => {
    const base = { access_token: DEFAULT_WEIBO_TOKEN.accessToken };
    const url = `${emulator.url}${SHARE}`;
    expect((await postForm(url, { ...base, rip: '203.0.113.9' })).body.error_code).toBe(10016);
    const withoutRip = await postForm(url, { ...base, status: TEXT });
    expect(withoutRip.body).toMatchObject({ error_code: 10016 });
    expect(withoutRip.body.error).toContain('rip');
    expect(await codeOf(TEXT, { rip: '192.168.0.1' })).toBe(10008);
    expect(await codeOf('')).toBe(20008);
    expect((await getJson(url)).body.error_code).toBe(10021);
  });

  it('wants a link under the safe domain', async () => {
    expect(await codeOf('没有链接')).toBe(10017);
    const foreign = await share('见 https://example.com/1');
    expect(foreign.body).toMatchObject({ error_code: 10017, error: 'text not find domain!' });
    expect(await codeOf(`见 https://example.com/1 ${URL_TEXT}`)).toBeUndefined();
    expect(await codeOf(encodeURIComponent(`encoded twice ${URL_TEXT}`))).toBe(10017);
    emulator.configure({ apps: [{ ...DEFAULT_WEIBO_APP, safeDomains: [] }] });
    expect((await share(TEXT)).body.error).toBe('appkey not bind domain!');
  });

  it('refuses topics, with the configured code', async () => {
    expect(await codeOf(`#公开# ${URL_TEXT}`)).toBe(20021);
    emulator.configure({ topicCode: 10017 });
    expect(await codeOf(`#公开# ${URL_TEXT}`)).toBe(10017);
    expect(await codeOf(`＃公开＃ ${URL_TEXT}`)).toBeUndefined();
  });

  it('counts the weighted length', async () => {
    expect(await codeOf(`${'公'.repeat(130)}${URL_TEXT}`)).toBeUndefined();
    expect(await codeOf(`${'公'.repeat(131)}${URL_TEXT}`)).toBe(20012);
  });

  it('refuses words by their code', async () => {
    emulator.configure({ bannedWords: { 广告: 20020 } });
    expect(await codeOf(`广告 ${URL_TEXT}`)).toBe(20020);
  });

  it('accepts one picture, JPEG, GIF or PNG under 5 MB, as multipart only', async () => {
    const posted = await upload(fileForm('pic', jpg(), 'a.jpg'));
    expect(posted.status).toBe(200);
    const picture = await fetch(posted.body.original_pic);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    const tooLarge = fileForm('pic', png(5 * 1024 * 1024), 'a.png');
    expect((await upload(tooLarge)).body.error_code).toBe(20006);
    const noImage = fileForm('pic', new Uint8Array(64), 'a.png');
    expect((await upload(noImage)).body.error_code).toBe(20005);
    expect((await upload(new FormData())).body.error_code).toBe(20007);
    expect(await codeOf(TEXT, { pic: 'abc' })).toBe(20007);
    const two = fileForm('pic', png(), 'a.png');
    two.append('pic', new Blob([png()]), 'b.png');
    expect((await upload(two)).body.error_code).toBe(10008);
  });

  it('refuses the same text as the previous post only', async () => {
    expect(await codeOf(TEXT)).toBeUndefined();
    expect(await codeOf(TEXT)).toBe(20019);
    expect(await codeOf(`更正${TEXT}`)).toBeUndefined();
    expect(await codeOf(TEXT)).toBeUndefined();
    expect(emulator.publishedByText()[TEXT]).toBe(2);
  });

  it('allows thirty posts an hour', async () => {
    for (let count = 0; count < 30; count += 1) {
      expect(await codeOf(`${count} ${URL_TEXT}`)).toBeUndefined();
    }
    const refused = await share(`31 ${URL_TEXT}`);
    expect(refused).toMatchObject({ status: 403, body: { error_code: 20016 } });
    now += HOUR;
    expect(await codeOf(`31 ${URL_TEXT}`)).toBeUndefined();
  });

  it('allows a hundred calls a day over all endpoints, except for asking', async () => {
    for (let count = 0; count < 99; count += 1) {
      await weiboGet(emulator, 'account/get_uid.json');
    }
    await weiboGet(emulator, 'account/rate_limit_status.json');
    expect(await codeOf(TEXT)).toBeUndefined();
    expect(await codeOf(`二${TEXT}`)).toBe(10023);
    const status = await weiboGet(emulator, 'account/rate_limit_status.json');
    expect(status.body).toMatchObject({
      ip_limit: 15_000,
      user_limit: 100,
      remaining_user_hits: 0,
      remaining_ip_hits: 14_900,
      limit_time_unit: 'HOURS',
      reset_time: '2012-10-25 00:00:00',
      reset_time_in_seconds: 643,
    });
    now += 643_000;
    expect(await codeOf(`二${TEXT}`)).toBeUndefined();
  });

  it('limits calls per address', async () => {
    emulator.configure({ limits: { callsPerIpHour: 1 } });
    await share(TEXT);
    expect(await codeOf(`二${TEXT}`)).toBe(10022);
  });

  it('can publish late: 20032, and the post appears after the delay', async () => {
    emulator.configure({ delayNextPosts: 1 });
    expect(await codeOf(TEXT)).toBe(20032);
    const timeline = async (): Promise<number> =>
      (await weiboGet(emulator, 'statuses/user_timeline.json')).body.total_number;
    expect(await timeline()).toBe(0);
    now += 90_000;
    expect(await timeline()).toBe(1);
    expect(await codeOf(`二${TEXT}`)).toBeUndefined();
  });

  it.each(['update', 'upload', 'upload_url_text', 'repost'])('keeps %s closed', async (name) => {
    const fields = { access_token: DEFAULT_WEIBO_TOKEN.accessToken, status: TEXT };
    const answer = await postForm(`${emulator.url}/2/statuses/${name}.json`, fields);
    expect(answer).toMatchObject({ status: 403, body: { error_code: 10014 } });
  });

  it('lives under a path prefix', async () => {
    const prefixed = await startWeiboEmulator({ pathPrefix: '/sina' });
    const answer = await shareText(prefixed, '公告 http://localhost:1337/1');
    expect(answer.status).toBe(200);
    const page = `${prefixed.url}/detail/${answer.body.idstr}`;
    expect(page).toContain('/sina/detail/');
    expect((await fetch(page)).status).toBe(200);
    await prefixed.close();
  });
});
