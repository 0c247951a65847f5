import fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import type { CallBudget } from '../../../src/plugins/cross-post/server/channels/budget';
import type { StepContext } from '../../../src/plugins/cross-post/server/channels/types';
import { createBoardAdapter } from './adapter';

const GUIDE = path.resolve(__dirname, '../../../CONTRIBUTING.md');

/** A board that keeps what it is given, and loses the answer to what says so. */
const startBoard = async (posts: { id: string; text: string }[]): Promise<Server> => {
  const server = createServer((request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const [, , id] = (request.url ?? '').split('/');
      const place = posts.findIndex((post) => post.id === id);
      if (request.url === '/account') return answer(200, {});
      if (id !== undefined && place < 0) return answer(404, {});
      if (id !== undefined) {
        if (request.method === 'POST') posts.splice(place, 1);
        return answer(200, {});
      }
      if (request.method === 'GET') return answer(200, { posts });
      const { text } = JSON.parse(body) as { text: string };
      posts.push({ id: String(posts.length + 1), text });
      if (text.includes('失联')) return request.socket.destroy();
      return answer(200, { id: String(posts.length) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

describe('the example of a channel', () => {
  const posts: { id: string; text: string }[] = [];
  const spent: unknown[] = [];
  const budget: CallBudget = {
    spend: async (channel, spendings) => void spent.push([channel, spendings]),
    block: async () => undefined,
  };
  let board: Server;
  let adapter: ReturnType<typeof createBoardAdapter>;

  beforeAll(async () => {
    board = await startBoard(posts);
    const { port } = board.address() as AddressInfo;
    adapter = createBoardAdapter({ apiUrl: `http://127.0.0.1:${port}`, budget });
  });
  afterAll(() => new Promise((resolve) => board.close(resolve)));

  const contextOf = (title: string, remoteId: string | null = null) => {
    const canonicalUrl = 'https://www.example.gov.cn/notices/1';
    const { content } = adapter.compose({
      title,
      summary: '',
      html: '',
      canonicalUrl,
      author: '',
      coverFileId: null,
    });
    return {
      channel: { documentId: 'account' },
      delivery: { content, remoteId },
      sendBefore: null,
      record: () => undefined,
      isTaken: async (id: string) => id === '1',
    } as unknown as StepContext;
  };

  it('should be what the guide for contributors shows', () => {
    const source = fs.readFileSync(path.join(__dirname, 'adapter.ts'), 'utf8');
    const shown = source.slice(source.indexOf('export const createBoardAdapter'));
    expect(fs.readFileSync(GUIDE, 'utf8')).toContain(`\`\`\`ts\n${shown}\`\`\`\n`);
  });

  it('should post, look up and withdraw', async () => {
    const { post } = adapter.steps;
    const outcome = await post?.run(contextOf('公告'));
    expect(outcome).toMatchObject({ kind: 'published', remoteId: '1' });
    expect(posts).toEqual([{ id: '1', text: '公告 https://www.example.gov.cn/notices/1' }]);
    expect(spent).toEqual([['account', [{ endpoint: '/posts' }]]]);
    // Another delivery has it already.
    expect(await post?.read?.(contextOf('公告'))).toEqual({ kind: 'absent' });
    const out = contextOf('公告', '1') as never;
    expect(await adapter.lookUp(out)).toBe('there');
    expect(await adapter.withdraw(out)).toEqual({ kind: 'done' });
    expect(await adapter.lookUp(out)).toBe('gone');
    expect(await adapter.withdraw(out)).toEqual({ kind: 'done' });
    expect(await adapter.test({} as never)).toMatchObject([{ state: 'ok' }]);
  });

  it('should settle a lost answer by reading', async () => {
    posts.push({ id: '1', text: '别的' });
    const context = contextOf('失联');
    const error = await adapter.steps['post']?.run(context).catch((thrown: unknown) => thrown);
    expect(adapter.classify(error, context)).toMatchObject({ kind: 'uncertain' });
    expect(await adapter.steps['post']?.read?.(context)).toMatchObject({
      kind: 'found',
      outcome: { kind: 'published', remoteId: '2' },
    });
  });

  it('should tell what is too long, and keep the address', () => {
    const { content } = contextOf('公告').delivery;
    const edited = adapter.variant.edit(content, { text: '长'.repeat(200) });
    expect(adapter.variant.check(edited, { safeDomains: [] }).issues).toMatchObject([
      { level: 'error', field: 'text' },
    ]);
    expect(adapter.variant.fields(edited).fields.text).toBe('长'.repeat(200));
  });
});
