import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';

import type {
  AttemptPage,
  WebhookAttempt,
  WebhookSummary,
  WebhookWithSecret,
} from '../../src/plugins/public-api/shared/contracts/webhooks';
import { createDatabase, databaseUrl, dropDatabase, templateOf } from '../support/databases';
import { administratorWithoutRights } from './support/administrators';
import { startApp, type App } from './support/app';
import { startReceiver, verify, type Receiver } from './support/webhook-receiver';

const NOTICE = 'api::notice.notice';
const POINT = 'api::query-point.query-point';
const ORGANIZATION = 'api::organization.organization';

const SETTINGS = {
  allowsLoopback: true,
  timeoutMs: 600,
  leaseSeconds: 10,
  sweepSeconds: 60,
  retrySeconds: [0.2, 0.4, 0.8],
  pauseDays: 5,
};

const ROUTES = [
  ['get', '/webhooks'],
  ['post', '/webhooks'],
  ['get', '/webhooks/:id'],
  ['put', '/webhooks/:id'],
  ['delete', '/webhooks/:id'],
  ['post', '/webhooks/:id/secret'],
  ['post', '/webhooks/:id/resume'],
  ['get', '/webhooks/:id/attempts'],
  ['post', '/webhooks/:id/attempts/:id/resend'],
] as const;

describe('webhooks', () => {
  let app: App;
  let token: string;
  let receiver: Receiver;
  const secrets: string[] = [];
  const written: string[] = [];

  const set = (changes: Partial<typeof SETTINGS> = {}): void => {
    app.strapi.config.set('plugin::public-api.webhooks', { ...SETTINGS, ...changes });
  };
  const call = (method: 'get' | 'post' | 'put' | 'delete', address: string, body?: object) => {
    const request = app.agent[method](`/public-api${address}`).set(
      'Authorization',
      `Bearer ${token}`,
    );
    return body ? request.send(body) : request;
  };
  const register = async (
    input: { name?: string; url?: string; types?: string[] | null; isActive?: boolean } = {},
  ): Promise<WebhookWithSecret> => {
    const response = await call('post', '/webhooks', {
      name: '镜像站',
      url: receiver.url,
      types: null,
      isActive: true,
      ...input,
    });
    expect({ status: response.status, error: response.body.error }).toEqual({ status: 201 });
    const created = response.body.data as WebhookWithSecret;
    secrets.push(created.secret);
    return created;
  };
  const find = async (id: string): Promise<WebhookSummary> =>
    (await call('get', `/webhooks/${id}`)).body.data as WebhookSummary;
  const log = async (id: string, query = ''): Promise<readonly WebhookAttempt[]> =>
    ((await call('get', `/webhooks/${id}/attempts${query}`)).body as AttemptPage).results;
  const eventually = async <T>(
    read: () => Promise<T>,
    isRight: (value: T) => boolean,
    timeoutMs = 20_000,
  ): Promise<T> => {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const value = await read();
      if (isRight(value)) return value;
      if (Date.now() > deadline) throw new Error(`never: ${JSON.stringify(value)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const documents = (uid: string) => app.strapi.documents(uid as typeof NOTICE);
  const issue = async (title: string): Promise<string> => {
    const { documentId } = await documents(NOTICE).create({
      data: { title, kind: 'news', issuedOn: '2017-05-02', body: '正文' } as never,
    });
    await documents(NOTICE).publish({ documentId });
    return documentId;
  };
  const bodies = () =>
    receiver.received.map(
      ({ body }) =>
        JSON.parse(body) as {
          type: string;
          timestamp: string;
          data: { documentId: string; kind: string; document: { title?: string } | null };
        },
    );
  const titles = () => bodies().map(({ data }) => data.document?.title);

  beforeAll(async () => {
    const write = process.stdout.write.bind(process.stdout);
    jest.spyOn(process.stdout, 'write').mockImplementation((...args: unknown[]) => {
      written.push(String(args[0]));
      return write(...(args as Parameters<typeof write>));
    });
    app = await startApp({ dataSet: 'gaps', env: { PUBLIC_URL: 'https://open.example' } });
    token = await app.adminToken();
  });
  beforeEach(async () => {
    set();
    receiver = await startReceiver();
  });
  afterEach(async () => {
    const { body } = await call('get', '/webhooks');
    for (const { id } of body.data as WebhookSummary[]) await call('delete', `/webhooks/${id}`);
    await receiver.close();
  });
  afterAll(async () => {
    await app.stop();
    // What the application has said while all this happened.
    for (const secret of secrets) expect(written.join('')).not.toContain(secret.slice(6));
    jest.restoreAllMocks();
  });

  describe('rights', () => {
    it.each(ROUTES)('should be asked for: %s %s', async (method, route) => {
      const { webhook } = await register();
      const address = `/public-api${route.replaceAll(':id', webhook.id)}`;
      expect((await app.agent[method](address)).status).toBe(401);
      const other =
        (app as App & { outsider?: string }).outsider ?? (await administratorWithoutRights(app));
      Object.assign(app, { outsider: other });
      const refused = await app.agent[method](address).set('Authorization', `Bearer ${other}`);
      expect(refused.status).toBe(403);
      expect(await find(webhook.id)).toEqual(webhook);
    });

    it('should belong to the disclosure office', async () => {
      const permissions = (await app.strapi.db.query('admin::permission').findMany({
        where: { action: 'plugin::public-api.webhooks' },
        populate: ['role'],
      })) as { role: { code: string } }[];
      expect(permissions.map(({ role }) => role.code).sort()).toEqual([
        'gongkai-office',
        'strapi-super-admin',
      ]);
    });
  });

  describe('registration', () => {
    it('should show the secret once and keep it encrypted', async () => {
      const { webhook, secret } = await register();
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      for (const address of ['/webhooks', `/webhooks/${webhook.id}`]) {
        expect((await call('get', address)).text).not.toContain(secret.slice(6, 30));
      }
      const { rows } = await app.strapi.db.connection.raw<{ rows: object[] }>(
        'select * from public_api_webhooks',
      );
      expect(JSON.stringify(rows)).not.toContain(secret.slice(6, 30));
      expect(webhook).toMatchObject({ state: 'active', types: null, reason: null });
    });

    it.each([
      ['http://example.gov.cn/hook', 'https'],
      ['https://10.0.0.5/hook', '内网'],
      ['https://192.168.1.1/', '内网'],
      ['https://169.254.169.254/latest/', '内网'],
      ['https://[::ffff:10.0.0.1]/', '内网'],
      ['https://2886729729/', '内网'],
      ['https://user:pw@example.gov.cn/', '密码'],
      ['file:///etc/passwd', 'https'],
      ['nothing', '完整地址'],
      ['', '请填写地址'],
    ])('should refuse the address %s', async (url, words) => {
      const response = await call('post', '/webhooks', {
        name: '镜像站',
        url,
        types: null,
        isActive: true,
      });
      expect(response.status).toBe(400);
      expect(response.body.error.message).toContain(words);
    });

    it.each([
      [{ name: ' ' }, '请填写名称'],
      [{ types: [] }, '至少选择一种'],
      [{ types: ['users'] }, '内容类型应为'],
      [{ types: ['fund-allocations'] }, '内容类型应为'],
      [{ secret: 'whsec_own' }, '参数不正确'],
      [{ isActive: 'yes' }, '是或否'],
    ])('should refuse %j', async (input, words) => {
      const response = await call('post', '/webhooks', {
        name: '镜像站',
        url: receiver.url,
        types: null,
        isActive: true,
        ...input,
      });
      expect(response.status).toBe(400);
      expect(response.body.error.message).toContain(words);
    });

    it('should answer 404 for what there is not', async () => {
      for (const id of ['x', '00000000-0000-4000-8000-000000000000']) {
        expect((await call('get', `/webhooks/${id}`)).status).toBe(404);
        expect((await call('get', `/webhooks/${id}/attempts`)).status).toBe(404);
        expect((await call('delete', `/webhooks/${id}`)).status).toBe(404);
        expect((await call('post', `/webhooks/${id}/secret`)).status).toBe(404);
      }
    });
  });

  describe('a subscriber', () => {
    it('should be told of what happens from now on, signed, in order', async () => {
      await issue('登记之前的公告');
      const { webhook, secret } = await register();
      const documentId = await issue('登记之后的公告');
      await receiver.has(1);
      await documents(NOTICE).update({ documentId, data: { title: '改过的公告' } as never });
      await documents(NOTICE).publish({ documentId });
      await receiver.has(2);
      await documents(NOTICE).unpublish({ documentId });
      await receiver.has(3);
      expect(receiver.received.map((one) => verify(secret, one))).toEqual([null, null, null]);
      expect(bodies().map(({ type }) => type)).toEqual([
        'notices.publish',
        'notices.change',
        'notices.withdraw',
      ]);
      expect(titles()).toEqual(['登记之后的公告', '改过的公告', undefined]);
      expect(receiver.received[2]?.body).not.toContain('公告');
      expect(new Set(receiver.ids()).size).toBe(3);
      // The very item of the feed.
      const feed = await app.agent.get('/api/changes').query({ since: 0, limit: 100 });
      const last = (feed.body.data as { documentId: string }[]).find(
        (change) => change.documentId === documentId,
      );
      expect(bodies()[2]?.data).toEqual(last);
      // A wrong secret, and a body with one letter changed, must not pass the check itself.
      const [first] = receiver.received;
      if (!first) throw new Error('nothing received');
      expect(verify(`whsec_${'A'.repeat(43)}=`, first)).toBe('the signature is wrong');
      expect(verify(secret, { ...first, body: `${first.body} ` })).toBe('the signature is wrong');
      expect(verify(secret, { ...first, at: first.at + 600_000 })).toBe('too old or too new');
      const attempts = await eventually(
        () => log(webhook.id),
        (all) => all.filter(({ outcome }) => outcome === 'delivered').length === 3,
      );
      expect(attempts.map(({ messageId }) => messageId)).toEqual([...receiver.ids()].reverse());
      expect(attempts[0]).toMatchObject({ attempt: 1, status: 204, kind: 'withdraw', error: null });
      expect((await find(webhook.id)).lastSuccessAt).not.toBeNull();
    });

    it('should be told only of the types it wants', async () => {
      await register({ types: ['query-points'] });
      await issue('与查询点无关');
      await documents(POINT).create({
        data: { name: '新查询点', street: '一元街', address: '一元路1号', isActive: true } as never,
      });
      await receiver.has(1);
      expect(bodies().map(({ type }) => type)).toEqual(['query-points.publish']);
    });

    it('should not be told names of what became classified', async () => {
      const organ = (await app.strapi.db
        .query(ORGANIZATION)
        .findOne({ where: { name: '武汉市江岸区社会救助中心' } })) as { documentId: string };
      await register();
      const classify = (isClassified: boolean) =>
        documents(ORGANIZATION).update({
          documentId: organ.documentId,
          data: { isClassified } as never,
        });
      await classify(true);
      await receiver.has(1);
      expect(bodies()[0]).toMatchObject({
        type: 'organizations.withdraw',
        data: { document: null },
      });
      expect(receiver.received.map(({ body }) => body).join('')).not.toContain('救助');
      await classify(false);
      await receiver.has(2);
    });

    it('should be tried again with the same id, and later changes wait for it', async () => {
      const { webhook, secret } = await register();
      receiver.plan(
        { status: 500, answer: `no: ${'k'.repeat(40)} of ${secret}` },
        { isBroken: true },
      );
      await issue('第一则');
      await issue('第二则');
      await receiver.has(4);
      expect(titles()).toEqual(['第一则', '第一则', '第一则', '第二则']);
      const [one, two, three, four] = receiver.ids();
      expect([two, three]).toEqual([one, one]);
      expect(four).not.toBe(one);
      expect(receiver.received.map((request) => verify(secret, request))).toEqual(
        Array(4).fill(null),
      );
      const attempts = [
        ...(await eventually(
          () => log(webhook.id),
          (all) => all.length === 4 && all.every(({ outcome }) => outcome !== null),
        )),
      ].reverse();
      expect(attempts.map(({ attempt, outcome, status }) => [attempt, outcome, status])).toEqual([
        [1, 'refused', 500],
        [2, 'unreachable', null],
        [3, 'delivered', 204],
        [1, 'delivered', 204],
      ]);
      expect(attempts[0]?.answer).toBe('no: *** of ***');
      expect(attempts[0]?.error).toBe('对方回答 500');
      expect(attempts[0]?.durationMs).toBeGreaterThanOrEqual(0);
      expect((await log(webhook.id, '?outcome=failed')).length).toBe(2);
      expect((await log(webhook.id, '?outcome=delivered&pageSize=1')).length).toBe(1);
      expect(await find(webhook.id)).toMatchObject({ state: 'active', reason: null });
    });

    it('should not be waited for, nor hold up others', async () => {
      const other = await startReceiver();
      try {
        const { webhook } = await register();
        await register({ url: other.url, name: '另一家' });
        receiver.plan({ delayMs: 5_000 });
        const startedAt = Date.now();
        await issue('慢慢来');
        await other.has(1);
        expect(Date.now() - startedAt).toBeLessThan(4_000);
        await receiver.has(2);
        expect(new Set(receiver.ids()).size).toBe(1);
        const attempts = await eventually(
          () => log(webhook.id, '?outcome=failed'),
          (all) => all.length > 0,
        );
        expect(attempts[0]).toMatchObject({
          outcome: 'unreachable',
          status: null,
          error: '对方在 0.6 秒内没有回答',
        });
        expect(attempts[0]?.durationMs).toBeLessThan(3_000);
      } finally {
        await other.close();
      }
    });

    it('should not lead elsewhere', async () => {
      const inside = await startReceiver();
      try {
        const { webhook } = await register();
        receiver.plan({ status: 307, headers: { location: inside.url } });
        await issue('转走');
        await receiver.has(2);
        expect(inside.received).toEqual([]);
        const [first] = await log(webhook.id, '?outcome=refused');
        expect(first).toMatchObject({ status: 307, error: '对方要求转到别的地址（307），未跟随' });
      } finally {
        await inside.close();
      }
    });

    it('should not be called where its address is inside, whenever that is found', async () => {
      const { webhook } = await register({ url: `http://localhost:${receiver.port}/hook` });
      set({ allowsLoopback: false });
      await issue('不应送到本机');
      const [blocked] = await eventually(
        () => log(webhook.id, '?outcome=blocked'),
        (all) => all.length > 0,
      );
      expect(blocked).toMatchObject({ status: null, outcome: 'blocked' });
      expect(receiver.received).toEqual([]);
      expect(await find(webhook.id)).toMatchObject({ state: 'failing' });
    });

    it('should be paused after days of failure, with the reason, and get all it missed', async () => {
      // A second and a bit.
      set({ pauseDays: 0.00001 });
      const { webhook } = await register();
      receiver.answer({ status: 503 });
      await issue('停止前的公告');
      const paused = await eventually(
        () => find(webhook.id),
        ({ state }) => state === 'paused',
      );
      expect(paused.reason).toContain('推送失败，已自动停止。最后一次：对方回答 503');
      const before = receiver.received.length;
      expect(before).toBeGreaterThan(1);
      expect(new Set(receiver.ids()).size).toBe(1);
      await issue('停止期间的公告');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(receiver.received.length).toBe(before);
      receiver.answer({});
      expect((await call('post', `/webhooks/${webhook.id}/resume`)).body.data).toMatchObject({
        state: 'active',
        reason: null,
      });
      await receiver.has(before + 2);
      expect(titles().slice(before)).toEqual(['停止前的公告', '停止期间的公告']);
      expect(receiver.ids()[before]).toBe(receiver.ids()[0]);
    });

    it('should be left alone once it says that it is gone', async () => {
      const { webhook } = await register();
      receiver.answer({ status: 410 });
      await issue('对方已不在');
      const paused = await eventually(
        () => find(webhook.id),
        ({ state }) => state === 'paused',
      );
      expect(paused.reason).toContain('410');
      expect(receiver.received.length).toBe(1);
    });

    it('should be paused and taken up by hand', async () => {
      const { webhook } = await register();
      const input = { name: '镜像站二', url: receiver.url, types: ['notices'], isActive: false };
      expect((await call('put', `/webhooks/${webhook.id}`, input)).body.data).toMatchObject({
        name: '镜像站二',
        types: ['notices'],
        state: 'paused',
      });
      await issue('暂停期间');
      await new Promise((resolve) => setTimeout(resolve, 800));
      expect(receiver.received).toEqual([]);
      await call('put', `/webhooks/${webhook.id}`, { ...input, isActive: true });
      await receiver.has(1);
      expect(titles()).toEqual(['暂停期间']);
    });

    it('should be sent a message again by hand, under the same id', async () => {
      const { webhook, secret } = await register();
      const documentId = await issue('请再发一次');
      await receiver.has(1);
      const [sent] = await eventually(
        () => log(webhook.id),
        (all) => all[0]?.outcome === 'delivered',
      );
      const again = await call('post', `/webhooks/${webhook.id}/attempts/${sent?.id}/resend`);
      expect(again.body.data).toMatchObject({ attempt: null, outcome: 'delivered', status: 204 });
      expect(receiver.ids()).toEqual([sent?.messageId, sent?.messageId]);
      expect(verify(secret, receiver.received[1]!)).toBeNull();
      // What has been withdrawn meanwhile isn't told any more.
      await documents(NOTICE).unpublish({ documentId });
      await receiver.has(3);
      await call('post', `/webhooks/${webhook.id}/attempts/${sent?.id}/resend`);
      expect(bodies()[3]).toMatchObject({ type: 'notices.withdraw', data: { document: null } });
    });

    it('should be told by the new secret as soon as there is one', async () => {
      const { webhook, secret } = await register();
      const renewed = (await call('post', `/webhooks/${webhook.id}/secret`)).body
        .data as WebhookWithSecret;
      secrets.push(renewed.secret);
      expect(renewed.secret).not.toBe(secret);
      await issue('换过密钥');
      await receiver.has(1);
      expect(verify(secret, receiver.received[0]!)).toBe('the signature is wrong');
      expect(verify(renewed.secret, receiver.received[0]!)).toBeNull();
    });

    it('should hear nothing more once it is removed', async () => {
      const { webhook } = await register();
      expect((await call('delete', `/webhooks/${webhook.id}`)).status).toBe(204);
      await issue('没有人听');
      await new Promise((resolve) => setTimeout(resolve, 800));
      expect(receiver.received).toEqual([]);
      expect((await call('get', `/webhooks/${webhook.id}`)).status).toBe(404);
    });

    it('should get everything once and in order while many publish', async () => {
      await register();
      await Promise.all(Array.from({ length: 25 }, (_, index) => issue(`同时的第${index}则`)));
      await receiver.has(25);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(receiver.received.length).toBe(25);
      expect(new Set(titles()).size).toBe(25);
      const positions = receiver.ids().map((id) => Number(id.split('_')[1]));
      expect(positions).toEqual([...positions].sort((one, other) => one - other));
    });

    it('should be found by the sweep where the ledger was written past the application', async () => {
      set({ sweepSeconds: 0.2 });
      await register();
      const runner = app.strapi.plugin('public-api').service('webhook-runner');
      runner.stopSweep();
      runner.startSweep();
      const { documentId } = await documents(POINT).create({
        data: {
          name: '直接登记',
          street: '一元街',
          address: '一元路2号',
          isActive: false,
        } as never,
      });
      await app.strapi.db.connection.raw(
        `update query_points set is_active = true where document_id = ?`,
        [documentId],
      );
      await app.strapi.db.connection.raw(
        `insert into publication_ledger_entries
           (subject_type, subject_document_id, subject_locale, action, actor_name, content)
         values (?, ?, '', 'create', '系统', '{}')`,
        [POINT, documentId],
      );
      await receiver.has(1);
      expect(bodies()[0]).toMatchObject({ type: 'query-points.publish', data: { documentId } });
    });
  });
});

describe('webhooks across kill -9', () => {
  const PROGRAM = path.resolve(__dirname, '../../dist/tests/api/support/webhook-process.js');
  /** The killed process's lease ends, and the sweep finds it. */
  const RECOVERY_MS = 90_000;

  it('should bring the message again under the same id, and then what follows', async () => {
    const receiver = await startReceiver();
    const database = `test_${randomBytes(6).toString('hex')}`;
    await createDatabase(database, await templateOf('empty'));
    let child: ChildProcess | null = null;
    const start = async (): Promise<ChildProcess> => {
      const started = fork(PROGRAM, {
        env: { ...process.env, DATABASE_URL: databaseUrl(database) },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      child = started;
      await once(started, 'message');
      return started;
    };
    const ask = async (process: ChildProcess, message: string): Promise<unknown> => {
      const answer = once(process, 'message');
      process.send(message);
      return (await answer)[0] as unknown;
    };
    const kill = async (): Promise<void> => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    };
    try {
      const first = await start();
      const { secret } = (await ask(first, receiver.url)) as WebhookWithSecret;
      receiver.plan({ delayMs: 4_000 });
      await ask(first, '第一则');
      // Taken by the receiver, and the answer is still under way.
      await receiver.has(1);
      await kill();
      const second = await start();
      await ask(second, '第二则');
      await receiver.has(3, RECOVERY_MS);
      const [one, again, next] = receiver.ids();
      expect(again).toBe(one);
      expect(next).not.toBe(one);
      expect(receiver.received.map((request) => verify(secret, request))).toEqual([
        null,
        null,
        null,
      ]);
      expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
    } finally {
      await kill();
      await dropDatabase(database);
      await receiver.close();
    }
  }, 150_000);
});
