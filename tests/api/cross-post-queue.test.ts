import { Client } from 'pg';

import type {
  DeliverySummary,
  Page,
} from '../../src/plugins/cross-post/shared/contracts/deliveries';
import type { Overview } from '../../src/plugins/cross-post/shared/contracts/flow';
import { startApp, type App } from './support/app';
import { channelEnvironment } from './support/cross-post';
import { deskUser, type DeskUser } from './support/desk-users';

const YEAR = 2062;
const FINISHED = 50_000;
/** Pages of memory. */
const MARGIN = 30;
const PLACES = {
  overview: '/cross-post/overview',
  queue: '/cross-post/deliveries?page=1&pageSize=100',
  'third page': '/cross-post/deliveries?page=3&pageSize=100',
  'lane waiting': '/cross-post/deliveries?lane=waiting',
  'lane scheduled': '/cross-post/deliveries?lane=scheduled',
  'lane sending': '/cross-post/deliveries?lane=sending',
  'lane uncertain': '/cross-post/deliveries?lane=uncertain',
  'lane staged': '/cross-post/deliveries?lane=staged',
  'lane failed': '/cross-post/deliveries?lane=failed',
  'lane done': '/cross-post/deliveries?lane=done',
  'lane correction': '/cross-post/deliveries?lane=correction',
  'state withdrawn': '/cross-post/deliveries?state=withdrawn',
  'one account': '/cross-post/deliveries?channel=:channel',
  'failed of one account': '/cross-post/deliveries?channel=:channel&lane=failed',
  accounts: '/cross-post/channels',
  withdrawals: '/cross-post/withdrawals',
  calendar: '/cross-post/calendar?from=:from&to=:to',
  document: '/cross-post/documents/source1/deliveries',
} as const;
type Place = keyof typeof PLACES;

interface Statement {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

/** What the database does for a page: statements, and pages of memory that it looks at. */
interface Cost {
  readonly statements: number;
  readonly buffers: number;
}

describe('the queue after years', () => {
  let app: App;
  let office: DeskUser;
  let channel: string;
  let database: Client;

  beforeAll(async () => {
    app = await startApp({
      env: await channelEnvironment({ wechat: 'http://127.0.0.1:9', weibo: 'http://127.0.0.1:9' }),
    });
    database = new Client({ connectionString: app.databaseUrl });
    await database.connect();
    office = await deskUser(app, 'gongkai-office', '公开办');
    const { rows } = await app.strapi.db.connection.raw<{ rows: { id: string }[] }>(
      `select document_id as id from cross_post_channels order by kind`,
    );
    channel = rows[0]?.id ?? '';
  });
  afterAll(async () => {
    await database?.end();
    await app.stop();
  });

  /** Deliveries numbered `first` to `last`, an hour apart, the last one `daysAgo` days ago. */
  const add = async (first: number, last: number, daysAgo: number, isMixed: boolean) => {
    await app.strapi.db.connection.raw(
      `insert into cross_post_deliveries (document_id, post_document_id, channel_document_id, channel_kind,
         source_uid, source_document_id, title, state, step, content, content_hash, approved_hash, remote,
         attempts, reconciliations, is_edited, schedule_kind, has_own_deadline, scheduled_at, not_after,
         delivered_at, checked_at, next_attempt_at, error_message, correction_at, created_at, updated_at, published_at)
       select 'delivery' || n, 'post' || n, c.document_id, c.kind, 'api::notice.notice', 'source' || n / 2,
         '关于发放第' || n || '批补助的公告', s.state, 'share',
         jsonb_build_object('text', repeat(md5(n::text), 80), 'canonicalUrl', 'https://example.gov.cn/' || n),
         md5(n::text), md5(n::text), '{}'::jsonb, 0, 0, false, 'now', false, t.at, now() + interval '7 days',
         case when s.state in ('published', 'withdrawn') then t.at end,
         case when s.state in ('published', 'withdrawn') then t.at end,
         case when s.state = 'queued' then now() + interval '5 days' end, '原因',
         case when :isMixed and n % 400 = 0 then t.at end, t.at, t.at, t.at
       from generate_series(cast(:first as int), cast(:last as int)) n
       join (select document_id, kind, row_number() over (order by kind) - 1 as number from cross_post_channels) c
         on c.number = n % 2
       cross join lateral (select now() at time zone 'UTC' - interval '1 day' * :daysAgo
         - interval '1 hour' * (:last - n) as at) t
       cross join lateral (select case
         when :isMixed and n % 50 = 0 then 'waiting' when :isMixed and n % 50 = 1 then 'queued'
         when :isMixed and n % 200 = 2 then 'failed' when :isMixed and n % 500 = 3 then 'uncertain'
         when n % 40 = 5 then 'cancelled' when n % 100 = 6 then 'withdrawn'
         else 'published' end as state) s`,
      { first, last, daysAgo, isMixed },
    );
    // Index-only scans need to know which pages everybody sees.
    await app.strapi.db.connection.raw('vacuum analyze cross_post_deliveries');
  };

  const addressOf = (place: Place): string =>
    PLACES[place]
      .replace(':channel', channel)
      .replace(':from', new Date(Date.now() - 15 * 86_400_000).toISOString())
      .replace(':to', new Date(Date.now() + 15 * 86_400_000).toISOString());

  const statementsOf = async (place: Place): Promise<Statement[]> => {
    const seen: Statement[] = [];
    const note = ({ sql, bindings }: Statement): void => {
      if (/from\s+(cross_post|pgboss)/i.test(sql)) seen.push({ sql, bindings });
    };
    app.strapi.db.connection.on('query', note);
    const answer = await office.get(addressOf(place));
    app.strapi.db.connection.removeListener('query', note);
    expect(answer.status).toBe(200);
    return seen;
  };

  const buffersOf = async ({ sql, bindings }: Statement): Promise<number> => {
    const explained = await database.query<{
      'QUERY PLAN': { Plan: Record<string, number> }[];
    }>(`explain (analyze, buffers, format json) ${sql}`, [...bindings]);
    const plan = explained.rows[0]?.['QUERY PLAN'][0]?.Plan;
    return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0);
  };

  const measure = async (): Promise<Record<Place, Cost>> => {
    const costs: Partial<Record<Place, Cost>> = {};
    for (const place of Object.keys(PLACES) as Place[]) {
      const statements = await statementsOf(place);
      expect(statements.length).toBeGreaterThan(0);
      let buffers = 0;
      for (const statement of statements) buffers += await buffersOf(statement);
      costs[place] = { statements: statements.length, buffers };
    }
    return costs as Record<Place, Cost>;
  };

  it('should look at no more of the database with 50,000 finished posts behind it', async () => {
    await add(FINISHED + 1, FINISHED + YEAR, 0, true);
    const before = await measure();
    await add(1, FINISHED, 90, false);
    const after = await measure();
    for (const place of Object.keys(PLACES) as Place[]) {
      const { statements, buffers } = after[place];
      expect({ place, statements }).toEqual({ place, statements: before[place].statements });
      // A deeper index is a few pages more; reading the finished ones would be thousands.
      expect({ place, more: Math.max(0, buffers - before[place].buffers - MARGIN) }).toEqual({
        place,
        more: 0,
      });
    }
  }, 120_000);

  it('should count no lane to its end', async () => {
    const { lanes } = (await office.get(PLACES.overview)).body.data as Overview;
    expect(lanes.done).toBe(1000);
    expect(lanes.failed).toBeGreaterThan(0);
    const page = (await office.get(PLACES.queue)).body as unknown as Page<DeliverySummary>;
    expect(page.results).toHaveLength(100);
    expect(page.pagination.total).toBe(10_000);
  });
});
