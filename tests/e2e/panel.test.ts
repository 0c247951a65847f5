import path from 'node:path';

import type { Browser, Locator, Page } from 'playwright-core';

import { channelEnvironment, WECHAT_ACCOUNT, WEIBO_ACCOUNT } from '../api/support/cross-post';
import { startWechatEmulator, type WechatEmulator } from '../emulators/wechat';
import { startWeiboEmulator, type WeiboEmulator } from '../emulators/weibo';
import { createDatabase, databaseUrl, dropDatabase, templateOf } from '../support/databases';
import { browserSuite, openBrowser, openPage, signIn, snap } from './support/browser';
import { createTeam, requestAs, type Team } from './support/panel-users';
import { englishOn } from './support/panel-text';
import { freePort, startServer, type ServerProcess } from './support/process';

const DATABASE = 'panel';
const CONTENT = '/admin/content-manager/collection-types';
const FUND = 'api::fund.fund';
const ORGANIZATION = 'api::organization.organization';
const NOTICE = 'api::notice.notice';
/** A page of the panel is there after about two seconds, on a machine that is busy later. */
const PATIENCE_MS = 20_000;

const MENU = [
  '机构编制',
  '机构',
  '机构编制',
  '在册人员',
  '人员异动',
  '财政资金',
  '专项资金',
  '分级拨付',
  '到人到户',
  '核查纠正',
  '部门预算决算',
  '政务信息',
  '公开信息',
  '信息报送',
  '互动',
  '咨询投诉',
  '依申请公开',
  '查询点',
  '免费查询点',
  '查询点点击',
  '查询点检查',
  '设置',
  '工作日调整',
];

/** Headings and entries of the content menu from top to bottom; headings are drawn by CSS. */
const menuOf = (page: Page): Promise<string[]> =>
  page.locator('ol > li').evaluateAll((entries) =>
    entries.flatMap((entry) => {
      const { content } = entry.ownerDocument.defaultView.getComputedStyle(entry, '::before');
      const heading = content === 'none' ? [] : [content.replace(/"/g, '')];
      return [...heading, entry.textContent?.trim() ?? ''];
    }),
  );

/** A column of the table that has it, by its heading. */
const cellsOf = async (page: Page, heading: string): Promise<string[]> => {
  const table = page.locator('table').filter({ has: page.locator('thead').getByText(heading) });
  const headings = await table.locator('thead th').allInnerTexts();
  const index = headings.findIndex((text) => text.trim() === heading);
  expect(index).toBeGreaterThanOrEqual(0);
  return table.locator(`tbody tr td:nth-child(${index + 1})`).allInnerTexts();
};

/** Fails where the page, once it has come to rest, shows words that aren't Chinese. */
const expectChinese = async (page: Page): Promise<void> => {
  // Strapi's spinners are called so for screen readers.
  await page
    .getByText(/^Loading/)
    .first()
    .waitFor({ state: 'hidden' });
  expect(await englishOn(page)).toEqual([]);
};

browserSuite('the admin panel with the year 2017', () => {
  let server: ServerProcess;
  let url: string;
  let weibo: WeiboEmulator;
  let wechat: WechatEmulator;
  let browser: Browser;
  let team: Team;
  const serious: string[] = [];

  beforeAll(async () => {
    await createDatabase(DATABASE, await templateOf('year-2017'));
    [weibo, wechat] = await Promise.all([startWeiboEmulator(), startWechatEmulator()]);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = await startServer({
      ...(await channelEnvironment({ wechat: wechat.url, weibo: weibo.url })),
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

  /** A page on which the member of the team has signed in. */
  const enter = async (member: keyof Team): Promise<Page> => {
    const page = await openPage(browser);
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', ({ message }) => serious.push(message));
    await signIn(page, url, team[member].email, team[member].password);
    return page;
  };
  const pageOf = new Map<keyof Team, Promise<Page>>();
  const as = (member: keyof Team): Promise<Page> => {
    const page = pageOf.get(member) ?? enter(member);
    pageOf.set(member, page);
    return page;
  };
  const open = async (member: keyof Team, address: string, proof: (page: Page) => Locator) => {
    const page = await as(member);
    await page.goto(`${url}${address}`);
    await proof(page).first().waitFor();
    return page;
  };
  const heading = (name: string) => (page: Page) =>
    page.getByRole('heading', { name, exact: true });
  const rows = (page: Page) => page.locator('tbody tr');

  it('should ask to sign in in Chinese, without any setting', async () => {
    const page = await openPage(browser);
    await page.goto(`${url}/admin`);
    await page.getByRole('button', { name: '登录' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    expect(await page.locator('body').innerText()).toContain('欢迎使用公开');
    await expectChinese(page);
    await snap(page, 'panel-01-sign-in');
    await page.context().close();
  });

  it('should show a home page and a menu in Chinese groups', async () => {
    const home = await open('office', '/admin', (page) => page.locator('main h1'));
    await expectChinese(home);
    await snap(home, 'panel-02-home');
    const page = await open('office', `${CONTENT}/${FUND}`, rows);
    expect(await menuOf(page)).toEqual(MENU);
  });

  it('should list the funds with Chinese columns and amounts to the fen', async () => {
    const page = await open('office', `${CONTENT}/${FUND}`, rows);
    const headings = (await page.locator('thead th').allInnerTexts()).map((text) => text.trim());
    expect(headings).toEqual(
      expect.arrayContaining([
        '资金名称',
        '年度',
        '资金类别',
        '主管部门',
        '资金总额',
        '数据截止日期',
      ]),
    );
    const amounts = await cellsOf(page, '资金总额');
    expect(amounts).toHaveLength(14);
    for (const amount of amounts) expect(amount).toMatch(/^\d{1,3}(,\d{3})*\.\d{2}$/);
    expect(amounts).toContain('49,097,027.10');
    expect(new Set(await cellsOf(page, '年度'))).toEqual(new Set(['2017']));
    await expectChinese(page);
    await snap(page, 'panel-03-funds');
  });

  it('should head no page links with a group of the menu', async () => {
    const page = await open('office', `${CONTENT}/${ORGANIZATION}`, rows);
    await page.getByRole('navigation', { name: 'Pagination' }).waitFor();
    const entries = await menuOf(page);
    expect(entries.slice(0, MENU.length)).toEqual(MENU);
    expect(entries.slice(MENU.length)).not.toContain('机构编制');
    await expectChinese(page);
    await snap(page, 'panel-04-organizations');
  });

  it('should open a fund with its values and hints', async () => {
    const page = await open('office', `${CONTENT}/${FUND}`, rows);
    await page.getByText('公益性岗位补贴', { exact: true }).click();
    await page.locator('input[name=totalAmount]').waitFor();
    expect(await page.locator('input[name=name]').inputValue()).toBe('公益性岗位补贴');
    expect(await page.locator('input[name=year]').inputValue()).toBe('2017');
    expect(await page.locator('input[name=totalAmount]').inputValue()).toMatch(/^49,097,027\.10?$/);
    const text = await page.locator('main').innerText();
    expect(text).toContain('等于各级来源之和。');
    expect(text).toContain('单位：元，最多两位小数，不填万元。');
    await expectChinese(page);
    await snap(page, 'panel-05-fund');
  });

  it('should tell a wrong credit code at its field, and save nothing', async () => {
    const list = await open('office', `${CONTENT}/${ORGANIZATION}`, rows);
    await rows(list).first().click();
    const code = list.locator('input[name=code]');
    await code.waitFor();
    const right = await code.inputValue();
    const wrong = `${right.slice(0, 17)}${right.endsWith('1') ? '2' : '1'}`;
    await code.fill(wrong);
    await list.getByRole('button', { name: '保存', exact: true }).click();
    const field = list.locator('div', { has: list.locator('> div > input[name=code]') }).last();
    await field.getByText('统一社会信用代码不正确：应为 18 位且校验位相符').waitFor();
    expect(await code.getAttribute('aria-invalid')).toBe('true');
    await expectChinese(list);
    await snap(list, 'panel-06-wrong-credit-code');
    const documentId = new URL(list.url()).pathname.split('/').at(-1);
    const stored = await requestAs(
      team.office,
      url,
      `/content-manager/collection-types/${ORGANIZATION}/${documentId}`,
    );
    expect((stored.body as { data: { code: string } }).data.code).toBe(right);
  });

  it('should let an editor enter but not publish, in the form and over HTTP', async () => {
    const page = await open('editor', `${CONTENT}/${NOTICE}`, rows);
    await rows(page).first().click();
    await page.locator('input[name=title]').waitFor();
    await page.getByRole('button', { name: '保存', exact: true }).waitFor();
    const buttons = page.getByRole('button', { name: '发布', exact: true });
    for (const button of await buttons.all()) expect(await button.isDisabled()).toBe(true);
    await page.locator('textarea[name=summary]').fill('录入员修改过的摘要。');
    await page.getByRole('button', { name: '保存', exact: true, disabled: false }).waitFor();
    for (const button of await buttons.all()) expect(await button.isDisabled()).toBe(true);
    await expectChinese(page);
    await snap(page, 'panel-07-editor');

    const documentId = new URL(page.url()).pathname.split('/').at(-1);
    const address = `/content-manager/collection-types/${NOTICE}/${documentId}/actions/publish`;
    expect((await requestAs(team.editor, url, address, {})).status).toBe(403);
    expect((await requestAs(team.reviewer, url, address, {})).status).toBe(200);
  });

  it('should publish a notice from the form to both channels, once, with receipts', async () => {
    const title = '关于2017年度政务公开信息查询方式的公告';
    const draft = await open('editor', `${CONTENT}/${NOTICE}/create`, (page) =>
      page.locator('input[name=title]'),
    );
    await draft.locator('input[name=title]').fill(title);
    await draft.locator('[role=combobox][name=kind]').click();
    await draft.getByRole('option', { name: '公示公告' }).click();
    await draft.locator('input[name=issuedOn]').fill('2017/12/20');
    await draft.locator('input[name=issuedOn]').blur();
    await draft.locator('textarea[name=summary]').fill('各类信息均可在区政务公开网和查询点查询。');
    await draft.locator('.CodeMirror').click();
    await draft.keyboard.insertText('一、公开内容。\n\n二、查询方式。');
    await draft.getByRole('button', { name: '保存', exact: true }).click();
    await draft.waitForURL((address) => !address.pathname.endsWith('/create'));

    // Another person publishes it, and approves it for the channels thereby.
    const form = await open('office', new URL(draft.url()).pathname, (page) =>
      page.getByRole('button', { name: '发布', exact: true, disabled: false }),
    );
    await form.getByRole('button', { name: '发布', exact: true }).click();

    const panel = form.locator('aside', { hasText: '发布回执' });
    await panel.getByText('已发布', { exact: true }).nth(1).waitFor();
    const receipts = await panel.innerText();
    expect(receipts).toContain('区政府微博');
    expect(receipts).toContain('区政府公众号');
    await expectChinese(form);
    await snap(form, 'panel-08-receipts');

    const answer = await fetch(
      `${url}/api/notices?filters[title][$eq]=${encodeURIComponent(title)}`,
    );
    const { data } = (await answer.json()) as { data: { slug: string }[] };
    expect(data).toHaveLength(1);
    const address = `${url}/notices/${data[0]?.slug}`;
    const posts = weibo.state.posts.filter(({ text }) => text.includes(address));
    expect(posts).toHaveLength(1);
    expect(wechat.publishedBySource()[address]).toBe(1);

    const page = await open('office', '/admin/plugins/cross-post', rows);
    const posted = rows(page).filter({ hasText: title });
    expect(await posted.count()).toBe(2);
    expect((await posted.allInnerTexts()).every((text) => text.includes('已发布'))).toBe(true);
    await expectChinese(page);
    await snap(page, 'panel-09-deliveries');
    const source = await page.content();
    for (const secret of [WECHAT_ACCOUNT.appSecret, WEIBO_ACCOUNT.accessToken]) {
      expect(source).not.toContain(secret);
    }
  });

  it('should keep long titles out of the other columns', async () => {
    const page = await open('office', '/admin/plugins/cross-post', rows);
    await page.setViewportSize({ width: 900, height: 900 });
    const overlaps = await rows(page).evaluateAll(
      (found) =>
        found.filter((row) => {
          const link = row.querySelector('td:nth-child(2) a')?.getBoundingClientRect();
          const state = row.querySelector('td:nth-child(3)')?.getBoundingClientRect();
          return !link || !state || link.right > state.left;
        }).length,
    );
    expect(overlaps).toBe(0);
    await snap(page, 'panel-10-deliveries-narrow');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('should show the figures of 2017 and where a number comes from', async () => {
    const page = await open(
      'office',
      '/admin/plugins/publication-rate?year=2017&tab=figures',
      rows,
    );
    const rate = rows(page).filter({
      has: page.getByRole('link', { name: '专项资金公开率', exact: true }),
    });
    expect(await rate.innerText()).toContain('100.00 %');
    expect(await page.locator('input[name=asOf]').inputValue()).toMatch(/^\d{4}\/\d{2}\/\d{2}$/);
    await expectChinese(page);
    await snap(page, 'panel-11-figures');

    await page.getByRole('link', { name: '事业单位实名制落实率', exact: true }).click();
    await heading('事业单位实名制落实率')(page).waitFor();
    await page.getByText('这个数字怎么来的').waitFor();
    await rows(page).first().waitFor();
    expect(await page.locator('main').innerText()).toContain('86.90 %');
    const states = await cellsOf(page, '状态');
    expect(states).toHaveLength(20);
    expect(new Set(states)).toEqual(new Set(['缺少']));
    expect(await page.locator('main').innerText()).toContain('共 8,776 行');
    await expectChinese(page);
    await snap(page, 'panel-12-figure');

    // 1,149 rows are missing: page 58 holds the last nine of them, and then the others.
    await page.goto(`${page.url()}&page=58`);
    await rows(page).first().waitFor();
    expect((await cellsOf(page, '状态')).slice(8, 10)).toEqual(['缺少', '已计入']);
  });

  it('should show the figures as they stood at the end of a chosen day', async () => {
    const page = await open(
      'office',
      '/admin/plugins/publication-rate?year=2017&tab=figures',
      rows,
    );
    await page.locator('input[name=asOf]').fill('2017/01/01');
    await page.locator('input[name=asOf]').blur();
    await page.waitForURL((address) => address.searchParams.get('asOf') === '2017-01-01');
    await rows(page)
      .filter({ has: page.getByRole('link', { name: '专项资金公开率', exact: true }) })
      .filter({ hasNotText: '100.00 %' })
      .waitFor();
    expect(await page.locator('input[name=asOf]').inputValue()).toBe('2017/01/01');
    await page.getByRole('button', { name: '今天' }).click();
    await page.waitForURL((address) => !address.searchParams.has('asOf'));
  });

  it('should say so where a year has nothing', async () => {
    const page = await open(
      'office',
      '/admin/plugins/publication-rate?year=2012&tab=figures',
      rows,
    );
    const text = await page.locator('main').innerText();
    expect(text).toContain('没有应计入的项目');
    expect(text).not.toMatch(/NaN|undefined|null/);
    await expectChinese(page);
    await snap(page, 'panel-13-empty-year');
  });

  it('should have run without an error in the browser', () => {
    expect(serious).toEqual([]);
  });
});
