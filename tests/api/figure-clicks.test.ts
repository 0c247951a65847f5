import fc from 'fast-check';

import type { PublicationRateService } from '../../src/shared/contracts/publication-rate';
import { startApp, type App } from './support/app';

const POINTS = 3;
/** Entries are made on these days: the end of one year and the beginning of the next. */
const FIRST = Date.UTC(2016, 10, 25);
const DAYS = 110;

const dayOf = (offset: number): string =>
  new Date(FIRST + offset * 86_400_000).toISOString().slice(0, 10);

const upTo = (max: number) => fc.integer({ min: 0, max });
const [point, day, clicks, entry] = [upTo(POINTS - 1), upTo(DAYS), upTo(50), upTo(99)];
const kind = <K extends string>(name: K) => fc.constant(name);

/** What editors do; `entry` chooses among what has been entered. */
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: kind('enter'), point, day, clicks }) },
    { weight: 1, arbitrary: fc.record({ kind: kind('correct'), entry, day, clicks }) },
    { weight: 1, arbitrary: fc.record({ kind: kind('move'), entry, point }) },
    { weight: 1, arbitrary: fc.record({ kind: kind('delete'), entry }) },
  ),
  { minLength: 4, maxLength: 14 },
);
type Step = (typeof steps extends fc.Arbitrary<infer Steps> ? Steps : never)[number];

interface Entry {
  readonly documentId: string;
  readonly point: number;
  readonly day: number;
  readonly clicks: number;
}

describe('clicks kept by month', () => {
  let app: App;
  const points: string[] = [];
  beforeAll(async () => {
    app = await startApp();
    for (let index = 0; index < POINTS; index += 1) {
      const data = { name: `查询点${index}`, street: '街道', address: `${index}号` };
      const { documentId } = await app.strapi
        .documents('api::query-point.query-point')
        .create({ data: data as never });
      points.push(documentId);
    }
  });
  afterAll(() => app.stop());
  beforeEach(() => app.strapi.db.connection.raw('truncate query_point_visits cascade'));

  const visits = () => app.strapi.documents('api::query-point.query-point-visit');
  const dataOf = (entered: Omit<Entry, 'documentId'>): never =>
    ({
      day: dayOf(entered.day),
      clicks: entered.clicks,
      point: { documentId: points[entered.point] },
    }) as never;

  /** The entries after one more step; none is made twice for a day of a point. */
  const take = async (entries: readonly Entry[], step: Step): Promise<readonly Entry[]> => {
    const chosen = step.kind === 'enter' ? undefined : entries[step.entry % (entries.length || 1)];
    if (step.kind !== 'enter' && !chosen) return entries;
    const others = entries.filter((one) => one !== chosen);
    if (step.kind === 'delete') {
      await visits().delete({ documentId: chosen?.documentId as string });
      return others;
    }
    const changed = { ...chosen, ...step } as Entry;
    if (others.some((one) => one.point === changed.point && one.day === changed.day)) {
      return entries;
    }
    const data = dataOf(changed);
    if (chosen) {
      await visits().update({ documentId: chosen.documentId, data });
      return [...others, changed];
    }
    const { documentId } = await visits().create({ data });
    return [...others, { ...changed, documentId }];
  };

  /** What the entries say of a year up to a day, added up one by one. */
  const counted = (entries: readonly Entry[], year: number, asOf: string) => {
    const found: Record<string, { quantity: number; doneOn: string }> = {};
    for (const one of entries) {
      const date = dayOf(one.day);
      if (!date.startsWith(`${year}-`) || date > asOf) continue;
      const key = points[one.point] as string;
      const { quantity, doneOn } = found[key] ?? { quantity: 0, doneOn: '' };
      found[key] = { quantity: quantity + one.clicks, doneOn: date > doneOn ? date : doneOn };
    }
    return found;
  };

  const shown = async (year: number, asOf: string) => {
    const { items } = await app.strapi
      .plugin('publication-rate')
      .service<PublicationRateService>('figures')
      .drillDown({
        id: 'query-point.clicks',
        year,
        asOf,
        state: 'all',
        search: '',
        page: 1,
        pageSize: 50,
      });
    return Object.fromEntries(
      items.map(({ key, quantity, doneOn }) => [key, { quantity: Number(quantity), doneOn }]),
    );
  };

  it('should equal the entries on every day, whatever was done to them', async () => {
    const days = fc.array(day, { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(steps, days, async (taken, asked) => {
        let entries: readonly Entry[] = [];
        for (const step of taken) entries = await take(entries, step);
        for (const asOf of [...asked, DAYS].map(dayOf)) {
          for (const year of [2016, 2017]) {
            expect(await shown(year, asOf)).toEqual(counted(entries, year, asOf));
          }
        }
        await app.strapi.db.connection.raw('truncate query_point_visits cascade');
        expect(await shown(2017, dayOf(DAYS))).toEqual({});
      }),
      { numRuns: 12 },
    );
  });

  it('should count every entry of those that are made at once', async () => {
    const entries = Array.from({ length: 8 }, (_, index) => ({ point: 0, day: index, clicks: 1 }));
    await Promise.all(entries.map((one) => visits().create({ data: dataOf(one) })));
    const [only] = Object.values(await shown(2016, dayOf(DAYS)));
    expect(only).toEqual({ quantity: 8, doneOn: dayOf(7) });
  });
});
