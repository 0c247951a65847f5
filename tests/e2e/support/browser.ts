import fs from 'node:fs';
import path from 'node:path';

import { chromium, type Browser, type Page } from 'playwright-core';

const CANDIDATES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The browser on this machine, if there is one. */
const executablePath = CANDIDATES.find(
  (file): file is string => Boolean(file) && fs.existsSync(file as string),
);

/**
 * A suite that needs a browser. Without one it is reported as skipped; under CI it runs and fails,
 * so that a missing browser can't pass for a passing test.
 */
export const browserSuite = executablePath || process.env['CI'] ? describe : describe.skip;

/** Opens Chromium as an editor has it: Chinese, nothing stored. */
export const openBrowser = async (): Promise<Browser> => {
  if (!executablePath)
    throw new Error('no browser: apt-get install chromium fonts-noto-cjk, or set CHROMIUM_PATH');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};

/** A fresh page with a desktop's size. */
export const openPage = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
  });
  return context.newPage();
};

/** Signs in at the panel's own page. */
export const signIn = async (
  page: Page,
  url: string,
  email: string,
  password: string,
): Promise<void> => {
  await page.goto(`${url}/admin/auth/login`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((address) => !address.pathname.includes('/auth/'));
};

/** With SCREENSHOTS=1 keeps a picture to look at, in tests/e2e/screenshots (not in git). */
export const snap = async (page: Page, name: string): Promise<void> => {
  if (!process.env['SCREENSHOTS']) return;
  const dir = path.resolve(__dirname, '..', 'screenshots');
  fs.mkdirSync(dir, { recursive: true });
  await page.screenshot({ path: path.join(dir, `${name}.png`), fullPage: true });
};
