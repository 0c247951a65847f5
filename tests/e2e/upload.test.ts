import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';

import { createDatabase, databaseUrl, dropDatabase, EMPTY_TEMPLATE } from '../support/databases';
import { browserSuite, openBrowser, openPage, signIn, snap } from './support/browser';
import { startServer, type ServerProcess } from './support/process';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const EMAIL = 'super@test.local';
const PASSWORD = 'Upload-12345';
const NOTICE = 'api::notice.notice';

describe('uploads', () => {
  const name = 'upload_types';
  let server: ServerProcess;
  let token: string;

  beforeAll(async () => {
    await createDatabase(name, EMPTY_TEMPLATE);
    server = await startServer({
      DATABASE_URL: databaseUrl(name),
      DATA_DIR: `${process.env['TEST_DATA_DIR']}/upload`,
    });
    const response = await fetch(`${server.url}/admin/register-admin`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        email: EMAIL,
        firstname: '管理员',
        lastname: '',
        password: PASSWORD,
      }),
    });
    token = ((await response.json()) as { data: { token: string } }).data.token;
  });
  afterAll(async () => {
    await server.end();
    await dropDatabase(name);
  });

  const upload = async (content: Buffer | string, fileName: string, type: string) => {
    const form = new FormData();
    form.append('files', new Blob([content], { type }), fileName);
    return fetch(`${server.url}/upload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    });
  };

  it('should take a picture', async () => {
    expect((await upload(PNG, 'a.png', 'image/png')).status).toBe(201);
  });

  it.each([
    ['a page', '<!doctype html><script>alert(1)</script>', 'a.html', 'text/html'],
    ['a script', 'alert(1)', 'a.js', 'text/javascript'],
    [
      'a vector picture',
      '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      'a.svg',
      'image/svg+xml',
    ],
    [
      'a page that says it is a picture',
      '<!doctype html><script>alert(1)</script>',
      'a.html',
      'image/png',
    ],
  ])('should refuse %s', async (_, content, fileName, type) => {
    expect((await upload(content, fileName, type)).status).toBe(400);
  });

  browserSuite('of a draft', () => {
    let browser: Browser;
    let page: Page;
    beforeAll(async () => {
      browser = await openBrowser();
      page = await openPage(browser);
      await signIn(page, server.url, EMAIL, PASSWORD);
    });
    afterAll(() => browser?.close());

    interface Image {
      readonly naturalWidth: number;
      decode(): Promise<void>;
    }
    /** Width of the picture on the page whose address holds the text, once it is there. */
    const widthOf = (text: string): Promise<number> =>
      page
        .locator(`img[src*="${text}"]`)
        .first()
        .evaluate(async (image: Image) => {
          await image.decode();
          return image.naturalWidth;
        });

    it('should be shown to the editor and to nobody else', async () => {
      const picture = await sharp({
        create: { width: 600, height: 400, channels: 3, background: '#c00' },
      })
        .png()
        .toBuffer();
      const uploaded = await upload(picture, 'cover.png', 'image/png');
      const [file] = (await uploaded.json()) as { id: number; url: string; hash: string }[];
      if (!file) throw new Error('no file');
      const created = await fetch(`${server.url}/content-manager/collection-types/${NOTICE}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({
          title: '配图的通知',
          slug: 'with-cover',
          kind: 'news',
          cover: file.id,
          body: `![图](${file.url})`,
        }),
      });
      const { data } = (await created.json()) as { data: { documentId: string } };

      await page.goto(
        `${server.url}/admin/content-manager/collection-types/${NOTICE}/${data.documentId}`,
      );
      expect(await widthOf(file.hash)).toBeGreaterThan(0);
      await snap(page, 'draft-cover');
      await page.goto(`${server.url}/admin/plugins/upload`);
      expect(await widthOf(file.hash)).toBeGreaterThan(0);
      await snap(page, 'media-library');
      expect((await page.request.get(server.url + file.url)).status()).toBe(200);
      expect((await fetch(server.url + file.url)).status).toBe(404);
    });
  });
});
