import fs from 'node:fs';
import path from 'node:path';

import { Client } from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';

import { createDatabase, databaseUrl, dropDatabase, templateOf } from '../support/databases';
import { browserSuite, openBrowser, openPage, signIn, snap } from './support/browser';
import { englishOn } from './support/panel-text';
import { createTeam, requestAs, type Team } from './support/panel-users';
import { freePort, startServer, type ServerProcess } from './support/process';

const DATABASE = 'publication_rate_panel';
const PAGE = '/admin/plugins/publication-rate';
const BUDGET_RATE = 'budget.rate';
/** Its budget is a draft only; see tests/data/gaps. */
const WITHOUT_BUDGET = '卫生和计划生育委员会';
const PATIENCE_MS = 20_000;

browserSuite('the pages of publication-rate with planted gaps', () => {
  let server: ServerProcess;
  let url: string;
  let browser: Browser;
  let team: Team;
  const serious: string[] = [];
  const pages = new Map<keyof Team, Promise<Page>>();

  beforeAll(async () => {
    await createDatabase(DATABASE, await templateOf('gaps'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = await startServer({
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
    await dropDatabase(DATABASE);
  });

  const enter = async (member: keyof Team): Promise<Page> => {
    const page = await openPage(browser);
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', ({ message }) => serious.push(message));
    await signIn(page, url, team[member].email, team[member].password);
    return page;
  };
  const open = async (
    member: keyof Team,
    address: string,
    proof: (page: Page) => Locator,
  ): Promise<Page> => {
    const known = pages.get(member) ?? enter(member);
    pages.set(member, known);
    const page = await known;
    await page.goto(`${url}${address}`);
    await proof(page).first().waitFor();
    return page;
  };
  const grid = (page: Page) => page.getByRole('grid');
  const cells = (page: Page) => grid(page).locator('td button');
  const rows = (page: Page) => page.locator('tbody tr');
  const heading = (name: string) => (page: Page) =>
    page.getByRole('heading', { name, exact: true });
  const focusedAt = (page: Page): Promise<string | null> =>
    page
      .locator('body')
      .evaluate((body) => body.ownerDocument.activeElement?.getAttribute('data-at') ?? null);

  it('should reach a missing item by keyboard alone, and its form', async () => {
    const page = await open('office', `${PAGE}?year=2017&gaps=1`, cells);
    const cell = grid(page).getByRole('button', {
      name: new RegExp(`${WITHOUT_BUDGET}，部门预算公开率，有缺项`),
    });
    const goal = await cell.getAttribute('data-at');
    const [row = 0, column = 0] = (goal ?? '').split(':').map(Number);

    // One stop for the Tab key: the active place; from there the arrows.
    expect(await grid(page).locator('[data-at][tabindex="0"]').count()).toBe(1);
    await grid(page).locator('[data-at][tabindex="0"]').focus();
    expect(await focusedAt(page)).toBe('1:0');
    for (let at = 1; at < row; at += 1) await page.keyboard.press('ArrowDown');
    expect(await focusedAt(page)).toBe(`${row}:0`);
    for (let step = 0; step < column && (await focusedAt(page)) !== goal; step += 1) {
      await page.keyboard.press('ArrowRight');
    }
    expect(await focusedAt(page)).toBe(goal);
    await page.keyboard.press('Enter');

    const dialog = page.getByRole('dialog');
    await dialog.getByText('缺少', { exact: true }).first().waitFor();
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-01-cell');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    // The dialog gives the focus back once it is gone.
    await grid(page).locator(`[data-at="${goal}"]:focus`).waitFor();

    await page.keyboard.press('Enter');
    await dialog.getByRole('link', { name: /^打开/ }).first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((address) =>
      address.pathname.includes('/collection-types/api::budget.department-budget/'),
    );
    await page.locator('main h1').waitFor();
  });

  it('should tell in words how each cell stands, and leave classified organs out', async () => {
    const page = await open('office', `${PAGE}?year=2017`, cells);
    const labels = await cells(page).evaluateAll((found) =>
      found.map((cell) => [cell.getAttribute('data-standing'), cell.getAttribute('aria-label')]),
    );
    const words = {
      good: '已齐全',
      warning: '需留意',
      failing: '有缺项',
      excluded: '不计入',
      none: '无应公开事项',
    };
    expect(labels.length).toBeGreaterThan(10);
    for (const [standing, label] of labels) {
      expect(label).toContain(words[standing as keyof typeof words]);
    }
    expect(await page.locator('main').innerText()).not.toContain('涉密测试单位');
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-02-overview');
  });

  it('should keep year, day, organization and tab in the address', async () => {
    const page = await open('office', `${PAGE}?year=2017`, cells);
    await page.getByRole('tab', { name: '全部指标' }).click();
    await page.waitForURL((address) => address.searchParams.get('tab') === 'figures');
    await page.locator('input[name=asOf]').fill('2017/06/30');
    await page.locator('input[name=asOf]').blur();
    await page.waitForURL((address) => address.searchParams.get('asOf') === '2017-06-30');
    await page.getByRole('combobox', { name: '机构' }).click();
    await page.getByRole('option', { name: new RegExp(WITHOUT_BUDGET) }).click();
    await page.waitForURL((address) => address.searchParams.has('organization'));
    const link = page.getByRole('link', { name: '部门预算公开率', exact: true });
    await link.waitFor();

    await page.reload();
    await link.waitFor();
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('全部指标');
    expect(await page.locator('input[name=asOf]').inputValue()).toBe('2017/06/30');
    expect(await page.getByRole('combobox', { name: '机构' }).inputValue()).toContain(
      WITHOUT_BUDGET,
    );
    await link.click();
    await heading('部门预算公开率')(page).waitFor();
    const { searchParams } = new URL(page.url());
    expect(searchParams.get('asOf')).toBe('2017-06-30');
    expect(searchParams.has('organization')).toBe(true);
  });

  it('should explain a number and hand out its rows as CSV', async () => {
    const page = await open('office', `${PAGE}/figures/${BUDGET_RATE}?year=2017`, rows);
    const text = await page.locator('main').innerText();
    for (const part of ['定义', '依据', '统计期间', '应计入', '已计入', '不计入']) {
      expect(text).toContain(part);
    }
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-03-figure');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载 CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^部门预算公开率-2017-截至\d{4}-\d\d-\d\d\.csv$/);
    const file = fs.readFileSync(await download.path(), 'utf8');
    const shown = await rows(page).locator('td:first-child').allInnerTexts();
    expect(shown.length).toBeGreaterThan(0);
    for (const label of shown) expect(file).toContain(label.trim());
    expect(file.trim().split('\n').length).toBeGreaterThan(shown.length);
  });

  it('should tell what came late from what is still to be done', async () => {
    const page = await open(
      'office',
      `${PAGE}/figures/request.timely-rate?year=2017&asOf=2017-12-31`,
      rows,
    );
    await page.getByText('逾期 2', { exact: true }).waitFor();
    const late = rows(page).filter({ hasText: '逾期完成，期限为2017-05-27' });
    expect(await late.getByText('逾期完成', { exact: true }).count()).toBe(1);
    expect(await late.getByRole('link', { name: /^打开/ }).innerText()).toBe('打开');
    const overdue = rows(page).filter({ hasText: '逾期未完成，期限为2017-11-27' });
    expect(await overdue.getByText('逾期未完成', { exact: true }).count()).toBe(1);
    expect(await overdue.getByRole('link', { name: /^打开/ }).innerText()).toBe('去处理');
    expect(await page.locator('main').innerText()).not.toContain('缺少');
    await page.getByRole('combobox', { name: '状态' }).click();
    await page.getByRole('option', { name: '逾期', exact: true }).click();
    await page.waitForURL((address) => address.searchParams.get('state') === 'missing');
    await page.getByText('共 2 行').waitFor();
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-03-timely');
    await page.getByRole('link', { name: '完成率：已完成的比例' }).click();
    await heading('答复率')(page).waitFor();
  });

  it('should say plainly that a file did not come', async () => {
    const page = await open('office', `${PAGE}/figures/${BUDGET_RATE}?year=2017`, rows);
    await page.route('**/figures/*/export*', (route) => route.abort());
    await page.getByRole('button', { name: '下载 Excel' }).click();
    await page.getByText('连接不上服务器，请检查网络后再试。').waitFor();
    await page.unroute('**/figures/*/export*');
  });

  it('should show the difference of a fund, signed, and lead to its node', async () => {
    const page = await open('office', `${PAGE}?year=2017&tab=funds&gaps=1`, (one) =>
      one.getByRole('button', { name: /^查看“/ }),
    );
    const text = await page.locator('main').innerText();
    expect(text).toMatch(/[+−]0\.01 元/);
    await snap(page, 'rate-04-funds');
    await page
      .getByRole('button', { name: /^查看“/ })
      .first()
      .click();
    await page.waitForURL((address) => address.searchParams.get('node') === '2017-02-01-001');
    await page.locator('table[aria-label$="的拨付层级"] tbody tr').first().waitFor();
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-05-node');
  });

  it('should show the payments that name no allocation, below the fund that they hang in', async () => {
    const database = new Client({ connectionString: databaseUrl(DATABASE) });
    await database.connect();
    try {
      await database.query(
        `insert into fund_beneficiaries (document_id, fund_code, allocation_code, public_name, street,
           community, amount, period, persons, households, created_at, updated_at, published_at)
         select 'without-node-' || place, '2017-01', null, '游*', '永清街道', '古德社区', 100.25 * place,
           '2017-06', 1, 1, now(), now(), now()
         from generate_series(1, 25) place`,
      );
      const page = await open('office', `${PAGE}?year=2017&tab=funds&gaps=1`, (one) =>
        one.getByRole('button', { name: '查看这些明细' }),
      );
      await page.getByText('到人到户明细没有填写拨付编号，涉及 25 行 32581.25 元').waitFor();
      await page.getByRole('button', { name: '查看这些明细' }).click();
      const payments = rows(page).filter({ hasText: '游*' });
      await payments.first().waitFor();
      expect(await payments.count()).toBe(20);
      expect(await payments.first().innerText()).toMatch(
        /游\*\s+永清街道 古德社区\s+2017-06\s+100\.25/,
      );
      expect(await englishOn(page)).toEqual([]);
      await snap(page, 'rate-05-without-node');

      // All of them come as a file, not the page alone.
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '下载 CSV' }).click(),
      ]);
      const file = fs.readFileSync(await download.path(), 'utf8');
      expect(file.split('\n').filter((line) => line.includes('游*'))).toHaveLength(25);
      expect(file).toContain('（未填写）');

      await page.getByRole('button', { name: '下一页' }).click();
      await page.waitForURL((address) => address.searchParams.get('page') === '2');
      await page.reload();
      await page.getByText('第 2 / 2 页').waitFor();
      expect(await payments.count()).toBe(5);
      await page.getByRole('button', { name: '收起明细' }).click();
      await payments.first().waitFor({ state: 'detached' });
    } finally {
      await database.query(
        `delete from fund_beneficiaries where document_id like 'without-node-%'`,
      );
      await database.end();
    }
  });

  it('should keep in the address which nodes and whose payments are open', async () => {
    const page = await open('office', `${PAGE}?year=2017&tab=funds&gaps=1`, (one) =>
      one.getByRole('button', { name: '查看拨付层级' }),
    );
    await page.getByRole('button', { name: '查看拨付层级' }).first().click();
    await page.getByRole('button', { name: /^展开/ }).first().click();
    await page.waitForURL((address) => address.searchParams.has('open'));
    const nodes = page.getByRole('table', { name: /的拨付层级$/ });
    const opened = nodes.getByRole('button', { name: /^收起/ });
    await opened.waitFor();
    // The node and what is below it.
    const below = nodes.locator('tbody th').nth(1);
    await below.waitFor();
    await page.reload();
    await opened.waitFor();
    await below.waitFor();

    await page.getByRole('checkbox', { name: '只看有差额的节点' }).click();
    await page.waitForURL((address) => address.searchParams.get('nodes') === 'different');
    const amounts = nodes.getByRole('button', { name: /到人到户 .* 元，查看明细$/ });
    await amounts.first().click();
    const search = page.locator('input[name=payments]');
    await search.fill('不存在的地点');
    await search.press('Enter');
    await page.getByText('没有符合条件的明细。').waitFor();
    await page.reload();
    await page.getByText('没有符合条件的明细。').waitFor();
    await page.getByText('文件包含这里的全部明细，不受搜索限制。').waitFor();
    expect(await search.inputValue()).toBe('不存在的地点');
    expect(await page.getByRole('checkbox', { name: '只看有差额的节点' }).isChecked()).toBe(true);
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-05-payments');
    await page.getByRole('tab', { name: '疑点' }).click();
    await page.waitForURL((address) => address.searchParams.get('tab') === 'findings');
    const { searchParams } = new URL(page.url());
    for (const name of ['fund', 'nodes', 'open', 'payments', 'q']) {
      expect([name, searchParams.get(name)]).toEqual([name, null]);
    }
  });

  it('should show the lights of the check, also of one organization', async () => {
    const page = await open('office', `${PAGE}?tab=inspection`, heading('政策解读栏目更新'));
    const offenders = page.locator('main td');
    await offenders.filter({ hasText: WITHOUT_BUDGET }).first().waitFor();
    await page.getByText('暂无结果').first().waitFor();
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-12-inspection');

    await page.getByRole('combobox', { name: '机构' }).click();
    await page.getByRole('option', { name: '武汉市江岸区民政局' }).click();
    await page.waitForURL((address) => address.searchParams.has('organization'));
    await offenders.filter({ hasText: WITHOUT_BUDGET }).first().waitFor({ state: 'detached' });
    await heading('政策解读栏目更新')(page).waitFor();
    await snap(page, 'rate-12-inspection-own');
    await page.reload();
    await heading('政策解读栏目更新')(page).waitFor();
    expect(await offenders.filter({ hasText: WITHOUT_BUDGET }).count()).toBe(0);
  });

  it('should list the findings, and say where there are none', async () => {
    const page = await open('office', `${PAGE}?year=2017&tab=findings`, rows);
    expect(await rows(page).count()).toBe(3);
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-13-findings');

    await page.getByRole('combobox', { name: '疑点类别' }).click();
    await page.getByRole('option', { name: '编制数与在册人数完全相同（3）' }).click();
    await page.waitForURL((address) => address.searchParams.has('kind'));
    await page.getByText(/依据：/).waitFor();
    expect(await rows(page).count()).toBe(3);

    const search = page.locator('input[name=q]');
    await search.fill('没有这样的疑点');
    await search.press('Enter');
    await page.getByText('没有符合条件的疑点，请更换类别或搜索词。').waitFor();
    await snap(page, 'rate-13-findings-filtered');

    await page.goto(`${url}${PAGE}?year=2017&tab=findings`);
    await page.getByRole('combobox', { name: '机构' }).click();
    await page.getByRole('option', { name: '武汉市江岸区民政局' }).click();
    await page.getByText('没有发现疑点。').waitFor();
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-13-no-findings');
  });

  it('should freeze a year and tell later what changed, down to the row', async () => {
    const page = await open('office', `${PAGE}?year=2017&tab=snapshots`, heading('快照'));
    await page.getByRole('button', { name: '固定年度数字' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '固定', exact: true }).click();
    await dialog.getByText('请写明固定的原因（至少两个字）').waitFor();
    await dialog.getByRole('textbox', { name: /原因/ }).fill('2017 年度报告定稿');
    await dialog.getByRole('button', { name: '固定', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await rows(page).filter({ hasText: '2017 年度报告定稿' }).waitFor();
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-06-snapshots');

    const drafts = (await requestAs(
      team.office,
      url,
      '/content-manager/collection-types/api::budget.department-budget?page=1&pageSize=100',
    )) as { body: { results: { documentId: string; status?: string }[] } };
    const draft = drafts.body.results.find(({ status }) => status === 'draft');
    const published = await requestAs(
      team.office,
      url,
      `/content-manager/collection-types/api::budget.department-budget/${draft?.documentId}/actions/publish`,
      {},
    );
    expect(published.status).toBe(200);

    await page.getByRole('button', { name: /的快照的对比和明细$/ }).click();
    const changed = rows(page).filter({ hasText: '部门预算公开率' });
    await changed.first().waitFor();
    await changed.first().getByRole('button', { name: /^新增/ }).click();
    await page.getByText('状态：缺少 → 已计入').first().waitFor();
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-07-comparison');

    await page.getByRole('button', { name: '“部门预算公开率”的快照明细' }).click();
    await page.getByText('未公开').first().waitFor();
    await page.getByRole('combobox', { name: '对比对象' }).click();
    await page.getByRole('option', { name: '现有记录' }).waitFor();
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-07-frozen-rows');
    await page.keyboard.press('Escape');
    expect(new URL(page.url()).searchParams.get('rows')).toBe('all');
  });

  it('should let those who may set a limit, and record who did', async () => {
    const page = await open('office', `${PAGE}?tab=settings`, heading('检查期限'));
    const field = page.locator('input[name="column.news.fail"]');
    await field.fill('7');
    await page.getByText('提醒期限应小于不合格期限').waitFor();
    await field.fill('21');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText(/公开办 把“.*”改为 21/).waitFor();
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-08-settings');
  });

  it('should print without menu, filters and buttons', async () => {
    const page = await open('office', `${PAGE}?year=2017`, cells);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav').first().isVisible()).toBe(false);
    expect(await page.getByRole('tablist').isVisible()).toBe(false);
    expect(await page.locator('input[name=asOf]').isVisible()).toBe(false);
    expect(await page.getByText(/^2017 年度 · 截至/).isVisible()).toBe(true);
    expect(await grid(page).isVisible()).toBe(true);
    const overflow = await page
      .locator('main, [data-scroller]')
      .evaluateAll((found) =>
        found.map(
          (element) => element.ownerDocument.defaultView.getComputedStyle(element).overflowY,
        ),
      );
    expect(new Set(overflow)).toEqual(new Set(['visible']));
    await page.emulateMedia({ media: 'screen' });
  });

  it('should show on the start page what to do, how the year stands and what fails', async () => {
    const page = await open('office', '/admin', heading('检查指标提醒'));
    await heading('我的待办：逾期、将到期和缺少')(page).waitFor();
    await page
      .getByText(/^逾期 [\d,]+ 项，三个工作日内到期 [\d,]+ 项，未定期限而缺少 [\d,]+ 项$/)
      .waitFor();
    await page.getByRole('link', { name: '部门预算公开率', exact: true }).waitFor();
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-09-home');
  });

  it('should tell somebody without an organization of his own what to do', async () => {
    const page = await open('editor', PAGE, (one) => one.getByText(/设为本单位的责任编辑/));
    expect(await page.getByRole('tab', { name: '设置' }).count()).toBe(0);
    await page.getByRole('tab', { name: '快照' }).click();
    await page.getByRole('tab', { name: '快照', selected: true }).waitFor();
    expect(await page.getByRole('button', { name: '固定年度数字' }).count()).toBe(0);
    await snap(page, 'rate-10-no-right');
  });

  it('should show an editor his own organization, once he has one', async () => {
    const office = await open('office', `${PAGE}?tab=settings`, heading('责任编辑'));
    await office.getByRole('button', { name: '修改录入员的责任单位' }).click();
    const dialog = office.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '责任单位' }).click();
    await office.getByRole('option', { name: new RegExp(WITHOUT_BUDGET) }).click();
    await office.keyboard.press('Escape');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await rows(office).filter({ hasText: '录入员' }).filter({ hasText: WITHOUT_BUDGET }).waitFor();

    const page = await open('editor', `${PAGE}?year=2017`, cells);
    await page.getByText(new RegExp(`您看到的是本单位的数字：.*${WITHOUT_BUDGET}`)).waitFor();
    const names = await grid(page).locator('tbody th').allInnerTexts();
    expect(names).toHaveLength(1);
    expect(names[0]).toContain(WITHOUT_BUDGET);
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'rate-11-own');
  });

  it('should have run without an error in the browser', () => {
    expect(serious).toEqual([]);
  });
});
