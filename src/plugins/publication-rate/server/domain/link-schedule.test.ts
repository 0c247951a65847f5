import { isOwnOutage, pauseAfter } from './link-schedule';

describe('pauseAfter', () => {
  it('should be a day for a working link, and double up to a day for a failing one', () => {
    const minutes = [0, 1, 2, 3, 4, 8, 9, 100].map((failures) => pauseAfter(failures) / 60_000);
    expect(minutes).toEqual([1440, 10, 20, 40, 80, 1280, 1440, 1440]);
  });
});

describe('isOwnOutage', () => {
  const silent = (host: string) => ({ host, kind: 'network' });

  it('should need several hosts and not one answer', () => {
    expect(isOwnOutage([silent('a'), silent('b'), silent('c')])).toBe(true);
    expect(isOwnOutage([silent('a'), silent('b'), silent('b')])).toBe(false);
    expect(isOwnOutage([silent('a'), silent('b'), silent('c'), { host: 'd', kind: 'http' }])).toBe(
      false,
    );
  });

  it('should not count what was never asked', () => {
    expect(isOwnOutage([silent('a'), silent('b'), { host: 'c', kind: 'refused' }])).toBe(false);
    expect(isOwnOutage([])).toBe(false);
  });
});
