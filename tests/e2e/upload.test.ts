import { createDatabase, databaseUrl, dropDatabase, EMPTY_TEMPLATE } from '../support/databases';
import { startServer, type ServerProcess } from './support/process';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

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
        email: 'super@test.local',
        firstname: '管理员',
        lastname: '',
        password: 'Upload-12345',
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
});
