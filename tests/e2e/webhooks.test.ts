import type { Browser, Page } from 'playwright-core';

import { startReceiver, verify, type Receiver } from '../api/support/webhook-receiver';
import { createDatabase, databaseUrl, dropDatabase, EMPTY_TEMPLATE } from '../support/databases';
import { browserSuite, openBrowser, openPage, signIn, snap } from './support/browser';
import { englishOn } from './support/panel-text';
import { createTeam, requestAs, type Team } from './support/panel-users';
import { startServer, type ServerProcess } from './support/process';

const DATABASE = 'webhooks_panel';
const NOTICES = '/content-manager/collection-types/api::notice.notice';

browserSuite('webhooks in the panel', () => {
  let server: ServerProcess;
  let browser: Browser;
  let page: Page;
  let team: Team;
  let receiver: Receiver;

  beforeAll(async () => {
    await createDatabase(DATABASE, EMPTY_TEMPLATE);
    receiver = await startReceiver();
    // Not production: the receiver is on this machine.
    server = await startServer({
      NODE_ENV: 'test',
      DATABASE_URL: databaseUrl(DATABASE),
      DATA_DIR: `${process.env['TEST_DATA_DIR']}/webhooks`,
    });
    team = await createTeam(server.url);
    browser = await openBrowser();
    page = await openPage(browser);
    page.setDefaultTimeout(20_000);
    await signIn(page, server.url, team.office.email, team.office.password);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await server?.end();
    await receiver?.close();
    await dropDatabase(DATABASE);
  });

  const publish = async (title: string): Promise<void> => {
    const created = await requestAs(team.office, server.url, NOTICES, {
      title,
      kind: 'news',
      issuedOn: '2017-05-02',
      body: '正文',
    });
    const { documentId } = (created.body as { data: { documentId: string } }).data;
    const published = await requestAs(
      team.office,
      server.url,
      `${NOTICES}/${documentId}/actions/publish`,
      {},
    );
    expect({ created: created.status, published: published.status }).toEqual({
      created: 201,
      published: 200,
    });
  };
  const dialog = () => page.getByRole('dialog');
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const closeDialog = async (): Promise<void> => {
    await dialog().getByRole('button', { name: '关闭', exact: true }).last().click();
    await dialog().waitFor({ state: 'hidden' });
  };
  let secret = '';

  it('should begin empty, and be reached from the menu', async () => {
    await page.getByRole('link', { name: '变更推送' }).click();
    await page.getByText('还没有订阅').waitFor();
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'webhooks-empty');
  });

  it('should refuse an address inside, in words', async () => {
    await button('新建订阅').click();
    await page.getByLabel('名称').fill('市政府门户网站');
    await page.getByLabel('接收地址').fill('https://10.0.0.5/hook');
    await button('保存').click();
    await page.getByText('不能使用内网或本机地址').first().waitFor();
    await snap(page, 'webhooks-refused');
  });

  it('should register a subscriber and show the secret this once', async () => {
    await page.getByLabel('接收地址').fill(receiver.url);
    await page.getByRole('radio', { name: '只推送选中的内容' }).click();
    await page.getByRole('checkbox', { name: '公开信息' }).click();
    await snap(page, 'webhooks-form');
    await button('保存').click();
    await page.getByRole('heading', { name: '签名密钥' }).waitFor();
    secret = await page.getByLabel('密钥', { exact: true }).inputValue();
    expect(secret).toMatch(/^whsec_/);
    await snap(page, 'webhooks-secret');
    await closeDialog();
    await page.getByText('市政府门户网站', { exact: true }).waitFor();
    await page.getByText('尚未推送').waitFor();
    expect(await page.content()).not.toContain(secret);
  });

  it('should tell the log of what was sent, by result, and send again', async () => {
    receiver.plan({ status: 500, answer: '暂时不可用' });
    await publish('推送测试公告');
    await receiver.has(2, 60_000);
    expect(receiver.received.map((one) => verify(secret, one))).toEqual([null, null]);
    await button('查看“市政府门户网站”的推送记录').click();
    await dialog().getByText('成功').waitFor();
    await dialog().getByText('对方回答 500').waitFor();
    await dialog().getByText('暂时不可用').waitFor();
    expect(await englishOn(page)).toEqual([]);
    await snap(page, 'webhooks-log');
    await dialog().getByRole('combobox', { name: '结果' }).click();
    await page.getByRole('option', { name: '全部失败' }).click();
    await dialog().getByText('成功').waitFor({ state: 'hidden' });
    await dialog().getByRole('button', { name: /^重发/ }).first().click();
    await page.getByText('对方已收到').waitFor();
    await receiver.has(3);
    expect(new Set(receiver.ids()).size).toBe(1);
    await closeDialog();
  });

  it('should say why it has stopped, and take it up again', async () => {
    receiver.answer({ status: 410 });
    await publish('对方已不再接收');
    await page.getByText('已停止', { exact: true }).waitFor({ timeout: 30_000 });
    await page.getByText('对方回答 410').waitFor();
    await snap(page, 'webhooks-paused');
    receiver.answer({});
    const before = receiver.received.length;
    await button('恢复推送').click();
    await receiver.has(before + 1, 60_000);
    await page.getByText('正常', { exact: true }).waitFor({ timeout: 30_000 });
  });

  it('should be removed only when asked twice', async () => {
    await button('删除“市政府门户网站”').click();
    await page.getByRole('alertdialog').getByText('推送记录一并删除').waitFor();
    await snap(page, 'webhooks-remove');
    await page.getByRole('alertdialog').getByRole('button', { name: '删除' }).click();
    await page.getByText('还没有订阅').waitFor();
  });

  it('should be closed to those who only write', async () => {
    const other = await openPage(browser);
    await signIn(other, server.url, team.editor.email, team.editor.password);
    expect(await other.getByRole('link', { name: '变更推送' }).count()).toBe(0);
    await other.goto(`${server.url}/admin/plugins/public-api`);
    await other.getByText('没有权限').first().waitFor();
    await other.close();
  });
});
