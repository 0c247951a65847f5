import { bidToMid, midToBid } from './base62';

describe('permalink ids', () => {
  it.each([
    ['4885639100630954', 'MzVRA2E8G'],
    ['3504803600502730', 'z20XK26My'],
    ['201110410216293360', 'wr4mOFqpbO'],
    ['3591268992667779', 'zCik3bc0H'],
    ['5000000000000001', 'O00000001'],
  ])('%s is %s', (mid, bid) => {
    expect(midToBid(mid)).toBe(bid);
    expect(bidToMid(bid)).toBe(mid);
  });

  it('refuses what is not base 62', () => {
    expect(bidToMid('a-b')).toBeUndefined();
  });
});
