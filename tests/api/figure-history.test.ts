import { setTimeout as sleep } from 'node:timers/promises';

import fc from 'fast-check';

import type { PublicationRateService } from '../../src/shared/contracts/publication-rate';
import { addDays, today } from '../../src/shared/legal-days';
import { startApp, type App } from './support/app';

const FUND = 'api::fund.fund';
const IDS = ['fund.due.count', 'fund.published.count', 'fund.published.amount', 'fund.rate'];

/** What somebody does to one of the funds or notices. */
type Step = { readonly place: number; readonly act: 'publish' | 'unpublish' | 'change' };

/** Funds, or notices, of a history. */
const ITEMS = 3;
const RUNS = 8;
const FIRST_YEAR = 2000;

const steps = fc.array(
  fc.record({
    place: fc.integer({ min: 0, max: ITEMS - 1 }),
    act: fc.constantFrom<Step['act']>('publish', 'publish', 'unpublish', 'change'),
  }),
  { minLength: 4, maxLength: 10 },
);

/** What was public at an instant, replayed by hand. */
interface Moment {
  readonly instant: string;
  readonly amounts: readonly (number | null)[];
}

describe('figures at every past instant', () => {
  let app: App;
  let figures: PublicationRateService;
  let year = FIRST_YEAR;

  beforeAll(async () => {
    app = await startApp();
    figures = app.strapi.plugin('publication-rate').service('figures');
  });
  afterAll(() => app.stop());

  /** A moment after which nothing of before happens, and before which nothing of later does. */
  const now = async (): Promise<string> => {
    await sleep(3);
    const instant = new Date().toISOString();
    await sleep(3);
    return instant;
  };

  const sources = (amount: number) => ({ central: 0, province: 0, city: 0, district: amount });

  it('should equal a replay of any history of publishing and withdrawing', async () => {
    const department = await app.strapi.documents('api::organization.organization').create({
      data: {
        code: '11341702486344515H',
        name: '区某局',
        slug: 'qu-mou-ju',
        kind: 'organ',
        isBudgetUnit: true,
        isFirstLevel: true,
        state: 'active',
      },
    });
    const documents = app.strapi.documents(FUND);

    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        year += 1;
        const ids: string[] = [];
        const drafts: number[] = [];
        for (let place = 0; place < ITEMS; place += 1) {
          const amount = 100 * (place + 1);
          const { documentId } = await documents.create({
            data: {
              year,
              code: `${year}-0${place + 1}`,
              name: `资金${year}-${place + 1}`,
              slug: `fund-${year}-${place + 1}`,
              category: 'community-project',
              department: { connect: [{ documentId: department.documentId }] },
              totalAmount: amount,
              sources: sources(amount),
              standards: '按规定',
              policies: [{ title: '办法', docNumber: '', issuedOn: '2017-01-01' }],
              asOf: '2017-12-01',
            } as never,
          });
          ids.push(documentId);
          drafts.push(amount);
        }

        const amounts: (number | null)[] = Array(ITEMS).fill(null);
        const moments: Moment[] = [{ instant: await now(), amounts: [...amounts] }];
        for (const { place: fund, act } of history) {
          const documentId = ids[fund] as string;
          if (act === 'publish') {
            await documents.publish({ documentId });
            amounts[fund] = drafts[fund] as number;
          } else if (act === 'unpublish') {
            await documents.unpublish({ documentId });
            amounts[fund] = null;
          } else {
            const amount = (drafts[fund] as number) + 1;
            await documents.update({
              documentId,
              data: { totalAmount: amount, sources: sources(amount) } as never,
            });
            drafts[fund] = amount;
          }
          moments.push({ instant: await now(), amounts: [...amounts] });
        }

        for (const moment of moments) {
          const { data } = await figures.compute({ year, asOf: moment.instant, ids: IDS });
          const there = moment.amounts.filter((amount) => amount !== null);
          const rate = Math.floor((there.length * 10_000) / ITEMS) / 100;
          expect([history, moment, ...data.map(({ value }) => Number(value))]).toEqual([
            history,
            moment,
            ITEMS,
            there.length,
            there.reduce((sum, amount) => sum + amount, 0),
            rate,
          ]);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(year).toBeGreaterThanOrEqual(FIRST_YEAR + RUNS);
  });

  it('should equal a replay of notices too, and of what of them was in time', async () => {
    const documents = app.strapi.documents('api::notice.notice');
    const issuedOn = today();
    // Long overdue, and due in twenty working days.
    const formedOn = { late: addDays(issuedOn, -60), early: issuedOn };
    type Formed = keyof typeof formedOn;

    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const ids: string[] = [];
        const drafts: Formed[] = [];
        for (let place = 0; place < ITEMS; place += 1) {
          const formed: Formed = place === 0 ? 'late' : 'early';
          const { documentId } = await documents.create({
            data: {
              title: `公告${place + 1}`,
              kind: 'announcement',
              issuedOn,
              formedOn: formedOn[formed],
            },
          });
          ids.push(documentId);
          drafts.push(formed);
        }

        const recorded: (Formed | null)[] = Array(ITEMS).fill(null);
        const moments = [{ instant: await now(), recorded: [...recorded] }];
        for (const { place, act } of history) {
          const documentId = ids[place] as string;
          if (act === 'publish') {
            await documents.publish({ documentId });
            recorded[place] = drafts[place] as Formed;
          } else if (act === 'unpublish') {
            await documents.unpublish({ documentId });
            recorded[place] = null;
          } else {
            const formed = drafts[place] === 'late' ? 'early' : 'late';
            await documents.update({ documentId, data: { formedOn: formedOn[formed] } });
            drafts[place] = formed;
          }
          moments.push({ instant: await now(), recorded: [...recorded] });
        }

        for (const moment of moments) {
          const { data } = await figures.compute({
            year: Number(issuedOn.slice(0, 4)),
            asOf: moment.instant,
            ids: ['notice.rate', 'notice.timely-rate'],
          });
          const there = moment.recorded.filter((formed) => formed !== null);
          const inTime = there.filter((formed) => formed === 'early').length;
          // What wasn't public is judged by its draft as it is now, and left out while it has time.
          const overdue = moment.recorded.filter(
            (formed, place) => formed === null && drafts[place] === 'late',
          ).length;
          expect([
            history,
            moment,
            ...data.map(({ numerator, denominator }) => [Number(numerator), Number(denominator)]),
          ]).toEqual([history, moment, [there.length, ITEMS], [inTime, there.length + overdue]]);
        }
        for (const documentId of ids) await documents.delete({ documentId });
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});
