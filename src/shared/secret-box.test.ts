import { createSecretBox } from './secret-box';

describe('secret box', () => {
  const purpose = { owner: 'plugin', use: 'secrets' };
  const box = createSecretBox('k'.repeat(32), purpose);

  it('should give back what was put in, and show nothing of it', () => {
    const sealed = box.seal({ appSecret: 'very-secret' }, 'wechat wx1');
    expect(sealed).not.toContain('very-secret');
    expect(box.open(sealed, 'wechat wx1')).toEqual({ appSecret: 'very-secret' });
    expect(box.seal({ appSecret: 'very-secret' }, 'wechat wx1')).not.toBe(sealed);
  });

  it('should refuse another account, another key and a changed text', () => {
    const sealed = box.seal('x', 'wechat wx1');
    expect(() => box.open(sealed, 'wechat wx2')).toThrow();
    const others = [
      createSecretBox('j'.repeat(32), purpose),
      createSecretBox('k'.repeat(32), { ...purpose, use: 'tokens' }),
    ];
    for (const other of others) expect(() => other.open(sealed, 'wechat wx1')).toThrow();
    const [version, iv, tag, data = ''] = sealed.split('.');
    const changed = [version, iv, tag, (data[0] === 'A' ? 'B' : 'A') + data.slice(1)].join('.');
    expect(() => box.open(changed, 'wechat wx1')).toThrow();
  });
});
