import { MultipartError, parseMultipart } from './multipart';

const TYPE = 'multipart/form-data; boundary=XX';

const parse = (text: string, type = TYPE) => parseMultipart(type, Buffer.from(text));

describe('parseMultipart', () => {
  it('reads what fetch and FormData write', async () => {
    const form = new FormData();
    form.set('status', '公告');
    form.set('pic', new Blob([new Uint8Array([13, 10, 45, 45])]), 'a "b".png');
    const request = new Request('http://x.invalid', { method: 'POST', body: form });
    const body = Buffer.from(await request.arrayBuffer());
    const [status, pic] = parseMultipart(request.headers.get('content-type') ?? '', body);
    expect(status).toMatchObject({ name: 'status', filename: undefined });
    expect(status?.data.toString()).toBe('公告');
    expect(pic).toMatchObject({ name: 'pic', filename: 'a "b".png' });
    expect([...(pic?.data ?? [])]).toEqual([13, 10, 45, 45]);
  });

  it('keeps data that looks like a delimiter but is none', () => {
    const [part] = parse(
      '--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\nx--XX\n--XY\r\n--XX--\r\n',
    );
    expect(part?.data.toString()).toBe('x--XX\n--XY');
  });

  it.each([
    ['no boundary', 'x', 'multipart/form-data'],
    ['another type', '--XX--', 'application/json'],
    ['no opening delimiter', 'hello', TYPE],
    ['bare LF', '--XX\nContent-Disposition: form-data; name="a"\n\nb\n--XX--\n', TYPE],
    ['no closing delimiter', '--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\nb', TYPE],
    ['no name', '--XX\r\nContent-Disposition: form-data\r\n\r\nb\r\n--XX--\r\n', TYPE],
    ['no disposition', '--XX\r\nContent-Type: text/plain\r\n\r\nb\r\n--XX--\r\n', TYPE],
    [
      'an epilogue',
      '--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--XX--\r\nmore',
      TYPE,
    ],
  ])('refuses a body with %s', (_, body, type) => {
    expect(() => parse(body, type)).toThrow(MultipartError);
  });
});
