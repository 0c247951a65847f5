import { randomBytes } from 'node:crypto';

import { runTogether } from '../kill/harness';
import { createDatabase, databaseUrl, dropDatabase, templateOf } from '../support/databases';

const NOTICES = 100;
const PROCESSES = 4;

/** `npm run bench` does it with 1,000 posts and the whole application in each process. */
describe('cross-post in four processes on one database', () => {
  const database = `test_${randomBytes(6).toString('hex')}`;
  beforeAll(async () => createDatabase(database, await templateOf('empty')));
  afterAll(() => dropDatabase(database));

  it('should post each of the posts once, whoever takes it', async () => {
    const { byProcess, ...counts } = await runTogether({
      databaseUrl: databaseUrl(database),
      notices: NOTICES,
      processes: PROCESSES,
    });
    expect(counts).toEqual({
      notices: NOTICES,
      deliveries: 2 * NOTICES,
      lost: 0,
      twice: 0,
      unsettled: [],
    });
    expect(Object.keys(byProcess).filter((name) => name.startsWith('kill-'))).toHaveLength(
      PROCESSES,
    );
  }, 300_000);
});
