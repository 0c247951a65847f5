import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';

import { DEFAULT_WECHAT_ACCOUNT } from '../../tests/emulators/wechat';
import { DEFAULT_WEIBO_APP, DEFAULT_WEIBO_TOKEN } from '../../tests/emulators/weibo';

/** Address whose owner posts; the emulator asks for a public one, as Weibo does. */
const OPERATOR_ADDRESS = '203.0.113.10';

/** Accounts that the emulators know, in the form of CHANNELS_FILE. */
const emulatorAccounts = () => [
  {
    kind: 'wechat',
    name: '江岸政务公开(微信)',
    appId: DEFAULT_WECHAT_ACCOUNT.appId,
    appSecret: DEFAULT_WECHAT_ACCOUNT.appSecret,
    mode: 'publish',
  },
  {
    kind: 'weibo',
    name: '江岸政务公开(微博)',
    appKey: DEFAULT_WEIBO_APP.appKey,
    appSecret: DEFAULT_WEIBO_APP.appSecret,
    accessToken: DEFAULT_WEIBO_TOKEN.accessToken,
    uid: DEFAULT_WEIBO_TOKEN.uid,
    safeDomain: new URL(process.env['PUBLIC_URL'] as string).hostname,
    rip: OPERATOR_ADDRESS,
  },
];

const firstLine = async (child: ChildProcess): Promise<string> => {
  if (!child.stdout) throw new Error('the emulators have no output');
  const lines = readline.createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(() => {
    throw new Error('the emulators did not start');
  });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  return line;
};

/**
 * Points the channels at Weibo and WeChat: at those of WEIBO_API_URL and WECHAT_API_URL where both
 * are set, else at emulators started here, which remember their posts between runs.
 */
export const startChannels = async (
  dataDir: string,
): Promise<{ readonly stop: () => Promise<void> }> => {
  if (process.env['WEIBO_API_URL'] && process.env['WECHAT_API_URL'])
    return { stop: async () => {} };

  const state = path.join(dataDir, 'emulators');
  fs.mkdirSync(state, { recursive: true });
  const script = path.join(__dirname, '..', '..', 'tests', 'emulators', 'main.js');
  const child = spawn(process.execPath, [script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, EMULATOR_STATE: state },
    // Ctrl-C is this process's to handle: the emulators answer until the last job is done.
    detached: true,
  });
  process.on('exit', () => child.kill('SIGKILL'));
  const addresses = JSON.parse(await firstLine(child)) as Record<
    'weibo' | 'wechat',
    { url: string }
  >;
  process.env['WEIBO_API_URL'] = addresses.weibo.url;
  process.env['WECHAT_API_URL'] = addresses.wechat.url;
  // The receipts' links open the emulator's pages.
  process.env['WEIBO_WEB_URL'] ||= addresses.weibo.url;

  if (!process.env['CHANNELS_FILE']) {
    const file = path.join(dataDir, 'demo-channels.json');
    fs.writeFileSync(file, JSON.stringify(emulatorAccounts(), null, 2), { mode: 0o600 });
    process.env['CHANNELS_FILE'] = file;
  }
  return {
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
};
