/** Small clients and receivers for the emulators' own tests. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEFAULT_WECHAT_ACCOUNT, type WechatEmulator } from './wechat';
import { DEFAULT_WEIBO_TOKEN } from './weibo';

/** A parsed answer: untyped, because tests assert on it. */
export interface Answer {
  status: number;
  type: string;
  text: string;
  /** What JSON.parse made of the text; undefined when it isn't JSON. */
  body: ReturnType<typeof JSON.parse>;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return { status: response.status, type: response.headers.get('content-type') ?? '', text, body };
}

export async function getJson(url: string, init?: RequestInit): Promise<Answer> {
  return answerOf(await fetch(url, init));
}

export async function postJson(url: string, value: unknown): Promise<Answer> {
  return answerOf(
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(value),
    }),
  );
}

export async function postForm(
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return answerOf(await fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields) }));
}

export async function postParts(url: string, form: FormData): Promise<Answer> {
  return answerOf(await fetch(url, { method: 'POST', body: form }));
}

/** A PNG by its signature, of the given size. */
export function png(bytes = 64): Uint8Array<ArrayBuffer> {
  const image = new Uint8Array(bytes);
  image.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  return image;
}

/** A JPEG by its signature, of the given size. */
export function jpg(bytes = 64): Uint8Array<ArrayBuffer> {
  const image = new Uint8Array(bytes);
  image.set([0xff, 0xd8, 0xff, 0xe0]);
  return image;
}

export function fileForm(name: string, bytes: Uint8Array<ArrayBuffer>, filename: string): FormData {
  const form = new FormData();
  form.set(name, new Blob([bytes]), filename);
  return form;
}

/** Calls WeChat with a token; refreshes nothing by itself. */
export interface WechatClient {
  token: string;
  post(path: string, value: unknown): Promise<Answer>;
  get(path: string): Promise<Answer>;
  upload(path: string, form: FormData): Promise<Answer>;
  /** A cover image's media_id. */
  cover(): Promise<string>;
  /** A draft's media_id. */
  draft(article?: Record<string, unknown>): Promise<string>;
}

export async function stableToken(
  emulator: Pick<WechatEmulator, 'url'>,
  force = false,
  account: { appId: string; appSecret: string } = DEFAULT_WECHAT_ACCOUNT,
): Promise<Answer> {
  return postJson(`${emulator.url}/cgi-bin/stable_token`, {
    grant_type: 'client_credential',
    appid: account.appId,
    secret: account.appSecret,
    force_refresh: force,
  });
}

export async function wechatClient(
  emulator: Pick<WechatEmulator, 'url'>,
  account?: { appId: string; appSecret: string },
): Promise<WechatClient> {
  const token: string = (await stableToken(emulator, false, account)).body.access_token;
  const url = (path: string): string =>
    `${emulator.url}/cgi-bin/${path}${path.includes('?') ? '&' : '?'}access_token=${token}`;
  const client: WechatClient = {
    token,
    post: (path, value) => postJson(url(path), value),
    get: (path) => getJson(url(path)),
    upload: (path, form) => postParts(url(path), form),
    async cover() {
      const form = fileForm('media', jpg(), 'cover.jpg');
      const answer = await client.upload('material/add_material?type=image', form);
      return answer.body.media_id;
    },
    async draft(article = {}) {
      const cover = await client.cover();
      const answer = await client.post('draft/add', {
        articles: [{ title: '公告', content: '<p>正文</p>', thumb_media_id: cover, ...article }],
      });
      return answer.body.media_id;
    },
  };
  return client;
}

export const SHARE = '/2/statuses/share.json';

/** Shares a text on Weibo as the default user. */
export function shareText(
  emulator: { url: string },
  status: string,
  more: Record<string, string> = {},
): Promise<Answer> {
  return postForm(`${emulator.url}${SHARE}`, {
    access_token: DEFAULT_WEIBO_TOKEN.accessToken,
    status,
    rip: '203.0.113.9',
    ...more,
  });
}

/** Reads a Weibo endpoint as the default user. */
export function weiboGet(
  emulator: { url: string },
  path: string,
  query: Record<string, string> = {},
): Promise<Answer> {
  const parameters = new URLSearchParams({
    access_token: DEFAULT_WEIBO_TOKEN.accessToken,
    ...query,
  });
  return getJson(`${emulator.url}/2/${path}?${parameters.toString()}`);
}

export interface Received {
  method: string;
  url: URL;
  body: string;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What to answer; default 200 `success`. Null = nothing at all. */
  answer: (request: Received) => { status: number; body: string } | null;
  close(): Promise<void>;
}

/** A server that stands for the account's callback URL. */
export async function startReceiver(): Promise<Receiver> {
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const request: Received = {
        method: message.method ?? '',
        url: new URL(message.url ?? '/', 'http://receiver.invalid'),
        body: Buffer.concat(chunks).toString('utf8'),
      };
      receiver.received.push(request);
      const answer = receiver.answer(request);
      if (answer !== null) {
        response.writeHead(answer.status).end(answer.body);
      }
    });
  });
  const receiver: Receiver = {
    url: '',
    received: [],
    answer: () => ({ status: 200, body: 'success' }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  return receiver;
}

/** Waits until a condition holds; fails after two seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 2000;
  while (!condition()) {
    if (Date.now() > deadline) {
      throw new Error('the condition never held');
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
