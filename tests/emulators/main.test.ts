import { spawn, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import { fileForm, getJson, png, shareText, until, wechatClient } from './testing';

interface Addresses {
  weibo: { url: string };
  wechat: { url: string };
}

const TEXT = '公告 http://localhost:1337/1';

/** Compiles the emulators as the build would, into a directory of this test's own. */
function compile(target: string): void {
  for (const name of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.ts') && !name.endsWith('.test.ts')) {
      const { code } = transformSync(readFileSync(join(__dirname, name), 'utf8'), {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
      });
      const file = join(target, name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, code);
    }
  }
}

describe('main', () => {
  let directory: string;
  let running: ChildProcess[];

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'emulators-'));
    compile(join(directory, 'js'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));
  beforeEach(() => {
    running = [];
  });
  afterEach(() => {
    for (const child of running) {
      child.kill('SIGKILL');
    }
  });

  const launch = (env: Record<string, string>): ChildProcess => {
    const child = spawn(process.execPath, [join(directory, 'js', 'main.js')], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    return child;
  };
  const addresses = async (child: ChildProcess): Promise<Addresses> => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await until(() => output.includes('\n'));
    return JSON.parse(output) as Addresses;
  };

  it.each(['SIGTERM', 'SIGINT'] as const)('prints its addresses and ends on %s', async (signal) => {
    const child = launch({});
    const { weibo, wechat } = await addresses(child);
    expect((await getJson(`${weibo.url}/__emulator/state`)).body.posts).toEqual([]);
    expect((await getJson(`${wechat.url}/__emulator/state`)).body.drafts).toEqual({});
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('remembers posts, tokens and ports, even after kill -9', async () => {
    const state = join(directory, 'state');
    const first = launch({ EMULATOR_STATE: state });
    const { weibo, wechat } = await addresses(first);
    const { idstr } = (await shareText(weibo, TEXT)).body;
    const client = await wechatClient(wechat);
    const image = await client.upload('media/uploadimg', fileForm('media', png(), 'a.png'));
    const mediaId = await client.draft({ content_source_url: 'https://a.cn/1' });
    await client.post('freepublish/submit', { media_id: mediaId });
    first.kill('SIGKILL');
    await once(first, 'exit');

    const again = await addresses(launch({ EMULATOR_STATE: state }));
    expect(again).toEqual({ weibo, wechat });
    expect((await shareText(weibo, TEXT)).body.error_code).toBe(20019);
    expect((await shareText(weibo, `二${TEXT}`)).body.idstr > idstr).toBe(true);
    expect((await fetch(`${weibo.url}/detail/${idstr}`)).status).toBe(200);
    const id = String(image.body.url).split('/')[4];
    expect((await fetch(`${wechat.url}/mmbiz/${id}`)).status).toBe(200);
    let published: Record<string, number> = {};
    const deadline = Date.now() + 2000;
    while (Date.now() < deadline && published['https://a.cn/1'] !== 1) {
      published = (await getJson(`${wechat.url}/__emulator/state`)).body.publishedBySource;
    }
    expect(published).toEqual({ 'https://a.cn/1': 1 });
    expect((await client.post('draft/get', { media_id: mediaId })).body.errcode).toBe(40007);
    expect(statSync(join(state, 'wechat.json')).mode & 0o777).toBe(0o600);
  });

  it('moves aside when its last ports are taken, and fails on a wanted one', async () => {
    const state = join(directory, 'state-2');
    const first = await addresses(launch({ EMULATOR_STATE: state }));
    const copy = join(directory, 'state-3');
    cpSync(state, copy, { recursive: true });
    const second = await addresses(launch({ EMULATOR_STATE: copy }));
    expect(second.weibo.url).not.toBe(first.weibo.url);
    const third = launch({ WEIBO_PORT: new URL(first.weibo.url).port });
    let message = '';
    third.stderr?.on('data', (chunk: Buffer) => (message += chunk.toString()));
    expect((await once(third, 'exit'))[0]).toBe(1);
    expect(message).toMatch(/^listen EADDRINUSE[^\n]*\n$/);
  });
});
