import type { ChannelSchedule } from '../../shared/contracts/flow';
import { beijingDay } from './beijing-time';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How far ahead a free place is looked for. */
export const HORIZON_DAYS = 60;

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Midnight in Beijing that begins the day of the instant. */
const dayStart = (at: Date): number => Date.parse(`${beijingDay(at)}T00:00:00+08:00`);

/** Times that are taken, for many questions about them. */
class Taken {
  private readonly times: readonly number[];
  private readonly perDay = new Map<string, number>();

  constructor(taken: readonly Date[]) {
    this.times = taken.map((time) => time.getTime()).sort((a, b) => a - b);
    for (const time of taken) {
      const day = beijingDay(time);
      this.perDay.set(day, (this.perDay.get(day) ?? 0) + 1);
    }
  }

  onDayOf(time: number): number {
    return this.perDay.get(beijingDay(new Date(time))) ?? 0;
  }

  /** The last taken time that is less than `gap` away; null: none. */
  near(time: number, gap: number): number | null {
    return this.times.findLast((other) => Math.abs(other - time) < gap) ?? null;
  }
}

const hasBudget = (schedule: ChannelSchedule, taken: Taken, time: number): boolean =>
  schedule.dailyBudget === null || taken.onDayOf(time) < schedule.dailyBudget;

/** Two posts never share a minute of the plan, even where no spacing is asked for. */
const gapOf = ({ spacingMinutes }: ChannelSchedule): number =>
  Math.max(spacingMinutes, 1) * MINUTE_MS;

interface Question {
  readonly from: Date;
  readonly schedule: ChannelSchedule;
  /** Times that other posts of the account have. */
  readonly taken: readonly Date[];
}

/** The first free place inside posting hours, not before `from`; null: none within the horizon. */
export const nextSlot = ({ from, schedule, taken }: Question): Date | null => {
  const others = new Taken(taken);
  const first = dayStart(from);
  for (let day = 0; day < HORIZON_DAYS; day += 1) {
    const start = first + day * DAY_MS;
    if (!hasBudget(schedule, others, start)) continue;
    const end = start + minutesOf(schedule.to) * MINUTE_MS;
    const step = schedule.slotMinutes * MINUTE_MS;
    for (let time = start + minutesOf(schedule.from) * MINUTE_MS; time < end; time += step) {
      if (time >= from.getTime() && others.near(time, gapOf(schedule)) === null) {
        return new Date(time);
      }
    }
  }
  return null;
};

/** The first moment at any hour that spacing and budget allow; `from` itself where they ask nothing. */
export const nextMoment = ({ from, schedule, taken }: Question): Date => {
  const others = new Taken(taken);
  const gap = schedule.spacingMinutes * MINUTE_MS;
  let time = from.getTime();
  for (let tries = 0; tries <= taken.length + HORIZON_DAYS; tries += 1) {
    const blocking = gap > 0 ? others.near(time, gap) : null;
    if (blocking !== null) time = blocking + gap;
    else if (!hasBudget(schedule, others, time)) time = dayStart(new Date(time)) + DAY_MS;
    else return new Date(time);
  }
  return new Date(time);
};

/** Why the post can't have this time, in Chinese; null: it can. */
export const refusalOfTime = (
  at: Date,
  { schedule, taken }: Omit<Question, 'from'>,
): string | null => {
  const others = new Taken(taken);
  if (others.near(at.getTime(), gapOf(schedule)) !== null) {
    return schedule.spacingMinutes > 0
      ? `该账号两条发布至少相隔 ${schedule.spacingMinutes} 分钟，这个时间附近已有安排。`
      : '该账号在这一分钟已有安排。';
  }
  return hasBudget(schedule, others, at.getTime())
    ? null
    : `该账号当天已排满 ${schedule.dailyBudget} 条。`;
};
