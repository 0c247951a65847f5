import { beijingDay, nextBeijingMidnight } from './beijing-time';

describe('beijingDay', () => {
  it.each([
    ['2026-11-23T15:59:59.999Z', '2026-11-23'],
    ['2026-11-23T16:00:00.000Z', '2026-11-24'],
  ])('should be %s in %s', (now, expected) => {
    expect(beijingDay(new Date(now))).toBe(expected);
  });
});

describe('nextBeijingMidnight', () => {
  it.each([
    ['2026-11-23T15:59:59.999Z', '2026-11-23T16:00:00.000Z'],
    ['2026-11-23T16:00:00.000Z', '2026-11-24T16:00:00.000Z'],
    ['2026-12-31T02:00:00.000Z', '2026-12-31T16:00:00.000Z'],
  ])('should be after %s at %s', (now, expected) => {
    expect(nextBeijingMidnight(new Date(now)).toISOString()).toBe(expected);
  });
});
