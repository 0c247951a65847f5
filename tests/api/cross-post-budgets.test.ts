import {
  createBudgetsService,
  type BudgetsService,
} from '../../src/plugins/cross-post/server/services/budgets';
import { startApp, type App } from './support/app';

const LOOK = { endpoint: '/cgi-bin/freepublish/get', isOptional: true };
/** 100 a day, of which 40 are kept. */
const LOOKS_A_DAY = 60;

describe('call budgets', () => {
  let app: App;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  const spend = async (nodes: readonly BudgetsService[], account: string, calls: number) => {
    const results = await Promise.allSettled(
      Array.from({ length: calls }, (_, index) =>
        (nodes[index % nodes.length] as BudgetsService).of('wechat').spend(account, [LOOK]),
      ),
    );
    return results.filter(({ status }) => status === 'fulfilled').length;
  };

  const counted = async (account: string): Promise<number> => {
    const { rows } = await app.strapi.db.connection.raw<{ rows: { used: number }[] }>(
      `select used from cross_post_call_counts where channel_document_id = ? and endpoint = ?`,
      [account, LOOK.endpoint],
    );
    return rows[0]?.used ?? 0;
  };

  const node = () => createBudgetsService({ strapi: app.strapi });

  it('grant what is left to the call, however many ask at once', async () => {
    expect(await spend([node()], 'one-node', 150)).toBe(LOOKS_A_DAY);
    expect(await counted('one-node')).toBe(LOOKS_A_DAY);
  });

  it('are shared by processes that ask at once', async () => {
    expect(await spend([node(), node(), node()], 'three-nodes', 300)).toBe(LOOKS_A_DAY);
    expect(await counted('three-nodes')).toBe(LOOKS_A_DAY);
  });

  it('grant the last calls of a day though more are wanted together than are left', async () => {
    const nodes = [node()];
    expect(await spend(nodes, 'nearly', LOOKS_A_DAY - 3)).toBe(LOOKS_A_DAY - 3);
    expect(await spend(nodes, 'nearly', 10)).toBe(3);
    expect(await counted('nearly')).toBe(LOOKS_A_DAY);
  });

  it('are counted together by those that call together', async () => {
    let statements = 0;
    const count = ({ sql }: { sql: string }): void => {
      if (sql.includes('cross_post_call_counts')) statements += 1;
    };
    app.strapi.db.connection.on('query', count);
    expect(await spend([node()], 'together', 50)).toBe(50);
    app.strapi.db.connection.removeListener('query', count);
    expect(statements).toBeLessThanOrEqual(2);
    expect(await counted('together')).toBe(50);
  });
});
