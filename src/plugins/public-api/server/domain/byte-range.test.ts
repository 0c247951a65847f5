import { byteRangeOf } from './byte-range';

describe('byteRangeOf', () => {
  it.each([
    ['bytes=0-4', 'bytes=0-4'],
    ['bytes=14-14', 'bytes=14-14'],
    ['bytes=5-', 'bytes=5-14'],
    ['bytes=0-99', 'bytes=0-14'],
    ['bytes=-5', 'bytes=10-14'],
    ['bytes=-99', 'bytes=0-14'],
  ])('should take %s of 15 bytes for %s', (header, expected) => {
    expect(byteRangeOf(header, 15)).toEqual({ kind: 'part', header: expected });
  });

  it.each(['bytes=15-', 'bytes=99-120', 'bytes=-0'])('should find %s behind the end', (header) => {
    expect(byteRangeOf(header, 15)).toEqual({ kind: 'beyond' });
  });

  it.each(['', 'bytes=-', 'bytes=4-2', 'bytes=99-98', 'bytes=0-1,3-4', 'bytes=a-b', 'lines=0-1'])(
    'should give everything for "%s"',
    (header) => expect(byteRangeOf(header, 15)).toEqual({ kind: 'all' }),
  );

  it('should know that nothing has no part', () => {
    expect(byteRangeOf('bytes=0-', 0)).toEqual({ kind: 'beyond' });
  });
});
