import { request } from 'node:http';
import { fileForm, jpg, png, wechatClient, type WechatClient } from '../testing';
import { startWechatEmulator, type WechatEmulator } from '../wechat';

const MB = 1024 * 1024;

describe('media', () => {
  let emulator: WechatEmulator;
  let client: WechatClient;

  beforeEach(async () => {
    emulator = await startWechatEmulator();
    client = await wechatClient(emulator);
  });
  afterEach(() => emulator.close());

  const uploadimg = (form: FormData) => client.upload('media/uploadimg', form);

  it('answers uploadimg as text/plain with an http URL, and serves the image', async () => {
    const answer = await uploadimg(fileForm('media', png(), 'a.png'));
    expect(answer.type).toBe('text/plain');
    expect(answer.body.errcode).toBeUndefined();
    expect(answer.body.url).toMatch(/^http:\/\/mmbiz\.qpic\.cn\/mmbiz_png\/[\w-]+\/0\?wx_fmt=png$/);
    const id = answer.body.url.split('/')[4];
    const image = await fetch(`${emulator.url}/mmbiz/${id}`);
    expect(image.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await image.arrayBuffer())).toEqual(png());
  });

  it('wants the field named media with a file name', async () => {
    expect((await uploadimg(fileForm('file', png(), 'a.png'))).body.errcode).toBe(41005);
    const field = new FormData();
    field.set('media', 'not a file');
    expect((await uploadimg(field)).body.errcode).toBe(41005);
    expect((await client.post('media/uploadimg', {})).body.errcode).toBe(41005);
  });

  it('refuses chunked uploads, which real servers lose', async () => {
    const target = `${emulator.url}/cgi-bin/media/uploadimg?access_token=${client.token}`;
    const code = await new Promise((resolve, reject) => {
      const call = request(
        target,
        { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=XX' } },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => resolve(JSON.parse(text).errcode));
        },
      );
      call.on('error', reject);
      call.write('--XX\r\nContent-Disposition: form-data; name="media"; filename="a.png"\r\n\r\n');
      call.write(png());
      call.end('\r\n--XX--\r\n');
    });
    expect(code).toBe(41005);
    expect(emulator.state.traffic.requests.at(-1)?.chunked).toBe(true);
  });

  it.each([
    ['a GIF', 'a.png', new Uint8Array(Buffer.from('GIF89a........'))],
    ['text', 'a.png', new Uint8Array(Buffer.from('hello world'))],
    ['a name without extension', 'blob', png()],
  ])('refuses %s with 40005', async (_, name, bytes) => {
    expect((await uploadimg(fileForm('media', bytes, name))).body.errcode).toBe(40005);
  });

  it('refuses 1 MB in uploadimg and an empty file', async () => {
    expect((await uploadimg(fileForm('media', jpg(MB - 1), 'a.jpg'))).body.url).toBeDefined();
    expect((await uploadimg(fileForm('media', jpg(MB), 'a.jpg'))).body.errcode).toBe(40009);
    const empty = fileForm('media', new Uint8Array(0), 'a.jpg');
    expect((await uploadimg(empty)).body.errcode).toBe(44001);
  });

  it('keeps permanent materials, counts, lists and deletes them', async () => {
    const add = (type: string, form: FormData) =>
      client.upload(`material/add_material?type=${type}`, form);
    const image = await add('image', fileForm('media', png(2 * MB), '封面.png'));
    expect(image.body).toMatchObject({ media_id: expect.any(String), url: expect.any(String) });
    expect((await add('image', fileForm('media', png(10 * MB + 1), 'a.png'))).body.errcode).toBe(
      40009,
    );
    expect((await add('thumb', fileForm('media', jpg(65 * 1024), 'a.jpg'))).body.errcode).toBe(
      40009,
    );
    expect((await add('thumb', fileForm('media', png(), 'a.png'))).body.errcode).toBe(40005);
    expect((await add('poster', fileForm('media', png(), 'a.png'))).body.errcode).toBe(40004);
    expect((await client.get('material/get_materialcount')).body.image_count).toBe(1);
    const page = { type: 'image', offset: 0, count: 20 };
    const list = await client.post('material/batchget_material', page);
    expect(list.body.item[0]).toMatchObject({ media_id: image.body.media_id, name: '封面.png' });
    const target = { media_id: image.body.media_id };
    expect((await client.post('material/del_material', target)).body.errcode).toBe(0);
    expect((await client.post('material/del_material', target)).body.errcode).toBe(40007);
  });

  it('wants a description with a video', async () => {
    const bytes = new Uint8Array(Buffer.from('\0\0\0\x18ftypmp42'));
    const form = fileForm('media', bytes, 'a.mp4');
    const add = () => client.upload('material/add_material?type=video', form);
    expect((await add()).body.errcode).toBe(47001);
    form.set('description', JSON.stringify({ title: '会议', introduction: '' }));
    expect((await add()).body.media_id).toBeDefined();
  });
});
