import { permalink, shortId } from './permalink';

describe('Weibo permalink', () => {
  it.each([
    ['4885639100630954', 'MzVRA2E8G'],
    ['3504803600502730', 'z20XK26My'],
    ['201110410216293360', 'wr4mOFqpbO'],
    ['3591268992667779', 'zCik3bc0H'],
    ['5000000000000001', 'O00000001'],
  ])('should write %s as %s', (idstr, expected) => {
    expect(shortId(idstr)).toBe(expected);
  });

  it('should be under the account', () => {
    expect(permalink('https://weibo.com/', '2718281828', '4885639100630954')).toBe(
      'https://weibo.com/2718281828/MzVRA2E8G',
    );
  });
});
