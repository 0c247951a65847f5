import fc from 'fast-check';

import { DEFAULT_SCHEDULE, type ChannelSchedule } from '../../shared/contracts/flow';
import { beijingDay } from './beijing-time';
import { nextMoment, nextSlot, refusalOfTime } from './slots';

const MINUTE_MS = 60_000;
const schedule = (more: Partial<ChannelSchedule> = {}): ChannelSchedule => ({
  ...DEFAULT_SCHEDULE,
  ...more,
});
const at = (beijing: string): Date => new Date(`${beijing}:00+08:00`);
const shown = (time: Date | null): string =>
  time
    ? new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
    : '—';

describe('slots', () => {
  it.each([
    ['2026-11-23T03:00', [], '2026-11-23 08:30'],
    ['2026-11-23T08:30', [], '2026-11-23 08:30'],
    ['2026-11-23T08:31', [], '2026-11-23 09:00'],
    ['2026-11-23T08:31', ['2026-11-23T09:00'], '2026-11-23 09:30'],
    ['2026-11-23T20:00', [], '2026-11-23 20:00'],
    ['2026-11-23T20:01', [], '2026-11-24 08:30'],
    ['2026-12-31T23:59', ['2027-01-01T08:30'], '2027-01-01 09:00'],
  ])('should find the next free place after %s with %j taken: %s', (from, taken, expected) => {
    const found = nextSlot({ from: at(from), schedule: schedule(), taken: taken.map(at) });
    expect(shown(found)).toBe(expected);
  });

  it('should go to another day when the budget is used up, by posts at any hour', () => {
    const taken = ['2026-11-23T01:00', '2026-11-23T02:00'].map(at);
    const found = nextSlot({
      from: at('2026-11-23T06:00'),
      schedule: schedule({ dailyBudget: 2 }),
      taken,
    });
    expect(shown(found)).toBe('2026-11-24 08:30');
  });

  it('should find no place where there are no posting hours left within the horizon', () => {
    const all = schedule({ from: '08:30', to: '08:30' });
    expect(nextSlot({ from: at('2026-11-23T06:00'), schedule: all, taken: [] })).toBeNull();
  });

  it('should say why a time is refused', () => {
    const taken = [at('2026-11-23T10:00')];
    const refusal = (time: string, more: Partial<ChannelSchedule> = {}) =>
      refusalOfTime(at(time), { schedule: schedule(more), taken });
    expect(refusal('2026-11-23T10:00')).toContain('已有安排');
    expect(refusal('2026-11-23T10:01')).toBeNull();
    expect(refusal('2026-11-23T10:10', { spacingMinutes: 15 })).toContain('15 分钟');
    expect(refusal('2026-11-23T10:15', { spacingMinutes: 15 })).toBeNull();
    expect(refusal('2026-11-23T12:00', { dailyBudget: 1 })).toContain('排满 1 条');
    expect(refusal('2026-11-24T12:00', { dailyBudget: 1 })).toBeNull();
  });

  const start = at('2026-11-23T00:00').getTime();
  const times = fc
    .array(fc.integer({ min: -1440, max: 6 * 1440 }), { maxLength: 60 })
    .map((offsets) => offsets.map((offset) => new Date(start + offset * MINUTE_MS)));
  const limits = fc.record({
    spacingMinutes: fc.integer({ min: 0, max: 180 }),
    slotMinutes: fc.integer({ min: 5, max: 240 }),
    dailyBudget: fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }),
  });
  const from = fc.integer({ min: 0, max: 3 * 1440 }).map((m) => new Date(start + m * MINUTE_MS));

  it('should never break spacing or budget, nor lie in the past', () => {
    fc.assert(
      fc.property(times, limits, from, (taken, more, since) => {
        const plan = { schedule: schedule(more), taken };
        const slot = nextSlot({ ...plan, from: since });
        const moment = nextMoment({ ...plan, from: since });
        for (const [time, gap] of [
          [slot, Math.max(more.spacingMinutes, 1)],
          [moment, more.spacingMinutes],
        ] as const) {
          if (!time) continue;
          expect(time.getTime()).toBeGreaterThanOrEqual(since.getTime());
          for (const other of taken) {
            expect(Math.abs(other.getTime() - time.getTime())).toBeGreaterThanOrEqual(
              gap * MINUTE_MS,
            );
          }
          const sameDay = taken.filter((other) => beijingDay(other) === beijingDay(time)).length;
          if (more.dailyBudget !== null) expect(sameDay).toBeLessThan(more.dailyBudget);
        }
        if (slot) expect(refusalOfTime(slot, plan)).toBeNull();
      }),
    );
  });
});
