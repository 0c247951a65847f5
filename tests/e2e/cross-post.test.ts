import path from 'node:path';

import type { Browser, Locator, Page } from 'playwright-core';

import { WECHAT_ACCOUNT, WEIBO_ACCOUNT } from '../api/support/cross-post';
import { startWechatEmulator, type WechatEmulator } from '../emulators/wechat';
import { startWeiboEmulator, type WeiboEmulator } from '../emulators/weibo';
import { createDatabase, databaseUrl, dropDatabase, templateOf } from '../support/databases';
import { browserSuite, openBrowser, openPage, signIn, snap } from './support/browser';
import { englishOn } from './support/panel-text';
import { createTeam, requestAs, type Team } from './support/panel-users';
import { freePort, startServer, type ServerProcess } from './support/process';

const DATABASE = 'cross_post_panel';
const NOTICE = 'api::notice.notice';
const CONTENT = '/admin/content-manager/collection-types';
const QUEUE = '/admin/plugins/cross-post';
/** What the platforms themselves call these. */
const PLATFORM_NAMES = ['AppID', 'AppSecret', 'IP', 'UID'];
const PATIENCE_MS = 20_000;
const TITLE = '关于开展2017年度政务公开工作评估的通知';

interface Delivery {
  readonly documentId: string;
  readonly channelKind: string;
  readonly state: string;
  readonly scheduledAt: string | null;
}

browserSuite('posts in the admin panel', () => {
  let server: ServerProcess;
  let url: string;
  let weibo: WeiboEmulator;
  let wechat: WechatEmulator;
  let browser: Browser;
  let team: Team;
  let documentId: string;
  const serious: string[] = [];

  beforeAll(async () => {
    await createDatabase(DATABASE, await templateOf('empty'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const { appKey, appSecret, uid } = WEIBO_ACCOUNT;
    [weibo, wechat] = await Promise.all([
      startWeiboEmulator({
        apps: [{ appKey, appSecret, redirectUris: [`${url}${QUEUE}/authorized`], audited: true }],
        users: [{ uid, screenName: '区政府微博' }],
      }),
      startWechatEmulator(),
    ]);
    server = await startServer({
      WECHAT_API_URL: wechat.url,
      WEIBO_API_URL: weibo.url,
      DATABASE_URL: databaseUrl(DATABASE),
      DATA_DIR: path.join(process.env['TEST_DATA_DIR'] as string, DATABASE),
      PORT: String(port),
      PUBLIC_URL: url,
    });
    team = await createTeam(url);
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.end();
    await Promise.all([weibo?.close(), wechat?.close()]);
    await dropDatabase(DATABASE);
  });

  const pages = new Map<keyof Team, Promise<Page>>();
  const as = (member: keyof Team): Promise<Page> => {
    const enter = async (): Promise<Page> => {
      const page = await openPage(browser);
      page.setDefaultTimeout(PATIENCE_MS);
      page.on('pageerror', ({ message }) => serious.push(message));
      page.on('console', (message) => {
        // The router catches what a page throws.
        if (/Content Security Policy|React error|during render/.test(message.text()))
          serious.push(message.text());
      });
      await signIn(page, url, team[member].email, team[member].password);
      return page;
    };
    const page = pages.get(member) ?? enter();
    pages.set(member, page);
    return page;
  };
  const open = async (member: keyof Team, address: string, proof: (page: Page) => Locator) => {
    const page = await as(member);
    await page.goto(`${url}${address}`);
    await proof(page).first().waitFor();
    return page;
  };
  const deliveryOf = async (kind: string): Promise<Delivery> => {
    const answer = await requestAs(
      team.office,
      url,
      `/cross-post/documents/${documentId}/deliveries`,
    );
    const { data } = answer.body as { data: Delivery[] };
    const found = data.find(({ channelKind }) => channelKind === kind);
    if (!found) throw new Error(`no delivery to ${kind}`);
    return found;
  };
  const button = (page: Page, name: string): Locator =>
    page.getByRole('button', { name, exact: true });
  const expectChinese = async (page: Page, names: readonly string[] = []): Promise<void> => {
    await page
      .getByText(/^Loading/)
      .first()
      .waitFor({ state: 'hidden' });
    expect((await englishOn(page)).filter((word) => !names.includes(word))).toEqual([]);
  };

  const choose = async (page: Page, label: string, option: string): Promise<void> => {
    await page.getByRole('dialog').getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option }).click();
  };
  const fill = async (page: Page, values: Readonly<Record<string, string>>): Promise<void> => {
    for (const [name, value] of Object.entries(values)) {
      await page.getByRole('dialog').locator(`input[name=${name}]`).fill(value);
    }
  };
  const save = async (page: Page): Promise<void> => {
    await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  };

  it('should connect a WeChat account, and say what is wrong with its secret', async () => {
    const page = await open('office', `${QUEUE}/channels`, (accounts) =>
      accounts.getByText('还没有账号'),
    );
    await snap(page, 'posts-01-no-accounts');
    await button(page, '新建账号').click();
    const { appId, appSecret, callbackToken } = WECHAT_ACCOUNT;
    const wrong = 'f'.repeat(32);
    await fill(page, { name: '区政府公众号', appId, appSecret: wrong, callbackToken });
    await snap(page, 'posts-02-new-account');
    await save(page);
    await button(page, '测试连接').click();
    await page
      .getByText(/AppSecret (不对|不正确|错误)/)
      .first()
      .waitFor();
    await snap(page, 'posts-03-wrong-secret');
    await button(page, '修改').click();
    await fill(page, { appSecret });
    await save(page);
    await button(page, '测试连接').click();
    await page.getByText('✗').waitFor({ state: 'hidden' });
    await expectChinese(page, PLATFORM_NAMES);
  });

  it('should connect a Weibo account by authorisation at Weibo', async () => {
    const page = await as('office');
    await button(page, '新建账号').click();
    await choose(page, '平台', '微博');
    const { appKey, appSecret } = WEIBO_ACCOUNT;
    await fill(page, {
      name: '区政府微博',
      appKey,
      appSecret,
      safeDomain: '127.0.0.1',
      rip: '114.114.114.114',
    });
    await save(page);
    await page.getByText('已暂停：尚未授权').first().waitFor();
    await snap(page, 'posts-04-unauthorised');
    await button(page, '授权').click();
    await page.waitForURL((address) => address.origin === new URL(weibo.url).origin);
    await page.getByRole('button', { name: '授权' }).click();
    await page.getByText('“区政府微博”授权成功，可以发布了。').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await snap(page, 'posts-05-authorised');
    await page.getByRole('link', { name: '回到账号管理' }).click();
    await page.getByText(/^(29|30) 天$/).waitFor();
    await expectChinese(page, PLATFORM_NAMES);
    await snap(page, 'posts-06-accounts');
  });

  it('should tell at home what waits, and lead there', async () => {
    // The reviewer's own notice: it may not go out before somebody else has looked at it.
    const data = {
      title: TITLE,
      slug: 'ping-gu-2017',
      kind: 'announcement',
      issuedOn: '2017-11-01',
      summary: '评估自十一月中旬开始，请各单位做好准备。',
      body: '## 安排\n\n见[评估办法](https://www.example.gov.cn/method)。\n\n| 单位 | 时间 | 联系人 | 地点 |\n|---|---|---|---|\n| 民政局 | 十五日 | 王 | 三楼会议室 |',
    };
    const manager = `/content-manager/collection-types/${NOTICE}`;
    const created = await requestAs(team.reviewer, url, manager, data);
    documentId = (created.body as { data: { documentId: string } }).data.documentId;
    const published = await requestAs(
      team.reviewer,
      url,
      `${manager}/${documentId}/actions/publish`,
      data,
    );
    expect(published.status).toBe(200);
    const page = await open('office', '/admin', (home) => home.getByText('等我审批'));
    await snap(page, 'posts-07-home');
    await page.getByRole('link', { name: '等我审批' }).click();
    await page.waitForURL((address) => address.searchParams.get('lane') === 'waiting');
    await page.locator('tbody tr').first().waitFor();
    expect(await page.locator('tbody tr').count()).toBe(2);
    const text = await page.locator('main').innerText();
    expect(text).toContain('请由另一人审批后发送');
    expect(text).toContain('审批截止');
    await expectChinese(page);
    await snap(page, 'posts-08-waiting');
  });

  it('should let a clerk change the words with live counts, and not approve them', async () => {
    const { documentId: id } = await deliveryOf('weibo');
    const page = await open('editor', `${QUEUE}/posts/${id}`, (post) =>
      post.locator('textarea[name=text]'),
    );
    await page.locator('textarea[name=text]').fill('长'.repeat(150));
    await page.getByText('须修改：超出 21 个字，请删减。').waitFor();
    await snap(page, 'posts-09-too-long');
    await page.locator('textarea[name=text]').fill('【评估通知】十一月中旬开始 #公开# @各单位');
    await page.getByText(/^微博正文 \d\d\/140$/).waitFor();
    expect(await button(page, '审批通过').count()).toBe(0);
    await button(page, '保存修改').click();
    await page.getByText('【评估通知】十一月中旬开始 ＃公开＃ ＠各单位').first().waitFor();
    await expectChinese(page);
    await snap(page, 'posts-10-weibo-edited');
  });

  it('should let an article be changed in the phone that shows it', async () => {
    const { documentId: id } = await deliveryOf('wechat');
    const page = await open('editor', `${QUEUE}/posts/${id}`, (post) =>
      post.getByRole('textbox', { name: '正文', exact: true }),
    );
    await page.getByRole('textbox', { name: '标题' }).fill('政务公开评估开始了');
    const body = page.getByRole('textbox', { name: '正文', exact: true });
    await body.locator('h2').first().click();
    await page.keyboard.press('End');
    await page.keyboard.insertText('（修订）');
    await page.getByText('标题 9/32').waitFor();
    await button(page, '保存修改').click();
    await page
      .getByText('小录修改了发布内容')
      .or(page.getByText('修改了发布内容'))
      .first()
      .waitFor();
    expect(await body.innerText()).toContain('安排（修订）');
    await expectChinese(page);
    await snap(page, 'posts-11-article-edited');
  });

  it('should preview both beside the document, where another person approves the article', async () => {
    const page = await open('office', `${CONTENT}/${NOTICE}/${documentId}`, (form) =>
      button(form, '预览与审批'),
    );
    await button(page, '预览与审批').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('group', { name: '微博手机预览' }).waitFor();
    const phone = dialog.getByRole('group', { name: '微信手机预览' });
    await phone.getByText('政务公开评估开始了').first().waitFor();
    expect(await phone.innerText()).toContain('[1] https://www.example.gov.cn/method');
    await dialog.getByText('请留意：没有封面图，将使用默认封面。').waitFor();
    await snap(page, 'posts-12-preview');
    const [first] = await dialog.getByRole('group').all();
    expect(await first?.getAttribute('aria-label')).toBe('微信手机预览');
    await dialog.getByRole('button', { name: '审批通过' }).first().click();
    await page.getByText('已审批，将按安排发送。').first().waitFor();
    const deadline = Date.now() + PATIENCE_MS;
    const address = `${url}/notices/ping-gu-2017`;
    while (wechat.publishedBySource()[address] !== 1 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(wechat.publishedBySource()[address]).toBe(1);
    const [article] = Object.values(wechat.state.articles).flatMap(({ items }) => items);
    expect(article?.title).toBe('政务公开评估开始了');
    expect(weibo.state.posts).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('should put a post into a free slot, show it in the calendar, and move it there', async () => {
    const { documentId: id } = await deliveryOf('weibo');
    const page = await open('office', `${QUEUE}/posts/${id}`, (post) => button(post, '保存安排'));
    await page.getByRole('radio', { name: '排到下一个空位' }).click();
    await button(page, '保存安排').click();
    await page.getByText(/^定于 .* 发布。$/).waitFor();
    await button(page, '审批通过').click();
    await page.getByText('已审批，将按安排发送。').first().waitFor();
    await snap(page, 'posts-13-scheduled');
    const before = await deliveryOf('weibo');
    expect(before.state).toBe('queued');

    const calendar = await open('office', `${QUEUE}/calendar`, (found) =>
      found.locator('.fc-event', { hasText: TITLE }),
    );
    await expectChinese(calendar);
    await snap(calendar, 'posts-14-month');
    await calendar.getByRole('button', { name: '周', exact: true }).click();
    await calendar.waitForURL((address) => address.searchParams.get('view') === 'week');
    await snap(calendar, 'posts-15-week');
    await calendar.getByRole('button', { name: '月', exact: true }).click();
    const event = calendar.locator('.fc-event', { hasText: `微博 ${TITLE}` });
    await event.waitFor();
    const from = await event.boundingBox();
    const next = await calendar
      .locator(`.fc-daygrid-day[data-date="${dayAfter(before.scheduledAt ?? '')}"]`)
      .boundingBox();
    if (!from || !next) throw new Error('the calendar has no such day');
    await calendar.mouse.move(from.x + 20, from.y + from.height / 2);
    await calendar.mouse.down();
    await calendar.mouse.move(next.x + 30, next.y + 40, { steps: 12 });
    await calendar.mouse.up();
    await calendar.getByText('已更新发布时间。').first().waitFor();
    const after = await deliveryOf('weibo');
    expect(Date.parse(after.scheduledAt ?? '') - Date.parse(before.scheduledAt ?? '')).toBe(
      86_400_000,
    );

    // The same by keyboard.
    await calendar.locator('.fc-event', { hasText: `微博 ${TITLE}` }).focus();
    await calendar.keyboard.press('Enter');
    await calendar.getByRole('dialog').getByRole('button', { name: '保存安排' }).waitFor();
    await snap(calendar, 'posts-16-move');
    await calendar.getByRole('dialog').getByRole('button', { name: '打开' }).click();
    await calendar.waitForURL((address) => address.pathname.endsWith(id));
  });

  it('should post the approved words at once when told to', async () => {
    const page = await as('office');
    await page.getByRole('radio', { name: '立即发布' }).click();
    await button(page, '保存安排').click();
    await page.getByText('已发布', { exact: true }).first().waitFor();
    expect(weibo.state.posts.map(({ text }) => text)).toEqual([
      `【评估通知】十一月中旬开始 ＃公开＃ ＠各单位 ${url}/notices/ping-gu-2017`,
    ]);
    await expectChinese(page);
    await snap(page, 'posts-17-posted');
  });

  it('should act on several at once, and list what it could not do', async () => {
    const manager = `/content-manager/collection-types/${NOTICE}`;
    for (const number of [1, 2]) {
      const data = {
        title: `批量审批的公告之${number}`,
        slug: `bulk-${number}`,
        kind: 'announcement',
        issuedOn: '2017-11-02',
        summary: '摘要',
        body: '正文',
      };
      const created = await requestAs(team.reviewer, url, manager, data);
      const id = (created.body as { data: { documentId: string } }).data.documentId;
      await requestAs(team.reviewer, url, `${manager}/${id}/actions/publish`, data);
    }
    const page = await open('reviewer', `${QUEUE}?lane=waiting`, (queue) =>
      queue.locator('tbody tr'),
    );
    const pick = async (queue: Page): Promise<void> => {
      for (const number of [1, 2]) {
        for (const account of ['区政府微博', '区政府公众号']) {
          const name = `选择《批量审批的公告之${number}》（${account}）`;
          await queue.getByRole('checkbox', { name }).click();
        }
      }
      await queue.getByText('已选 4 条').waitFor();
    };
    await pick(page);
    await button(page, '批量审批通过').click();
    await page.getByText('完成 0 条，未完成 4 条。').first().waitFor();
    expect(await page.getByText('您修改过原文，请由另一人审批。').count()).toBe(4);
    await snap(page, 'posts-18-bulk-refused');
    const other = await open('office', `${QUEUE}?lane=waiting`, (queue) =>
      queue.locator('tbody tr'),
    );
    await pick(other);
    await button(other, '批量审批通过').click();
    await other.getByText('完成 4 条，未完成 0 条。').first().waitFor();
  });

  it('should keep an account’s posting hours', async () => {
    const page = await open('office', `${QUEUE}/channels`, (accounts) =>
      button(accounts, '发布时段'),
    );
    await button(page, '发布时段').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[name=from]').fill('09:00');
    await snap(page, 'posts-19-hours');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存发布时段。').first().waitFor();
  });

  it('should pause an account, and let it go on', async () => {
    const page = await as('office');
    await button(page, '暂停').first().click();
    await page.getByText('已暂停：由管理员暂停。').waitFor();
    await snap(page, 'posts-20-paused');
    await open('office', QUEUE, (queue) => queue.getByText('已暂停', { exact: true }));
    await snap(page, 'posts-21-queue-paused');
    await open('office', `${QUEUE}/channels`, (accounts) => button(accounts, '恢复'));
    await button(page, '恢复').click();
    await page.getByText('已暂停').first().waitFor({ state: 'hidden' });
  });

  it('should take back what is out when the document is withdrawn, and show it there until it is done', async () => {
    const page = await open('office', `${CONTENT}/${NOTICE}/${documentId}`, (form) =>
      button(form, '预览与审批'),
    );
    await page
      .getByRole('button', { name: /更多|More/ })
      .last()
      .click();
    await snap(page, 'posts-22-menu');
    await page.getByRole('menuitem', { name: '取消发布' }).click();
    await page.getByText('原文已撤回，区政府微博上的').waitFor();
    // The badge of the article that the platform has deleted, and the button for the other one.
    await page.getByText('已撤回', { exact: true }).nth(1).waitFor();
    await expectChinese(page);
    await snap(page, 'posts-23-withdrawal');
    const articles = Object.values(wechat.state.articles).flatMap(({ items }) => items);
    const ours = articles.filter(
      ({ content_source_url: source }) => source === `${url}/notices/ping-gu-2017`,
    );
    expect(ours.map(({ deleted }) => deleted)).toEqual([true]);
    await button(page, '已撤回').click();
    await page.getByText('已登记撤回。').first().waitFor();
    await page.getByText('原文已撤回，区政府微博上的').waitFor({ state: 'hidden' });
    await snap(page, 'posts-24-withdrawn');
    expect((await deliveryOf('weibo')).state).toBe('withdrawn');
  });

  it('should say what is missing where there is nothing, or no answer', async () => {
    const page = await open('office', `${QUEUE}?lane=failed`, (queue) =>
      queue.getByText('这一栏没有投递。'),
    );
    await snap(page, 'posts-27-empty-lane');
    await page.route('**/cross-post/deliveries?*', (route) => route.abort());
    await page.goto(`${url}${QUEUE}?lane=done`);
    await page.getByRole('alert').getByText('读取失败：连不上服务器').waitFor();
    await snap(page, 'posts-28-no-answer');
    await page.unroute('**/cross-post/deliveries?*');
    await page.getByRole('alert').getByRole('button', { name: '重试' }).click();
    await page.locator('tbody tr').first().waitFor();
  });

  it('should fit a narrow window', async () => {
    const page = await as('office');
    await page.setViewportSize({ width: 800, height: 900 });
    const places = { queue: '', channels: '/channels', calendar: '/calendar' };
    for (const [name, place] of Object.entries(places)) {
      await page.goto(`${url}${QUEUE}${place}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await snap(page, `posts-25-narrow-${name}`);
    }
    const { documentId: id } = await deliveryOf('weibo');
    await page.goto(`${url}${QUEUE}/posts/${id}`);
    await page.getByText('微博正文').first().waitFor();
    await snap(page, 'posts-25-narrow-post');
    await page.goto(`${url}${QUEUE}?delivery=${id}`);
    await page.getByRole('dialog').getByText('处理过程').waitFor();
    await snap(page, 'posts-26-detail');
  });

  it('should have run without an error in the browser', () => {
    expect(serious).toEqual([]);
  });
});

/** The day after the instant's in Beijing, `YYYY-MM-DD`. */
const dayAfter = (iso: string): string =>
  new Date(Date.parse(iso) + 32 * 3_600_000).toISOString().slice(0, 10);
