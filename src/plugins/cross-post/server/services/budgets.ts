import type { Core } from '@strapi/strapi';

import { BudgetError, type CallBudget, type CallLimit, type SpendingAt } from '../channels/budget';
import { WECHAT_LIMITS } from '../channels/wechat/limits';
import { WEIBO_LIMITS } from '../channels/weibo/limits';
import { periodEnd, periodName, type CountingPeriod } from '../domain/beijing-time';
import type { CallUsage, ChannelKind } from '../../shared/contracts/deliveries';
import { createCallCountsRepository, type Wanted } from '../repositories/call-counts';
import { createGroups } from './groups';

const LIMITS: Readonly<Record<ChannelKind, Readonly<Record<string, CallLimit>>>> = {
  weibo: WEIBO_LIMITS,
  wechat: WECHAT_LIMITS,
};

const PERIODS: readonly CountingPeriod[] = ['hour', 'day', 'month'];
/** Counts are kept so long for whoever wonders about last month. */
const KEPT_MS = 62 * 86_400_000;

export interface BudgetsService {
  /** The budget of accounts of a kind. */
  of(kind: ChannelKind): CallBudget;
  /** What is used up of every account's limits now, by account. */
  usage(): Promise<ReadonlyMap<string, readonly CallUsage[]>>;
  /** Forgets counts that nobody needs any more. */
  tidy(): Promise<void>;
}

/** Calls by account and endpoint, in the database: a restart or a second process changes nothing. */
export const createBudgetsService = ({ strapi }: { strapi: Core.Strapi }): BudgetsService => {
  const counts = createCallCountsRepository({ strapi });

  /** Deliveries that make the same call at once count it together. */
  const takeTogether = createGroups<null, Set<string>>(async (key, calls) => {
    const [channelDocumentId, wanted] = JSON.parse(key) as [string, Wanted[]];
    const taken = await counts.take(channelDocumentId, wanted, calls.length);
    return calls.map(() => taken);
  });
  const take = (channelDocumentId: string, wanted: readonly Wanted[]): Promise<Set<string>> =>
    takeTogether(JSON.stringify([channelDocumentId, wanted]), null);

  const wantedOf = (rule: CallLimit, spending: SpendingAt, now: Date): Wanted => ({
    endpoint: spending.endpoint,
    period: periodName(rule.period, now),
    limit: rule.limit,
    reserve: spending.isOptional || spending.leavesReserve ? (rule.reserve ?? 0) : 0,
  });

  /** Counts a call at one endpoint; where none is left, as the platform says. */
  const spendAt = async (
    channelDocumentId: string,
    rule: CallLimit,
    spending: SpendingAt,
  ): Promise<void> => {
    const now = new Date();
    const wanted = wantedOf(rule, spending, now);
    const key = { channelDocumentId, endpoint: spending.endpoint, period: wanted.period };
    const isTaken = async () => (await counts.take(channelDocumentId, [wanted], 1)).size > 0;
    if (await isTaken()) return;

    const count = await counts.find(key);
    const blockedUntil = count?.blockedUntil ? new Date(count.blockedUntil) : null;
    if (blockedUntil && blockedUntil > now) throw new BudgetError(rule.label, blockedUntil);
    const nothingLeft = new BudgetError(rule.label, periodEnd(rule.period, now));
    if (spending.isOptional) throw nothingLeft;

    // Not known is not used up: the platform refuses a call too many without doing anything.
    const remaining = (await spending.remaining?.().catch(() => null)) ?? null;
    if (remaining === null) return counts.force(key);
    await counts.setRemaining(key, remaining);
    if (!(await isTaken())) throw nothingLeft;
  };

  const budgetOf = (limits: Readonly<Record<string, CallLimit>>): CallBudget => ({
    async spend(channelDocumentId, spendings) {
      const now = new Date();
      const ruled = spendings.flatMap((spending) => {
        const rule = limits[spending.endpoint];
        return rule ? [{ rule, spending }] : [];
      });
      if (ruled.length === 0) return;
      const wanted = ruled.map(({ rule, spending }) => wantedOf(rule, spending, now));
      const taken = await take(channelDocumentId, wanted);
      for (const { rule, spending } of ruled) {
        if (!taken.has(spending.endpoint)) await spendAt(channelDocumentId, rule, spending);
      }
    },

    async block(channelDocumentId, endpoint, until) {
      const rule = limits[endpoint];
      if (!rule) return;
      const period = periodName(rule.period, new Date());
      await counts.block({ channelDocumentId, endpoint, period }, until.toISOString());
    },
  });

  return {
    of: (kind) => budgetOf(LIMITS[kind]),

    async usage() {
      const now = new Date();
      const rows = await counts.ofPeriods(PERIODS.map((period) => periodName(period, now)));
      const all = Object.fromEntries(Object.values(LIMITS).flatMap(Object.entries<CallLimit>));
      const usage = new Map<string, CallUsage[]>();
      for (const row of rows) {
        const rule = all[row.endpoint];
        if (!rule) continue;
        const isBlocked = row.blockedUntil !== null && new Date(row.blockedUntil) > now;
        const limit = row.ceiling ?? rule.limit;
        const list = usage.get(row.channelDocumentId) ?? [];
        list.push({
          endpoint: row.endpoint,
          label: rule.label,
          period: rule.period,
          used: row.used,
          limit,
          isUsedUp: isBlocked || row.used >= limit,
          renewsAt: isBlocked ? row.blockedUntil : periodEnd(rule.period, now).toISOString(),
        });
        usage.set(row.channelDocumentId, list);
      }
      return usage;
    },

    tidy: () => counts.dropBefore(new Date(Date.now() - KEPT_MS).toISOString()),
  };
};
