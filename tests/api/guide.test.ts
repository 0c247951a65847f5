import { execFile } from 'node:child_process';
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

import { startApp, type App } from './support/app';

const ROOT = path.resolve(__dirname, '..', '..');
const GUIDES = ['zh', 'en'] as const;
const PLACE = 'http://localhost:1337';

const run = promisify(execFile);

interface Example {
  readonly name: string;
  readonly language: string;
  readonly code: string;
}

const examplesOf = (guide: string): Example[] => {
  const text = fs.readFileSync(path.join(ROOT, 'docs', 'guide', `${guide}.md`), 'utf8');
  let heading = '';
  const examples: Example[] = [];
  for (const [, title, language = '', code = ''] of text.matchAll(
    /^## (.+)$|^```(\w+)\n([\s\S]*?)^```$/gm,
  )) {
    if (title) heading = title;
    else examples.push({ name: `${guide}: ${heading} (${language})`, language, code });
  }
  return examples;
};

const EXAMPLES = GUIDES.flatMap(examplesOf);

/** Every piece of code in the guide does what it says. */
describe('developer guide', () => {
  let app: App;
  let base: string;
  // Inside the repository, so that the examples find their packages.
  const dir = path.join(ROOT, '.data', `guide-${process.pid}`);

  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps' });
    await new Promise<void>((resolve) => app.strapi.server.httpServer.listen(0, resolve));
    const { port } = app.strapi.server.httpServer.address() as AddressInfo;
    base = `http://127.0.0.1:${port}`;
    fs.mkdirSync(dir, { recursive: true });
  });
  afterAll(async () => {
    fs.rmSync(dir, { recursive: true, force: true });
    await app.stop();
  });

  const execute = async ({ language, code }: Example): Promise<string> => {
    const real = code.replaceAll(PLACE, base);
    if (language === 'sh') return (await run('bash', ['-e', '-c', real])).stdout;
    const file = path.join(dir, 'example.mts');
    fs.writeFileSync(file, real);
    return (await run(process.execPath, ['--disable-warning=ExperimentalWarning', file])).stdout;
  };

  it('should have the same examples in both languages', () => {
    const [zh, en] = GUIDES.map((guide) => examplesOf(guide).map(({ language }) => language));
    expect(zh).toEqual(en);
    expect(zh?.length).toBe(13);
  });

  it.each(EXAMPLES.map((example) => [example.name, example] as const))('%s', async (_, example) => {
    const output = await execute(example);
    expect(output.trim().length).toBeGreaterThan(0);
    expect(output).not.toContain('undefined');
  });
});
