import { PgBoss } from 'pg-boss';

import { addCover, DRAFT_ARTICLE, type BareJob } from './bare';

const CONCURRENCY = 12;

/** One call, its body read and parsed. */
const call = async (url: string, init: RequestInit): Promise<Record<string, unknown>> => {
  const response = await fetch(url, init);
  return JSON.parse(await response.text()) as Record<string, unknown>;
};

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

/** pg-boss with nothing around it: each job makes the calls that a post needs. */
const main = async (): Promise<void> => {
  const boss = new PgBoss({
    connectionString: process.env['DATABASE_URL'],
    max: 5,
    // The same settings as the plugin's own queue, else the comparison would flatter it.
    options: '-c synchronous_commit=off',
    useListenNotify: true,
  });
  boss.on('error', (error) => process.stderr.write(`${error.message}\n`));
  await boss.start();
  const { wechat, wechatToken, weibo, weiboToken } = JSON.parse(
    process.env['BARE_PLATFORMS'] as string,
  ) as Record<string, string>;
  const cover = await addCover(wechat as string, wechatToken as string);
  const ask = (path: string, body: unknown) =>
    call(`${wechat}${path}?access_token=${wechatToken}`, json(body));

  const handle = async ({ kind, number }: BareJob): Promise<void> => {
    const address = `http://127.0.0.1:1337/notices/bare-${number}`;
    if (kind === 'weibo') {
      await call(`${weibo}/2/statuses/share.json`, {
        method: 'POST',
        headers: { authorization: `OAuth2 ${weiboToken}` },
        body: new URLSearchParams({
          status: `【关于第 ${number} 批专项资金的公告】本月共发放低保金。 ${address}`,
          rip: '114.114.114.114',
        }),
      });
      return;
    }
    const draft = await ask('/cgi-bin/draft/add', {
      articles: [{ ...DRAFT_ARTICLE, thumb_media_id: cover, content_source_url: address }],
    });
    await ask('/cgi-bin/openapi/quota/get', { cgi_path: '/cgi-bin/freepublish/submit' });
    const job = await ask('/cgi-bin/freepublish/submit', { media_id: draft['media_id'] });
    await ask('/cgi-bin/freepublish/get', { publish_id: job['publish_id'] });
  };
  const work = async (): Promise<void> => {
    let worker: string | null = null;
    worker = await boss.work<BareJob>(
      'bare',
      { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 },
      async ([job]) => {
        if (job) await handle(job.data);
        // The next one at once, as the plugin's own workers do.
        if (worker !== null) boss.notifyWorker(worker);
      },
    );
  };
  process.on('message', () => {
    for (let index = 0; index < CONCURRENCY; index += 1) void work();
  });
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
};

void main();
