import dns, { type LookupAddress } from 'node:dns';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { send } from './webhook-sender';

/** Names as a hostile DNS server would answer them; anything else is not found. */
const answerNames = (names: Readonly<Record<string, readonly string[]>>): void => {
  jest.spyOn(dns, 'lookup').mockImplementation(((
    hostname: string,
    _options: object,
    callback: (error: Error | null, addresses?: LookupAddress[]) => void,
  ) => {
    const addresses = names[hostname];
    if (!addresses) return callback(Object.assign(new Error(), { code: 'ENOTFOUND' }));
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as unknown as typeof dns.lookup);
};

describe('sending', () => {
  let server: http.Server;
  let port: number;
  let connections = 0;

  beforeAll(async () => {
    server = http.createServer((_request, response) => response.end('reached'));
    server.on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  beforeEach(() => {
    connections = 0;
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const sendTo = (url: string, allowsLoopback = false) =>
    send(url, {}, '{}', { timeoutMs: 1_000, allowsLoopback });

  it.each([
    ['this machine', ['127.0.0.1']],
    ['this machine by IPv6', ['::1']],
    ['an inner network', ['10.0.0.7']],
    ['metadata of a cloud', ['169.254.169.254']],
    ['IPv4 within IPv6', ['::ffff:127.0.0.1']],
    ['an inner address among public ones', ['8.8.8.8', '127.0.0.1']],
    ['nothing at all', []],
  ])('should refuse a name that leads to %s', async (_, addresses) => {
    answerNames({ 'hooks.example.gov.cn': addresses });
    const end = await sendTo(`https://hooks.example.gov.cn:${port}/`);
    expect(end).toMatchObject({ outcome: 'blocked', status: null, answer: null });
    expect(connections).toBe(0);
  });

  it('should look the name up at each message: one that was public once may not be now', async () => {
    answerNames({ 'hooks.example.gov.cn': ['192.0.2.1'] });
    expect((await sendTo('https://hooks.example.gov.cn/')).outcome).toBe('blocked');
    answerNames({});
    expect(await sendTo('https://hooks.example.gov.cn/')).toMatchObject({
      outcome: 'unreachable',
      error: '找不到该域名，请核对地址',
    });
  });

  it('should refuse inner addresses that are written out, without a connection', async () => {
    for (const url of [`http://127.0.0.1:${port}/`, `https://127.0.0.1:${port}/`, 'https://[::1]/'])
      expect((await sendTo(url)).outcome).toBe('blocked');
    expect(connections).toBe(0);
  });

  it('should reach this machine where that is allowed, and still no inner network', async () => {
    expect(await sendTo(`http://127.0.0.1:${port}/`, true)).toMatchObject({
      outcome: 'delivered',
      status: 200,
      answer: 'reached',
    });
    answerNames({ localhost: ['10.0.0.7'] });
    expect((await sendTo(`http://localhost:${port}/`, true)).outcome).toBe('blocked');
  });
});
