import { countBefore, isCountExplained } from './submissions';

const EVENING = new Date('2026-11-23T15:59:00.000Z');
const LATER = new Date('2026-11-23T15:59:59.000Z');
const MIDNIGHT = new Date('2026-11-23T16:00:00.000Z');

const since = (used: number | null, at: Date, others: number) => ({
  remote: countBefore(used, at),
  others,
});

describe('isCountExplained', () => {
  it('should prove the absence of a submission by the same count on the same day', () => {
    expect(isCountExplained([since(3, EVENING, 0)], 3, LATER)).toBe(true);
    expect(isCountExplained([since(0, EVENING, 0)], 0, LATER)).toBe(true);
  });

  it('should prove it by a count that other submissions explain', () => {
    expect(isCountExplained([since(3, EVENING, 2)], 5, LATER)).toBe(true);
  });

  it('should prove it by an earlier count, where the last one was read while others submitted', () => {
    expect(isCountExplained([since(3, EVENING, 1), since(1, EVENING, 4)], 5, LATER)).toBe(true);
  });

  it.each([
    ['a higher count', [since(3, EVENING, 0)], 4, LATER],
    ['a count that others explain in part', [since(3, EVENING, 1)], 5, LATER],
    ['a count below what others explain', [since(3, EVENING, 2)], 4, LATER],
    ['counts of which one is too high', [since(3, EVENING, 2), since(1, EVENING, 3)], 4, LATER],
    ['the same count after midnight', [since(1, EVENING, 0)], 1, MIDNIGHT],
    ['no count now', [since(3, EVENING, 0)], null, LATER],
    ['no count before', [since(null, EVENING, 0)], null, LATER],
    ['no count at all', [], 3, LATER],
    ['a count of an unknown day', [{ remote: { submitsBefore: 3 }, others: 0 }], 3, LATER],
  ])('should prove nothing by %s', (_name, baselines, used, now) => {
    expect(isCountExplained(baselines, used, now)).toBe(false);
  });
});
