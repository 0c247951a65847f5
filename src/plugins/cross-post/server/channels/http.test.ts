import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { callPlatform, parseJson, TransportError, type Exchange } from './http';

describe('callPlatform', () => {
  let server: Server | undefined;
  const exchanges: Exchange[] = [];

  const serve = async (listener: RequestListener): Promise<string> => {
    server = createServer(listener);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const call = (baseUrl: string, isIrreversible = true) =>
    callPlatform({
      baseUrl,
      method: 'POST',
      path: '/post',
      query: { access_token: 'secret-token' },
      json: { text: '公告', secret: 'secret-of-app' },
      isIrreversible,
      record: (exchange) => exchanges.push(exchange),
    });
  afterEach(async () => {
    exchanges.length = 0;
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  });

  it('should read no further than any real answer goes', async () => {
    let sent = 0;
    const chunk = Buffer.alloc(64 * 1024, ' ');
    const baseUrl = await serve((request, response) => {
      request.resume();
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        sent += chunk.length;
      };
      response.on('drain', more);
      more();
    });
    await expect(call(baseUrl)).rejects.toMatchObject({ code: 'http-200', isAmbiguous: true });
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it('should follow no redirection', async () => {
    const hits: string[] = [];
    const baseUrl = await serve((request, response) => {
      hits.push(request.url ?? '');
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await expect(call(baseUrl)).rejects.toBeInstanceOf(TransportError);
    expect(hits).toEqual(['/post?access_token=secret-token']);
  });

  it.each([
    ['a page', '<html>502</html>'],
    ['half an answer', '{"idstr":"12'],
    ['a list', '[]'],
    ['nothing', ''],
  ])('should not understand %s', async (_name, body) => {
    const baseUrl = await serve((_request, response) => response.end(body));
    await expect(call(baseUrl)).rejects.toMatchObject({ isAmbiguous: true });
    await expect(call(baseUrl, false)).rejects.toMatchObject({ isAmbiguous: false });
  });

  it('should know that nothing has left where nobody listens', async () => {
    const baseUrl = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    await expect(call(baseUrl)).rejects.toMatchObject({ isAmbiguous: false });
  });

  it('should keep the exchange without its secrets', async () => {
    const baseUrl = await serve((_request, response) =>
      response.end('{"access_token":"secret-answer","id":201110410216293360}'),
    );
    const { body } = await call(baseUrl);
    expect(body['id']).toBe('201110410216293360');
    expect(JSON.stringify(exchanges)).not.toContain('secret-');
  });
});

describe('parseJson', () => {
  it('should keep what a double can’t hold as text', () => {
    expect(parseJson('{"id":201110410216293360,"n":7,"x":1.5}')).toEqual({
      id: '201110410216293360',
      n: 7,
      x: 1.5,
    });
  });
});
