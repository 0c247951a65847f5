import { postForm, shareText, weiboGet } from '../testing';
import {
  DEFAULT_WEIBO_APP,
  DEFAULT_WEIBO_TOKEN,
  DEFAULT_WEIBO_USER,
  startWeiboEmulator,
  type WeiboEmulator,
} from '../weibo';
import { midToBid } from './base62';

const { uid } = DEFAULT_WEIBO_USER;

describe('reading and removing posts', () => {
  let emulator: WeiboEmulator;

  beforeEach(async () => {
    emulator = await startWeiboEmulator();
  });
  afterEach(() => emulator.close());

  const post = async (text: string): Promise<string> =>
    (await shareText(emulator, `${text} http://localhost:1337/${text}`)).body.idstr;
  const timeline = async (query: Record<string, string> = {}): Promise<string[]> => {
    const { body } = await weiboGet(emulator, 'statuses/user_timeline.json', query);
    return body.statuses.map((status: { idstr: string }) => status.idstr);
  };

  it('lists own posts, latest first, by page and id', async () => {
    const [a, b, c] = [await post('a'), await post('b'), await post('c')];
    expect(await timeline()).toEqual([c, b, a]);
    expect(await timeline({ count: '1', page: '2' })).toEqual([b]);
    expect(await timeline({ since_id: a })).toEqual([c, b]);
    expect(await timeline({ max_id: b })).toEqual([b, a]);
    expect(await timeline({ uid })).toHaveLength(3);
    const foreign = await weiboGet(emulator, 'statuses/user_timeline.json', { uid: '1' });
    expect(foreign.body.error_code).toBe(21335);
  });

  it('shows a post until it is taken down', async () => {
    const id = await post('a');
    expect((await weiboGet(emulator, 'statuses/show.json', { id })).body.idstr).toBe(id);
    await emulator.action('remove', { id });
    expect((await weiboGet(emulator, 'statuses/show.json', { id })).body.error_code).toBe(20101);
    expect(await timeline()).toEqual([]);
  });

  it('keeps destroy closed unless the app may', async () => {
    const id = await post('a');
    const fields = { access_token: DEFAULT_WEIBO_TOKEN.accessToken, id };
    const destroy = () => postForm(`${emulator.url}/2/statuses/destroy.json`, fields);
    expect((await destroy()).body.error_code).toBe(10014);
    emulator.configure({ apps: [{ ...DEFAULT_WEIBO_APP, capabilities: { destroy: true } }] });
    expect((await destroy()).body.idstr).toBe(id);
    expect((await destroy()).body.error_code).toBe(20101);
  });

  it('translates ids and leads to the permalink, which can be opened', async () => {
    const id = await post('a');
    const bid = midToBid(id);
    expect((await weiboGet(emulator, 'statuses/querymid.json', { id, type: '1' })).body.mid).toBe(
      bid,
    );
    const back = { mid: bid, type: '1', isBase62: '1' };
    expect((await weiboGet(emulator, 'statuses/queryid.json', back)).body.id).toBe(id);
    const query = `access_token=${DEFAULT_WEIBO_TOKEN.accessToken}&uid=${uid}&id=${id}`;
    const go = await fetch(`${emulator.url}/2/statuses/go?${query}`, { redirect: 'manual' });
    expect(go.status).toBe(302);
    const permalink = `${emulator.url}/${uid}/${bid}`;
    expect(go.headers.get('location')).toBe(permalink);
    const page = await (await fetch(permalink)).text();
    expect(page).toContain('href="http://localhost:1337/a"');
    expect((await fetch(`${emulator.url}/detail/${id}`)).status).toBe(200);
    expect((await fetch(`${emulator.url}/1/${bid}`)).status).toBe(404);
    await emulator.action('remove', { id });
    expect((await fetch(permalink)).status).toBe(404);
  });

  it('tells the uid and knows posts made by hand', async () => {
    expect((await weiboGet(emulator, 'account/get_uid.json')).body.uid).toBe(Number(uid));
    const id = await emulator.action('postByHand', { uid, text: '<b>手工</b>' });
    expect(await timeline()).toEqual([id]);
    const page = await (await fetch(`${emulator.url}/detail/${String(id)}`)).text();
    expect(page).toContain('&lt;b&gt;手工');
  });

  it('marks posts of apps that are not audited', async () => {
    const id = await post('a');
    emulator.configure({ apps: [{ ...DEFAULT_WEIBO_APP, audited: false, testUids: [uid] }] });
    const { body } = await weiboGet(emulator, 'statuses/show.json', { id });
    expect(body.source).toContain('未通过审核应用');
  });

  it('answers unknown endpoints', async () => {
    expect((await weiboGet(emulator, 'statuses/nothing.json')).body.error_code).toBe(10020);
  });
});
