import { countBefore, isCountExplained } from './submissions';

const EVENING = new Date('2026-11-23T15:59:00.000Z');
const LATER = new Date('2026-11-23T15:59:59.000Z');
const MIDNIGHT = new Date('2026-11-23T16:00:00.000Z');

describe('isCountExplained', () => {
  it('should prove the absence of a submission by the same count on the same day', () => {
    expect(isCountExplained(countBefore(3, EVENING), 0, 3, LATER)).toBe(true);
    expect(isCountExplained(countBefore(0, EVENING), 0, 0, LATER)).toBe(true);
  });

  it('should prove it by a count that other submissions explain', () => {
    expect(isCountExplained(countBefore(3, EVENING), 2, 5, LATER)).toBe(true);
  });

  it.each([
    ['a higher count', countBefore(3, EVENING), 0, 4, LATER],
    ['a count that others explain in part', countBefore(3, EVENING), 1, 5, LATER],
    ['a count below what others explain', countBefore(3, EVENING), 2, 4, LATER],
    ['the same count after midnight', countBefore(1, EVENING), 0, 1, MIDNIGHT],
    ['no count now', countBefore(3, EVENING), 0, null, LATER],
    ['no count before', countBefore(null, EVENING), 0, null, LATER],
    ['a count of an unknown day', { submitsBefore: 3 }, 0, 3, LATER],
  ])('should prove nothing by %s', (_name, remote, others, used, now) => {
    expect(isCountExplained(remote, others, used, now)).toBe(false);
  });
});
