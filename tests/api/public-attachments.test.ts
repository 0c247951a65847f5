import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import sharp from 'sharp';

import { administratorWithoutRights } from './support/administrators';
import { startApp, type App } from './support/app';

const INQUIRY = 'api::inquiry.inquiry';
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

const inquiry = {
  kind: 'complaint',
  title: '路灯不亮',
  content: '上海街道的路灯三天不亮。',
  name: '王强',
  contact: '13900001111',
};

interface File {
  readonly content: Buffer;
  readonly name?: string;
  readonly type?: string;
  readonly field?: string;
}

describe('files that come with a submission', () => {
  let app: App;
  let png: Buffer;

  const send = (files: readonly File[], data: unknown = inquiry, to = 'inquiries') => {
    const request = app.agent.post(`/api/${to}`).field('data', JSON.stringify(data));
    for (const { content, name = '附件.pdf', type = 'application/pdf', field = 'files' } of files)
      request.attach(field, content, { filename: name, contentType: type });
    return request;
  };
  const lastId = async (): Promise<string> => {
    const [last] = (await app.strapi.db
      .query(INQUIRY)
      .findMany({ orderBy: { id: 'desc' }, limit: 1 })) as { documentId: string }[];
    return last?.documentId ?? '';
  };
  const records = (): Promise<number> => app.strapi.db.query(INQUIRY).count();
  const kept = async (): Promise<number> =>
    Number(
      (await app.strapi.db.connection('public_api_attachments').count('* as count').first())?.[
        'count'
      ],
    );
  const panel = async (address: string, token?: string) =>
    app.agent
      .get(address)
      .set('Authorization', `Bearer ${token ?? (await app.adminToken())}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });

  beforeAll(async () => {
    app = await startApp();
    await new Promise<void>((resolve) => {
      app.strapi.server.listen(0, '127.0.0.1', resolve);
    });
    png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#c00' } })
      .png()
      .toBuffer();
  });
  afterAll(() => app.stop());
  beforeEach(() => app.strapi.db.connection.raw('truncate public_api_limits'));

  it('should be kept encrypted and handed out in the panel, under plain names', async () => {
    const sent = await send([
      { content: PDF },
      { content: png, name: '../../etc/<b>passwd', type: 'text/html' },
    ]);
    expect(sent.status).toBe(201);
    const documentId = await lastId();

    const rows = await app.strapi.db
      .connection('public_api_attachments')
      .where({ document_id: documentId })
      .orderBy('position');
    expect(rows).toHaveLength(2);
    for (const { sealed } of rows as { sealed: Buffer }[]) {
      expect(sealed.includes(Buffer.from('PDF'))).toBe(false);
      expect(sealed.includes(Buffer.from('PNG'))).toBe(false);
    }

    const owners = JSON.parse(
      ((await panel('/public-api/attachments')).body as Buffer).toString('utf8'),
    ) as unknown;
    expect(owners).toEqual({
      data: expect.arrayContaining([INQUIRY, 'api::disclosure-request.disclosure-request']),
    });

    const address = `/public-api/attachments/${INQUIRY}/${documentId}`;
    const listed = JSON.parse(((await panel(address)).body as Buffer).toString('utf8')) as unknown;
    expect(listed).toEqual({
      data: [
        {
          position: 1,
          name: '附件1.pdf',
          bytes: PDF.length,
          sha256: createHash('sha256').update(PDF).digest('hex'),
          receivedAt: expect.any(String),
        },
        expect.objectContaining({ position: 2, name: '附件2.png', bytes: png.length }),
      ],
    });
    const file = await panel(`${address}/2`);
    expect(file.body).toEqual(png);
    expect(file.headers['content-type']).toBe('application/octet-stream');
    expect(file.headers['content-disposition']).toContain(encodeURIComponent('附件2.png'));
    expect((await panel(`${address}/3`)).status).toBe(404);
  });

  it('should be told to nobody who may not read the record', async () => {
    await send([{ content: PDF }]).expect(201);
    const address = `/public-api/attachments/${INQUIRY}/${await lastId()}`;
    const token = await administratorWithoutRights(app);
    for (const one of [address, `${address}/1`]) {
      expect((await app.agent.get(one)).status).toBe(401);
      expect((await panel(one, token)).status).toBe(404);
      expect((await app.agent.get(`/api${one}`)).status).toBe(404);
    }
    expect((await panel(address.replace(INQUIRY, 'api::notice.notice'))).status).toBe(404);
    expect((await panel(address.replace(INQUIRY, 'nothing'))).status).toBe(404);
  });

  it('should go with their record', async () => {
    const before = await kept();
    await send([{ content: PDF }]).expect(201);
    expect(await kept()).toBe(before + 1);
    await app.strapi.documents(INQUIRY).delete({ documentId: await lastId() });
    expect(await kept()).toBe(before);
  });

  it.each<[string, readonly File[]]>([
    ['a web page that calls itself PDF', [{ content: Buffer.from('<html><script>1</script>') }]],
    ['an SVG', [{ content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }]],
    ['an executable', [{ content: Buffer.from(`MZ${'\0'.repeat(300)}`, 'latin1') }]],
    ['an empty file', [{ content: Buffer.alloc(0) }]],
    ['four files', [PDF, PDF, PDF, PDF].map((content) => ({ content }))],
    ['one of 5 MB and a byte', [{ content: Buffer.concat([PDF], 5 * 1024 * 1024 + 1) }]],
    ['a file under another name', [{ content: PDF, field: 'idCard' }]],
    ['a good one and a bad one', [{ content: PDF }, { content: Buffer.from('text') }]],
  ])('should be refused, with the submission: %s', async (_, files) => {
    const before = { records: await records(), files: await kept() };
    const { status, body } = await send(files);
    expect({ status, body }).toMatchObject({ status: 400, body: { data: null } });
    expect({ records: await records(), files: await kept() }).toEqual(before);
  });

  it.each([
    ['nothing', undefined],
    ['no JSON', '{"kind":'],
    ['an unknown field', { ...inquiry, isPublic: true }],
    ['a missing one', { kind: 'complaint' }],
  ])('should hold the form to the same rules as JSON: %s', async (_, data) => {
    const request = app.agent.post('/api/inquiries').attach('files', PDF, 'a.pdf');
    if (data !== undefined)
      request.field('data', typeof data === 'string' ? data : JSON.stringify(data));
    expect((await request).status).toBe(400);
  });

  describe('on the disk', () => {
    const BOUNDARY = 'x';
    let serial = 0;

    /** A content that is found again. */
    const marked = (): { mark: string; content: Buffer } => {
      const mark = `mark-${Date.now()}-${process.pid}-${(serial += 1)}`;
      return { mark, content: Buffer.concat([PDF, Buffer.from(mark)]) };
    };
    const left = (mark: string): string[] =>
      fs.readdirSync(os.tmpdir()).filter((name) => {
        const file = path.join(os.tmpdir(), name);
        const stat = fs.statSync(file, { throwIfNoEntry: false });
        if (!stat?.isFile() || stat.size > 1_000) return false;
        try {
          return fs.readFileSync(file).includes(mark);
        } catch {
          return false; // Somebody else's, or gone meanwhile.
        }
      });
    const until = async (isSo: () => boolean): Promise<void> => {
      for (let looks = 0; !isSo() && looks < 500; looks += 1) await sleep(20);
      expect(isSo()).toBe(true);
    };
    /** A form of which most never comes. */
    const begin = (
      method: 'post' | 'put' | 'patch',
      to: string,
      content: Buffer,
      headers: Readonly<Record<string, string>> = {},
    ) => {
      const request = app.agent[method](to).set({
        'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
        'Content-Length': '1000000',
        ...headers,
      });
      request.write(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"; filename="a.pdf"\r\n` +
          'Content-Type: application/pdf\r\n\r\n',
      );
      request.write(content);
      return request.ok(() => true);
    };
    const signedIn = async () => ({ Authorization: `Bearer ${await app.adminToken()}` });

    it('should leave nothing of a refused submission', async () => {
      const { mark, content } = marked();
      await send([{ content, field: 'other' }]).expect(400);
      await send([{ content }], { kind: 'complaint' }).expect(400);
      await send([{ content }, { content, field: 'other' }]).expect(400);
      await until(() => left(mark).length === 0);
    });

    it.each<['post' | 'put' | 'patch', string, number]>([
      ['post', '/', 415],
      ['post', '/x', 415],
      ['put', '/x', 415],
      ['patch', '/x', 415],
      ['post', '/uploads/x.pdf', 415],
      ['post', '/admin/login', 415],
      ['post', '/API/notices', 415],
      ['post', '//api/inquiries', 415],
      ['post', '/%61pi/inquiries', 415],
      ['put', '/api/inquiries', 415],
      ['post', '/upload', 401],
      ['post', '/Upload/', 401],
      ['post', '/upload?id=1', 401],
      ['post', '/upload/files', 401],
      ['post', '/admin/project-settings', 401],
    ])('should take nothing of anybody at %s %s', async (method, to, expected) => {
      const { mark, content } = marked();
      for (const token of ['', 'Bearer x.y.z']) {
        const { status, body } = await begin(method, to, content, { Authorization: token });
        expect({ status, data: body.data }).toEqual({ status: expected, data: null });
      }
      expect(left(mark)).toEqual([]);
    });

    it('should let a browser whose session is over send all of it, and then tell it', async () => {
      const content = Buffer.concat([PDF], 30 * 1024 * 1024);
      const { status } = await app.agent
        .post('/upload')
        .attach('files', content, { filename: '公文.pdf', contentType: 'application/pdf' });
      expect(status).toBe(401);
    });

    it('should take no more by another writing of the address', async () => {
      const { content } = marked();
      const huge = { 'Content-Length': '900000000' };
      expect((await begin('post', '/API/Inquiries', content, huge)).status).toBe(413);
      expect(await send([{ content }]).then(({ status }) => status)).toBe(201);
    });

    it('should keep nothing of a form of the panel but what the media library took', async () => {
      const { mark, content } = marked();
      const response = await app.agent
        .post('/upload')
        .set(await signedIn())
        .attach('files', content, { filename: '公文.pdf', contentType: 'application/pdf' })
        .attach('other', content, { filename: '其他.pdf', contentType: 'application/pdf' });
      expect(response.status).toBe(201);
      await until(() => left(mark).length === 0);
    });

    it('should keep nothing of a form that is cut off', async () => {
      const { mark, content } = marked();
      const request = begin('post', '/upload', content, await signedIn());
      request.end(() => undefined);
      await until(() => left(mark).length > 0);
      request.abort();
      await until(() => left(mark).length === 0);
    });
  });

  it.each(['notices', 'inquiries/track', 'upload', 'nothing', 'auth/local'])(
    'should not be taken at /api/%s',
    async (to) => {
      const { status, body } = await send([{ content: PDF }], inquiry, to);
      expect(status).toBe(415);
      expect(body.error.name).toBe('UnsupportedMediaTypeError');
    },
  );

  it('should be counted once, and not be read from who has sent too many', async () => {
    const limits = () => app.strapi.db.connection('public_api_limits').orderBy('bucket');
    await send([{ content: PDF }]).expect(201);
    await send([{ content: PDF }], { kind: 'complaint' }).expect(400);
    expect((await limits()).map(({ count }: { count: number }) => count)).toEqual([2, 2]);
    await limits().clearOrder().where('bucket', 'like', 'submit _%').update({ count: 100 });
    // Most of the body never comes: whoever waits for it doesn't answer.
    const begun = app.agent
      .post('/api/inquiries')
      .set({ 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': '1000000' });
    begun.write('--x\r\n');
    const { status, headers, body } = await begun.ok(() => true);
    expect({ status, name: body.error.name }).toEqual({ status: 429, name: 'RateLimitError' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });

  it('should not be taken beyond all measure, or without end', async () => {
    const type = 'multipart/form-data; boundary=x';
    const address = '/api/inquiries';
    const huge = await app.agent
      .post(address)
      .set({ 'Content-Type': type, 'Content-Length': '900000000' })
      .send()
      .catch((error: unknown) => error as { status?: number });
    expect(huge.status).toBe(413);
    const endless = app.agent.post(address).set({ 'Content-Type': type });
    endless.set('Transfer-Encoding', 'chunked');
    endless.write('--x\r\n');
    expect((await endless).status).toBe(411);
  });
});
