import { countBefore, isCountUnchanged } from './submissions';

const EVENING = new Date('2026-11-23T15:59:00.000Z');
const LATER = new Date('2026-11-23T15:59:59.000Z');
const MIDNIGHT = new Date('2026-11-23T16:00:00.000Z');

describe('isCountUnchanged', () => {
  it('should prove the absence of a submission by the same count on the same day', () => {
    expect(isCountUnchanged(countBefore(3, EVENING), 3, LATER)).toBe(true);
    expect(isCountUnchanged(countBefore(0, EVENING), 0, LATER)).toBe(true);
  });

  it.each([
    ['a higher count', countBefore(3, EVENING), 4, LATER],
    ['the same count after midnight', countBefore(1, EVENING), 1, MIDNIGHT],
    ['no count now', countBefore(3, EVENING), null, LATER],
    ['no count before', countBefore(null, EVENING), null, LATER],
    ['a count of an unknown day', { submitsBefore: 3 }, 3, LATER],
  ])('should prove nothing by %s', (_name, remote, used, now) => {
    expect(isCountUnchanged(remote, used, now)).toBe(false);
  });
});
