import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';

import { startApp, type App } from './support/app';

const INQUIRY = 'api::inquiry.inquiry';

const inquiry = {
  kind: 'complaint',
  title: '路灯不亮',
  content: '上海街道的路灯三天不亮。',
  name: '王强',
  contact: '13900001111',
};
const request = {
  applicantKind: 'natural-person',
  name: '王强',
  contact: '13900001111',
  description: '2017 年城市低保资金分配表',
  deliveryForm: 'electronic',
};

const PORTAL_KEY = 'k'.repeat(48);

describe('public writes', () => {
  let app: App;

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.agent
      .post(`/api/${path}`)
      .set(headers)
      .send(body as object);
  const send = (address: string, altcha?: string) =>
    post('inquiries', { data: inquiry, altcha }, { 'X-Forwarded-For': address });
  const counts = (): Promise<number> => app.strapi.db.query(INQUIRY).count();
  /** As though so many had been sent in this hour. */
  const pretend = (count: number, onlySenders = false) =>
    app.strapi.db.connection.raw(`update public_api_limits set count = ? where bucket like ?`, [
      count,
      onlySenders ? 'submit _%' : '%',
    ]);
  const forget = () => app.strapi.db.connection.raw('truncate public_api_limits');
  const solve = async (): Promise<string> => {
    const { body } = await app.agent.get('/api/challenge').expect(200);
    const challenge = body as Challenge;
    const solution = await solveChallenge({ challenge, deriveKey });
    return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
  };

  beforeAll(async () => {
    app = await startApp({
      env: {
        TRUST_PROXY: 'true',
        PUBLIC_WRITE_ORIGINS: 'https://www.example',
        PORTAL_TOKENS: `门户:${PORTAL_KEY}`,
      },
    });
  });
  afterAll(() => app.stop());
  beforeEach(forget);

  describe('limits', () => {
    it('should demand a challenge of who sends much, and then nothing more, each sender apart', async () => {
      expect((await send('192.0.2.1')).status).toBe(201);
      await pretend(20, true);
      const demanded = await send('192.0.2.1');
      expect(demanded.status).toBe(428);
      expect(demanded.body.error).toMatchObject({
        name: 'ChallengeRequiredError',
        details: { challenge: '/api/challenge' },
      });
      expect((await send('192.0.2.2')).status).toBe(201);
      const before = await counts();
      expect((await send('192.0.2.1', await solve())).status).toBe(201);
      expect(await counts()).toBe(before + 1);
      await pretend(100, true);
      const refused = await send('192.0.2.1', await solve());
      expect(refused.status).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(3_600);
      expect(refused.body).toMatchObject({ data: null, error: { name: 'RateLimitError' } });
      expect(await counts()).toBe(before + 1);
    });

    it('should limit all senders together', async () => {
      await send('192.0.2.3');
      await app.strapi.db.connection.raw(
        `update public_api_limits set count = 300 where bucket = 'submit'`,
      );
      expect((await send('192.0.2.4')).status).toBe(428);
      await app.strapi.db.connection.raw(
        `update public_api_limits set count = 2000 where bucket = 'submit'`,
      );
      expect((await send('192.0.2.5', await solve())).status).toBe(429);
    });

    it('should not count among all what one sends beyond their own limit', async () => {
      const countOfAll = async (): Promise<number> =>
        (await app.strapi.db.connection('public_api_limits').where({ bucket: 'submit' }).first())
          .count as number;
      await send('192.0.2.6');
      await pretend(100, true);
      const before = await countOfAll();
      for (let time = 0; time < 3; time += 1) expect((await send('192.0.2.6')).status).toBe(429);
      expect(await countOfAll()).toBe(before);
    });

    it('should take the address that the nearest proxy wrote', async () => {
      for (const forwarded of ['192.0.2.7', '10.9.9.9, 192.0.2.7', '1.1.1.1, 2.2.2.2, 192.0.2.7'])
        await send(forwarded);
      const { rows } = await app.strapi.db.connection.raw(
        `select count from public_api_limits where bucket like 'submit _%'`,
      );
      expect(rows).toEqual([{ count: 3 }]);
    });

    it('should count nothing that is wrong in itself', async () => {
      expect((await post('inquiries', { data: {} })).status).toBe(400);
      const { rows } = await app.strapi.db.connection.raw('select 1 from public_api_limits');
      expect(rows).toEqual([]);
    });

    it('should count exactly under concurrency', async () => {
      await Promise.all(Array.from({ length: 12 }, () => send('192.0.2.9')));
      const { rows } = await app.strapi.db.connection.raw(
        `select count from public_api_limits where bucket like 'submit _%'`,
      );
      expect(rows).toEqual([{ count: 12 }]);
    });
  });

  describe('challenges', () => {
    beforeEach(async () => {
      await send('192.0.2.20');
      await pretend(20, true);
    });

    it('should hold once, however many use it at the same time', async () => {
      const altcha = await solve();
      const statuses = await Promise.all(
        Array.from({ length: 5 }, async () => (await send('192.0.2.20', altcha)).status),
      );
      expect(statuses.sort()).toEqual([201, 428, 428, 428, 428]);
    });

    it('should not hold when it was changed, is made up, or has expired', async () => {
      const good = JSON.parse(Buffer.from(await solve(), 'base64').toString());
      const changed = (change: (copy: typeof good) => void): string => {
        const copy = structuredClone(good);
        change(copy);
        return Buffer.from(JSON.stringify(copy)).toString('base64');
      };
      for (const altcha of [
        'x',
        '',
        Buffer.from('null').toString('base64'),
        changed((copy) => (copy.challenge.signature = '0'.repeat(64))),
        changed((copy) => (copy.challenge.parameters.cost = 1)),
        changed((copy) => (copy.challenge.parameters.expiresAt += 1_000)),
        changed((copy) => (copy.challenge.parameters.expiresAt = 1)),
        changed((copy) => (copy.challenge.parameters.keyPrefix = '0')),
        changed((copy) => (copy.solution.counter += 1)),
        changed((copy) => (copy.solution.derivedKey = '00'.repeat(32))),
        changed((copy) => delete copy.challenge.signature),
      ]) {
        expect((await send('192.0.2.20', altcha)).status).toBe(428);
      }
      await pretend(20, true);
      expect(
        (
          await send(
            '192.0.2.20',
            changed(() => undefined),
          )
        ).status,
      ).toBe(201);
    });

    it('should not be kept by anybody', async () => {
      const [one, two] = [
        await app.agent.get('/api/challenge'),
        await app.agent.get('/api/challenge'),
      ];
      expect(one.text).not.toBe(two.text);
      expect(one.headers['cache-control']).toBe('no-store');
      expect(one.headers['etag']).toBeUndefined();
    });
  });

  describe('following', () => {
    const track = (path: string, number: string, queryCode: string) =>
      post(`${path}/track`, { data: { number, queryCode } });

    it('should tell the sender of an inquiry how it stands, the reply once it counts', async () => {
      const { body } = await post('inquiries', { data: inquiry });
      const { trackingCode, queryCode } = body.data as Record<string, string>;
      const told = async () =>
        (await track('inquiries', trackingCode as string, queryCode as string)).body.data;
      expect(await told()).toEqual({
        kind: 'complaint',
        title: '路灯不亮',
        receivedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        state: 'received',
        reply: null,
        repliedOn: null,
      });
      const db = app.strapi.db.query(INQUIRY);
      await db.update({ where: { trackingCode }, data: { reply: '正在起草', state: 'assigned' } });
      expect(await told()).toMatchObject({ state: 'assigned', reply: null });
      await db.update({
        where: { trackingCode },
        data: { reply: '已修好', state: 'replied', repliedOn: '2017-03-02' },
      });
      expect(await told()).toMatchObject({ reply: '已修好', repliedOn: '2017-03-02' });
    });

    it('should tell an applicant, however the codes are typed', async () => {
      const { body } = await post('disclosure-requests', { data: request });
      const { number, queryCode } = body.data as { number: string; queryCode: string };
      const typed = `${queryCode.slice(0, 5).toLowerCase()} ${queryCode.slice(5)}`;
      const { status, body: told } = await track(
        'disclosure-requests',
        number.toLowerCase(),
        typed,
      );
      expect(status).toBe(200);
      expect(told.data).toMatchObject({ state: 'submitted', outcome: null, receivedOn: null });
      expect(JSON.stringify(told)).not.toContain('王强');
    });

    it('should answer alike for an unknown number, a wrong code and another kind', async () => {
      const { body } = await post('inquiries', { data: inquiry });
      const { trackingCode, queryCode } = body.data as { trackingCode: string; queryCode: string };
      const answers = [
        await track('inquiries', trackingCode, 'AAAAAAAAAA'),
        await track('inquiries', 'M42JJ87EA38DGAEK4S8K', queryCode),
        await track('inquiries', 'M42JJ87EA38DGAEK4S8K', 'AAAAAAAAAA'),
        await track('disclosure-requests', trackingCode, queryCode),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    });

    it('should look up the same whether or not the code is right', async () => {
      const { body } = await post('inquiries', { data: inquiry });
      const { trackingCode, queryCode } = body.data as { trackingCode: string; queryCode: string };
      const statements = async (code: string): Promise<string[]> => {
        const seen: string[] = [];
        const watch = ({ sql }: { sql: string }) => void seen.push(sql);
        app.strapi.db.connection.on('query', watch);
        await track('inquiries', trackingCode, code);
        app.strapi.db.connection.removeListener('query', watch);
        return seen.filter((text) => text.includes('"tracking_code" ='));
      };
      const right = await statements(queryCode);
      expect(right.length).toBeGreaterThan(0);
      expect(await statements('AAAAAAAAAA')).toEqual(right);
    });

    it('should be limited', async () => {
      await track('inquiries', 'A', 'A');
      await app.strapi.db.connection.raw('update public_api_limits set count = 6000');
      const refused = await track('inquiries', 'A', 'A');
      expect(refused.status).toBe(429);
      expect(refused.headers['retry-after']).toBeDefined();
    });

    it.each([
      [{}],
      [{ data: { number: 'A' } }],
      [{ data: { number: 'A', queryCode: 1 } }],
      [{ data: { number: 'A', queryCode: 'A', more: 1 } }],
      [{ data: { number: { $ne: 'A' }, queryCode: 'A' } }],
      [{ data: { number: 'A'.repeat(41), queryCode: 'A' } }],
      [{ data: { number: '\u0000', queryCode: 'A' } }],
    ])('should refuse %j', async (body) => {
      expect((await post('inquiries/track', body)).status).toBe(400);
    });

    it('should be no way to read by address', async () => {
      expect((await app.agent.get('/api/inquiries/track')).status).toBe(404);
    });
  });

  describe('portals', () => {
    const forPortal = (key: string) =>
      post(
        'inquiries',
        { data: inquiry },
        {
          Authorization: `Bearer ${key}`,
          'X-Forwarded-For': '192.0.2.50',
        },
      );
    const tokens = () =>
      app.strapi.db
        .query('admin::api-token')
        .findMany({ where: { name: '门户' }, populate: ['permissions'] });

    it('should post for citizens with the token that the configuration declares', async () => {
      await forPortal('x'.repeat(40)).expect(201);
      await pretend(100, true);
      expect((await forPortal('x'.repeat(40))).status).toBe(429);
      expect((await forPortal(PORTAL_KEY)).status).toBe(201);
      await app.strapi.db.connection.raw(
        `update public_api_limits set count = 2000 where bucket like 'portal %'`,
      );
      const refused = await forPortal(PORTAL_KEY);
      expect(refused.status).toBe(429);
      expect(refused.headers['retry-after']).toBeDefined();
    });

    it('should have a token that opens nothing else, kept as declared', async () => {
      const [token] = await tokens();
      expect(token).toMatchObject({
        type: 'custom',
        permissions: [{ action: 'plugin::public-api.portal.submit' }],
      });
      expect(JSON.stringify(token)).not.toContain(PORTAL_KEY);
      for (const address of ['/api/users', '/api/upload/files'])
        expect(
          (await app.agent.get(address).set('Authorization', `Bearer ${PORTAL_KEY}`)).status,
        ).toBe(403);
      const db = app.strapi.db;
      await db
        .query('admin::api-token-permission')
        .create({ data: { action: 'plugin::upload.content-api.find', token: token?.id } });
      const { id } = await db
        .query('admin::api-token')
        .create({ data: { name: '旧门户', type: 'custom', accessKey: 'old' } });
      await db
        .query('admin::api-token-permission')
        .create({ data: { action: 'plugin::public-api.portal.submit', token: id } });
      await app.strapi.plugin('public-api').service('portals').sync();
      expect((await tokens())[0]?.permissions).toHaveLength(1);
      expect(await db.query('admin::api-token').count({ where: { id } })).toBe(0);
    });

    it('should be nothing to who has a token for something else, or one that has expired', async () => {
      await forPortal('x'.repeat(40)).expect(201);
      await pretend(100, true);
      const db = app.strapi.db.query('admin::api-token');
      const expiresAt = new Date(Date.now() - 1_000);
      await db.updateMany({ where: { name: '门户' }, data: { expiresAt } });
      expect((await forPortal(PORTAL_KEY)).status).toBe(429);
      await app.strapi.plugin('public-api').service('portals').sync();
      expect((await forPortal(PORTAL_KEY)).status).toBe(201);
    });
  });

  it('should let only the configured sites post, and any site read', async () => {
    const preflight = (origin: string, method: string) =>
      app.agent
        .options('/api/inquiries')
        .set({ Origin: origin, 'Access-Control-Request-Method': method });
    const allowed = (response: { headers: Record<string, string> }) =>
      response.headers['access-control-allow-origin'];
    expect(allowed(await preflight('https://www.example', 'POST'))).toBe('https://www.example');
    expect(allowed(await preflight('https://evil.example', 'POST'))).not.toBe(
      'https://evil.example',
    );
    expect(allowed(await preflight('https://evil.example', 'GET'))).toBe('https://evil.example');
  });
});
