import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';
import sharp from 'sharp';

import { creditCodeCheck } from '../../src/shared/credit-code';
import { databaseUrl } from '../support/databases';
import { startApp, type App } from './support/app';

const ORGANIZATION = 'api::organization.organization';
const NOTICE = 'api::notice.notice';
const BUDGET = 'api::budget.department-budget';
const FILE = 'plugin::upload.file';
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

interface Uploaded {
  readonly id: number;
  readonly url: string;
  readonly formats: Readonly<Record<string, { readonly url: string }>> | null;
}

const creditCode = (serial: number): string => {
  const body = `11000000${String(serial).padStart(9, '0')}`;
  return body + creditCodeCheck(body);
};

describe('files of the media library', () => {
  let app: App;
  let png: Buffer;
  let organ: string;
  let count = 0;

  /** What anybody, or who brings the cookie, gets at an address. */
  const get = (url: string, cookie?: string, headers: Readonly<Record<string, string>> = {}) => {
    const request = app.agent.get(url).buffer(true).set(headers);
    if (cookie) request.set('Cookie', cookie);
    return request.parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  };
  const statusOf = async (url: string, cookie?: string): Promise<number> =>
    (await get(url, cookie)).status;

  const panel = async (path: string) =>
    app.agent.get(path).set('Authorization', `Bearer ${await app.adminToken()}`);
  /** The cookie that an answer of the panel sets. */
  const passOf = (response: { headers: Readonly<Record<string, unknown>> }): string => {
    const set = (response.headers['set-cookie'] ?? []) as string[];
    return set.find((one) => one.startsWith('gongkai_files='))?.split(';')[0] ?? '';
  };

  const upload = async (
    content: Buffer,
    name = `图${(count += 1)}.png`,
    type = 'image/png',
  ): Promise<Uploaded> => {
    const response = await app.agent
      .post('/upload')
      .set('Authorization', `Bearer ${await app.adminToken()}`)
      .attach('files', content, { filename: name, contentType: type });
    if (response.status !== 201) throw new Error(response.text);
    return response.body[0] as Uploaded;
  };
  const picture = () => upload(png);
  const pdf = (name = '附件.pdf') => upload(PDF, name, 'application/pdf');

  /** Strapi makes pictures smaller when it takes them in. */
  const stored = ({ url }: Uploaded): Buffer =>
    fs.readFileSync(path.join(app.strapi.dirs.static.public, url));

  const organization = async (more = {}): Promise<string> => {
    count += 1;
    const created = await app.strapi.documents(ORGANIZATION).create({
      data: {
        code: creditCode(count),
        slug: `organ-${count}`,
        name: `单位${count}`,
        kind: 'organ',
        ...more,
      } as never,
    });
    return created.documentId;
  };
  const draft = async (more: object): Promise<string> => {
    count += 1;
    const created = await app.strapi.documents(NOTICE).create({
      data: {
        title: `通知${count}`,
        slug: `notice-${count}`,
        kind: 'news',
        issuedOn: '2017-03-01',
        issuer: { documentId: organ },
        ...more,
      } as never,
    });
    return created.documentId;
  };
  const published = async (more: object): Promise<string> => {
    const documentId = await draft(more);
    await app.strapi.documents(NOTICE).publish({ documentId });
    return documentId;
  };

  beforeAll(async () => {
    app = await startApp();
    png = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#c00' } })
      .png()
      .toBuffer();
    organ = await organization();
  });
  afterAll(() => app.stop());

  describe('of public documents', () => {
    let cover: Uploaded;
    let attachment: Uploaded;
    let documentId: string;
    beforeAll(async () => {
      [cover, attachment] = [await picture(), await pdf('实施方案.pdf')];
      documentId = await published({ cover: cover.id, attachments: [attachment.id] });
    });

    it('should be there for everybody, by the addresses that the content API gives', async () => {
      const { body } = await app.agent.get(`/api/notices/${documentId}?populate=*`);
      expect([body.data.cover.url, body.data.attachments[0].url]).toEqual([
        cover.url,
        attachment.url,
      ]);
      expect(cover.url).toMatch(/^\/uploads\/[\w-]+\.png$/);
      const shown = await get(cover.url);
      expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/png']);
      expect(shown.body.equals(stored(cover))).toBe(true);
      const saved = await get(attachment.url);
      expect([saved.status, saved.headers['content-type']]).toEqual([200, 'application/pdf']);
      expect(saved.body.equals(PDF)).toBe(true);
      expect(saved.headers['content-disposition']).toContain(
        `inline; filename="????.pdf"; filename*=UTF-8''${encodeURIComponent('实施方案.pdf')}`,
      );
    });

    it('should be there in smaller formats', async () => {
      const formats = Object.values(cover.formats ?? {});
      expect(formats.length).toBeGreaterThanOrEqual(2);
      for (const { url } of formats) {
        const { status, headers } = await get(url);
        expect([status, headers['content-type']]).toEqual([200, 'image/png']);
      }
    });

    it('should be asked for again at every use, and never be taken for something else', async () => {
      const { headers } = await get(cover.url);
      expect(headers).toMatchObject({
        'cache-control': 'public, max-age=0, must-revalidate',
        'x-content-type-options': 'nosniff',
        'accept-ranges': 'bytes',
      });
      const conditions: Record<string, string>[] = [
        { 'If-None-Match': headers['etag'] as string },
        { 'If-Modified-Since': headers['last-modified'] as string },
      ];
      for (const condition of conditions) {
        const unchanged = await get(cover.url, undefined, condition);
        expect([unchanged.status, unchanged.body.length]).toEqual([304, 0]);
      }
      const other = await get(cover.url, undefined, { 'If-None-Match': '"other"' });
      expect(other.status).toBe(200);
    });

    it('should be there in parts, and for HEAD', async () => {
      const { headers } = await get(attachment.url);
      const part = await get(attachment.url, undefined, { Range: 'bytes=1-3' });
      expect([part.status, part.body.toString()]).toEqual([206, 'PDF']);
      expect(part.headers['content-range']).toBe(`bytes 1-3/${PDF.length}`);
      const same = { Range: 'bytes=1-3', 'If-Range': headers['etag'] as string };
      expect((await get(attachment.url, undefined, same)).status).toBe(206);
      const other = { Range: 'bytes=1-3', 'If-Range': '"other"' };
      expect((await get(attachment.url, undefined, other)).body.equals(PDF)).toBe(true);
      const head = await app.agent.head(attachment.url);
      expect([head.status, head.headers['content-length']]).toEqual([200, String(PDF.length)]);
    });

    it.each([
      ['bytes=-6', 206, '%%EOF\n', `bytes ${PDF.length - 6}-${PDF.length - 1}/${PDF.length}`],
      ['bytes=1-9999', 206, PDF.subarray(1).toString(), `bytes 1-${PDF.length - 1}/${PDF.length}`],
      ['bytes=9999-9999', 416, '', `bytes */${PDF.length}`],
      ['bytes=0-1,3-4', 200, PDF.toString(), undefined],
    ])('should answer %s with %s', async (range, status, text, part) => {
      const answer = await get(attachment.url, undefined, { Range: range });
      expect([answer.status, answer.body.toString()]).toEqual([status, text]);
      expect(answer.headers['content-range']).toBe(part);
      expect(answer.headers['content-length'] ?? '0').toBe(String(text.length));
    });

    it('should be saved and not shown where a browser might run them', async () => {
      const text = await upload(Buffer.from('<script>alert(1)</script>'), '说明.txt', 'text/plain');
      await published({ attachments: [text.id] });
      await app.strapi.db
        .query(FILE)
        .update({ where: { id: text.id }, data: { name: '说明.html' } });
      const { status, headers } = await get(text.url);
      expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
      expect(headers['content-disposition']).toMatch(/^attachment; .*\.html\.txt$/);
    });

    it('should be there where the text shows them', async () => {
      const [shown, linked, other] = [
        await upload(png, '0123456789.png'),
        await pdf(),
        await picture(),
      ];
      const shownIn = await published({
        body: `正文\n\n![图](${shown.url}?v=1)\n\n[附件](http://www.jiangan.example${linked.url} "下载")`,
      });
      expect(await statusOf(shown.url)).toBe(200);
      expect(await statusOf(linked.url)).toBe(200);
      expect(await statusOf(other.url)).toBe(404);
      await app.strapi.documents(NOTICE).unpublish({ documentId: shownIn });
      expect(await statusOf(shown.url)).toBe(404);
      expect(await statusOf(linked.url)).toBe(404);
    });

    it.each([
      ['with Chinese text right behind it', (url: string) => `见${url}。${'汉字'.repeat(450)}`],
      ['with a very long word behind it', (url: string) => `${url} /uploads/${'a'.repeat(9_000)}`],
      ['at the end of a sentence', (url: string) => `See ${url}.`],
      ['in bold letters', (url: string) => `**${url}**`],
      ['in italic letters', (url: string) => `_${url}_`],
      ['with encoded letters', (url: string) => url.replaceAll('_', '%5F').replace('.', '%2e')],
    ])('should be there where a text names the address %s', async (_, body) => {
      const named = await picture();
      const smaller = Object.values(named.formats ?? {});
      expect(smaller.length).toBeGreaterThan(0);
      const documentId = await published({ body: body(named.url) });
      expect(await statusOf(named.url)).toBe(200);
      for (const { url } of smaller) expect(await statusOf(url)).toBe(200);
      await app.strapi.documents(NOTICE).unpublish({ documentId });
      expect(await statusOf(named.url)).toBe(404);
    });

    it('should be there in the format alone that a text names', async () => {
      const named = await picture();
      const { url } = named.formats?.['thumbnail'] ?? { url: '' };
      await published({ body: `![](${url})` });
      expect([await statusOf(url), await statusOf(named.url)]).toEqual([200, 404]);
    });

    it('should be there where a part of the document holds them', async () => {
      const table = await pdf();
      const created = await app.strapi.documents(BUDGET).create({
        data: {
          title: '部门预算',
          slug: 'budget',
          organization: { documentId: organ },
          year: 2017,
          stage: 'budget',
          approvedOn: '2017-01-10',
          totalRevenue: '1.00',
          totalExpenditure: '1.00',
          threePublic: {
            overseas: '0',
            reception: '0',
            vehiclePurchase: '0',
            vehicleOperation: '0',
          },
          tables: [{ name: '收支总表', file: table.id }],
        } as never,
      });
      expect(await statusOf(table.url)).toBe(404);
      await app.strapi.documents(BUDGET).publish({ documentId: created.documentId });
      expect(await statusOf(table.url)).toBe(200);
      const held = () => app.strapi.db.connection('files_related_mph').where({ file_id: table.id });
      await held().update({ field: 'internal' });
      expect(await statusOf(table.url)).toBe(404);
      await held().update({ field: 'file' });
      await app.strapi.documents(BUDGET).unpublish({ documentId: created.documentId });
      expect(await statusOf(table.url)).toBe(404);
    });
  });

  describe('of nothing public', () => {
    /** As for a file that isn't there: same status, same words, not to be kept. */
    const expectMissing = async (url: string): Promise<void> => {
      const [hidden, none] = [await get(url), await get('/uploads/none_0123456789.png')];
      const of = ({ status, body, headers }: typeof hidden) => ({
        status,
        text: String(body),
        headers: Object.keys(headers),
        caching: headers['cache-control'],
      });
      expect(of(hidden)).toEqual({ ...of(none), status: 404, caching: 'no-store' });
      expect((await app.agent.head(url)).status).toBe(404);
      const { headers } = await get(url, undefined, { Range: 'bytes=0-1' });
      expect(headers['content-range']).toBeUndefined();
    };

    it('should not be there while the document is a draft', async () => {
      const [cover, attachment] = [await picture(), await pdf()];
      await draft({ cover: cover.id, attachments: [attachment.id], body: `![](${cover.url})` });
      await expectMissing(cover.url);
      await expectMissing(attachment.url);
      await expectMissing(cover.formats?.['thumbnail']?.url ?? '');
    });

    it('should not be there if only the draft of a public document has them', async () => {
      const [before, after] = [await picture(), await picture()];
      const documentId = await published({ cover: before.id });
      await app.strapi.documents(NOTICE).update({ documentId, data: { cover: after.id } as never });
      expect(await statusOf(before.url)).toBe(200);
      await expectMissing(after.url);
      await app.strapi.documents(NOTICE).publish({ documentId });
      await expectMissing(before.url);
      expect(await statusOf(after.url)).toBe(200);
    });

    it('should be gone with the document at once, for who has a copy too', async () => {
      const cover = await picture();
      const documentId = await published({ cover: cover.id });
      const { headers } = await get(cover.url);
      await app.strapi.documents(NOTICE).unpublish({ documentId });
      await expectMissing(cover.url);
      await expectMissing(cover.formats?.['small']?.url ?? '');
      const kept = { 'If-None-Match': headers['etag'] as string };
      expect((await get(cover.url, undefined, kept)).status).toBe(404);
      expect((await app.agent.get(`/api/notices/${documentId}`)).status).toBe(410);
    });

    it('should stay if another public document has them', async () => {
      const file = await pdf();
      const withdrawn = await published({ attachments: [file.id] });
      await published({ attachments: [file.id] });
      await app.strapi.documents(NOTICE).unpublish({ documentId: withdrawn });
      expect(await statusOf(file.url)).toBe(200);
    });

    it('should not be there if the organ is classified, or from when it is', async () => {
      const [secret, later] = [await organization({ isClassified: true }), await organization()];
      const [hidden, file, shown] = [await pdf(), await pdf(), await picture()];
      await published({ attachments: [hidden.id], issuer: { documentId: secret } });
      await published({
        attachments: [file.id],
        body: `![](${shown.url})`,
        issuer: { documentId: later },
      });
      await expectMissing(hidden.url);
      expect([await statusOf(file.url), await statusOf(shown.url)]).toEqual([200, 200]);
      await app.strapi
        .documents(ORGANIZATION)
        .update({ documentId: later, data: { isClassified: true } as never });
      await expectMissing(file.url);
      await expectMissing(shown.url);
    });

    it('should not be there if nothing holds them', async () => {
      await expectMissing((await picture()).url);
    });

    it('should not be there by an attribute that is not declared public', async () => {
      const [cover, hidden] = [await picture(), await picture()];
      const documentId = await published({ cover: cover.id });
      const row = (await app.strapi.db
        .query(NOTICE)
        .findOne({ where: { documentId, publishedAt: { $notNull: true } } })) as { id: number };
      const link = { file_id: hidden.id, related_id: row.id, related_type: NOTICE, order: 1 };
      const links = () => app.strapi.db.connection('files_related_mph');
      await links().insert({ ...link, field: 'internal' });
      await expectMissing(hidden.url);
      await links().insert({ ...link, field: 'attachments' });
      expect(await statusOf(hidden.url)).toBe(200);
    });

    it('should not be there by any other way of writing the address', async () => {
      const { url } = await picture();
      const name = url.slice('/uploads/'.length);
      const { port } = app.strapi.server.httpServer.listen(0).address() as AddressInfo;
      const raw = (path: string): Promise<number> =>
        new Promise((resolve, reject) => {
          http
            .request({ port, path }, (response) => {
              response.resume();
              resolve(response.statusCode ?? 0);
            })
            .on('error', reject)
            .end();
        });
      const ways = [
        `/%75ploads/${name}`,
        `/uploads%2f${name}`,
        `//uploads/${name}`,
        `/./uploads/${name}`,
        `/x/../uploads/${name}`,
        `/x/%2e%2e/uploads/${name}`,
        `/x%2f..%2fuploads%2f${name}`,
        `/x%5c..%5cuploads%5c${name}`,
        `/uploads/../uploads/${name}`,
        `/uploads/x/../${name}`,
        `/uploads/.//${name}`,
        `/uploads//${name}`,
        `/uploads/${name}/`,
        `/uploads/%2e/${name}`,
        `/uploads/${encodeURIComponent(name).replace('.', '%2e')}`,
        `/UPLOADS/${name}`,
        `/Uploads/${name}`,
        `/uploads/${name}%00`,
        `/uploads/${name}?x=/uploads/`,
        `http://127.0.0.1/uploads/${name}`,
        `http://127.0.0.1/%75ploads/${name}`,
      ];
      const found: [string, number][] = [];
      for (const way of ways) found.push([way, await raw(way)]);
      expect(found).toEqual(ways.map((way) => [way, 404]));
      expect(await raw(`/uploads/${name}%zz`)).toBe(400);
    });

    it('should not be handed out while it cannot be known whether they are public', async () => {
      const cover = await picture();
      await published({ cover: cover.id });
      const database = new URL(app.databaseUrl).pathname.slice(1);
      const admin = new Client({ connectionString: databaseUrl('postgres') });
      await admin.connect();
      try {
        await admin.query(`alter database ${database} with allow_connections false`);
        await admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where application_name = 'gongkai-public-reads' and datname = $1`,
          [database],
        );
        await sleep(200);
        const { status, headers } = await get(cover.url);
        expect([status, headers['cache-control']]).toEqual([503, 'no-store']);
      } finally {
        await admin.query(`alter database ${database} with allow_connections true`);
        await admin.end();
      }
      expect(await statusOf(cover.url)).toBe(200);
    });

    it('should cost one statement', async () => {
      const { url } = await picture();
      const seen: string[] = [];
      const note = ({ sql }: { sql: string }) => seen.push(sql);
      app.strapi.db.connection.on('query', note);
      await get(url);
      app.strapi.db.connection.off('query', note);
      expect(seen).toHaveLength(1);
    });
  });

  describe('of the panel itself', () => {
    const setLogo = async (name: string, file: Buffer | '') => {
      const request = app.agent
        .post('/admin/project-settings')
        .set('Authorization', `Bearer ${await app.adminToken()}`);
      const { status, body } = await (file === ''
        ? request.field(name, '')
        : request.attach(name, file, { filename: 'logo.png', contentType: 'image/png' }));
      expect(status).toBe(200);
      return (body as Record<string, { readonly url: string } | null>)[name]?.url ?? '';
    };

    it('should be there for everybody as long as they are its logos', async () => {
      const [menu, sign] = [await setLogo('menuLogo', png), await setLogo('authLogo', png)];
      for (const url of [menu, sign]) {
        const { status, headers } = await get(url);
        expect([status, headers['content-type']]).toEqual([200, 'image/png']);
      }
      const folder = path.join(app.strapi.dirs.static.public, 'uploads');
      const kept = 'former_logo_0123456789.png';
      fs.copyFileSync(path.join(folder, path.basename(menu)), path.join(folder, kept));
      expect(await statusOf(`/uploads/${kept}`)).toBe(404);
      fs.rmSync(path.join(folder, kept));
      expect(await setLogo('menuLogo', '')).toBe('');
      expect([await statusOf(menu), await statusOf(sign)]).toEqual([404, 200]);
      await setLogo('authLogo', '');
    });
  });

  describe('in the panel', () => {
    let file: Uploaded;
    let documentId: string;
    beforeAll(async () => {
      file = await picture();
      documentId = await draft({ cover: file.id, body: `![](${file.url})` });
    });

    it('should be there for who is signed in, by the addresses that the panel is given', async () => {
      const record = await panel(`/content-manager/collection-types/${NOTICE}/${documentId}`);
      const pass = passOf(record);
      const { url, formats } = record.body.data.cover as Uploaded;
      expect([url, record.body.data.body]).toEqual([file.url, `![](${file.url})`]);
      const shown = await get(url, pass);
      expect([shown.status, shown.headers['cache-control']]).toEqual([200, 'private, no-store']);
      expect(shown.body.equals(stored(file))).toBe(true);
      expect(await statusOf(formats?.['thumbnail']?.url ?? '', pass)).toBe(200);
      expect(await statusOf(url)).toBe(404);

      const library = await panel('/upload/files?page=1&pageSize=100');
      const listed = library.body.results as Uploaded[];
      expect(listed.map((one) => one.url)).toContain(file.url);
      expect(await statusOf(file.url, passOf(library))).toBe(200);
      expect(await statusOf('/uploads/none_0123456789.png', pass)).toBe(404);
      expect(await statusOf(`/%75ploads/${file.url.slice('/uploads/'.length)}`, pass)).toBe(404);
    });

    it('should leave the address as it is in what is published', async () => {
      const sent = await draft({ cover: file.id });
      await panel(`/content-manager/collection-types/${NOTICE}/${sent}`);
      await app.strapi.documents(NOTICE).publish({ documentId: sent });
      const { body } = await app.agent.get(`/api/notices/${sent}?populate=cover`);
      expect(body.data.cover.url).toBe(file.url);
      await app.strapi.documents(NOTICE).unpublish({ documentId: sent });
    });

    it('should give the pass to the browser alone, for the files alone', async () => {
      const { headers } = await panel('/upload/files');
      const [cookie] = (headers['set-cookie'] as unknown as string[]).filter((one) =>
        one.startsWith('gongkai_files='),
      );
      expect(cookie).toMatch(/; path=\/uploads\/; .*samesite=strict; httponly$/i);
      expect(cookie).not.toContain(await app.adminToken());
    });

    it.each([
      ['a changed end', (pass: string) => pass.replace(/\.\d+\./, '.9999999999.')],
      ['another session', (pass: string) => pass.replace(/=\w{4}/, '=0000')],
      [
        'a changed signature',
        (pass: string) => pass.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A')),
      ],
      ['no signature', (pass: string) => pass.slice(0, pass.lastIndexOf('.') + 1)],
      ['nothing', () => 'gongkai_files='],
    ])('should refuse a pass with %s', async (_, change) => {
      const pass = passOf(await panel('/upload/files'));
      expect(await statusOf(file.url, pass)).toBe(200);
      const changed = change(pass);
      expect(changed).not.toBe(pass);
      expect(await statusOf(file.url, changed)).toBe(404);
    });

    it('should give nobody a pass who is not signed in', async () => {
      const answers = [
        await app.agent.get('/upload/files'),
        await app.agent.get('/upload/files').set('Authorization', 'Bearer forged'),
        await app.agent.post('/admin/login').send({ email: app.adminEmail, password: 'x' }),
        await app.agent.get('/api/notices'),
        await get(file.url),
      ];
      expect(answers.map(passOf)).toEqual(answers.map(() => ''));
    });

    it('should refuse the pass of a session that is closed, and of a user who is shut out', async () => {
      const email = 'leaver@test.local';
      const password = 'Aa1-on-the-way-out';
      const role = (await app.strapi.db
        .query('admin::role')
        .findOne({ where: { code: 'gongkai-editor' } })) as { id: number };
      const person = { email, password, firstname: '甲', isActive: true, roles: [role.id] };
      const user = (await app.strapi.service('admin::user')['create'](person)) as { id: number };
      const enter = async () => {
        const { body } = await app.agent.post('/admin/login').send({ email, password });
        const bearer = `Bearer ${body.data.token as string}`;
        const me = await app.agent.get('/admin/users/me').set('Authorization', bearer);
        return { bearer, pass: passOf(me) };
      };
      const first = await enter();
      expect(await statusOf(file.url, first.pass)).toBe(200);
      await app.agent.post('/admin/logout').set('Authorization', first.bearer).send({});
      expect(await statusOf(file.url, first.pass)).toBe(404);

      const second = await enter();
      expect(await statusOf(file.url, second.pass)).toBe(200);
      const sessions = app.strapi.db.query('admin::session');
      const where = { userId: String(user.id) };
      const [session] = (await sessions.findMany({ where })) as { expiresAt: string }[];
      await sessions.updateMany({ where, data: { expiresAt: new Date(Date.now() - 1_000) } });
      expect(await statusOf(file.url, second.pass)).toBe(404);
      await sessions.updateMany({ where, data: { expiresAt: session?.expiresAt } });
      expect(await statusOf(file.url, second.pass)).toBe(200);
      await app.strapi.db
        .query('admin::user')
        .update({ where: { id: user.id }, data: { isActive: false } });
      expect(await statusOf(file.url, second.pass)).toBe(404);
    });
  });
});

describe('files of the media library behind a proxy with TLS', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({ env: { PUBLIC_URL: 'https://www.jiangan.example/gk' } });
  });
  afterAll(() => app.stop());

  it('should be opened by a pass that goes over TLS alone', async () => {
    const { status, headers } = await app.agent
      .get('/upload/files')
      .set('Authorization', `Bearer ${await app.adminToken()}`);
    expect(status).toBe(200);
    expect(String(headers['set-cookie'])).toMatch(
      /gongkai_files=[^;]+; path=\/gk\/uploads\/; .*samesite=strict; secure; httponly/i,
    );
  });
});
