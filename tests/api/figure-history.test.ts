import { setTimeout as sleep } from 'node:timers/promises';

import fc from 'fast-check';

import type { PublicationRateService } from '../../src/shared/contracts/publication-rate';
import { startApp, type App } from './support/app';

const FUND = 'api::fund.fund';
const IDS = ['fund.due.count', 'fund.published.count', 'fund.published.amount', 'fund.rate'];

/** What somebody does to one of the funds. */
type Step = { readonly fund: number; readonly act: 'publish' | 'unpublish' | 'change' };

const FUNDS = 3;
const RUNS = 8;
const FIRST_YEAR = 2000;

const steps = fc.array(
  fc.record({
    fund: fc.integer({ min: 0, max: FUNDS - 1 }),
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
        for (let place = 0; place < FUNDS; place += 1) {
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

        const amounts: (number | null)[] = Array(FUNDS).fill(null);
        const moments: Moment[] = [{ instant: await now(), amounts: [...amounts] }];
        for (const { fund, act } of history) {
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
          const rate = Math.floor((there.length * 10_000) / FUNDS) / 100;
          expect([history, moment, ...data.map(({ value }) => Number(value))]).toEqual([
            history,
            moment,
            FUNDS,
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
});
