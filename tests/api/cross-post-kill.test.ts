import { randomBytes } from 'node:crypto';

import { runKills } from '../kill/harness';
import { createDatabase, databaseUrl, dropDatabase, templateOf } from '../support/databases';

/** A part of `npm run test:kill`. */
const RUNS = 16;

describe('cross-post across kill -9 at step boundaries and at random moments', () => {
  const database = `test_${randomBytes(6).toString('hex')}`;
  beforeAll(async () => createDatabase(database, await templateOf('empty')));
  afterAll(() => dropDatabase(database));

  it('should lose nothing and post nothing twice', async () => {
    const report = await runKills({
      databaseUrl: databaseUrl(database),
      runs: RUNS,
      seed: Date.now(),
    });
    expect(report).toMatchObject({ notices: RUNS, deliveries: 2 * RUNS });
    expect({ lost: report.lost, twice: report.twice, unsettled: report.unsettled }).toEqual({
      lost: 0,
      twice: 0,
      unsettled: [],
    });
  }, 300_000);
});
