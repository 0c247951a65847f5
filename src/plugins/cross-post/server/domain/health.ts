import type { ChannelAlert, CallUsage } from '../../shared/contracts/deliveries';
import type { Channel } from './delivery';

const DAY_MS = 86_400_000;
/** The inspection standard for government accounts: something new at least every 14 days. */
export const POSTING_DAYS = 14;
/** An authorisation that ends is told of so many days before. */
export const WARN_DAYS = 7;

/** Whole days until the token ends, 0 on its last day and after it; null: it doesn't end. */
export const tokenDaysLeft = (
  { tokenExpiresAt }: Pick<Channel, 'tokenExpiresAt'>,
  now: Date,
): number | null =>
  tokenExpiresAt === null
    ? null
    : Math.max(0, Math.floor((Date.parse(tokenExpiresAt) - now.getTime()) / DAY_MS));

export const isTokenExpired = (
  { tokenExpiresAt }: Pick<Channel, 'tokenExpiresAt'>,
  now: Date,
): boolean => tokenExpiresAt !== null && Date.parse(tokenExpiresAt) <= now.getTime();

export const TOKEN_EXPIRED = '授权已到期，请点“授权”重新授权，完成后自动继续。';

const tokenAlert = (channel: Channel, now: Date): ChannelAlert | null => {
  const days = tokenDaysLeft(channel, now);
  if (days === null || isTokenExpired(channel, now) || days >= WARN_DAYS) return null;
  return days < 1
    ? { level: 'error', message: '授权一天内到期，请立即重新授权，到期后将暂停发送。' }
    : { level: 'warning', message: `授权还剩 ${days} 天到期，请尽快重新授权。` };
};

/** What people have to see to at an account, worst first. */
export const alertsOf = (
  channel: Channel,
  facts: {
    /** ISO instant of the last post; null: none yet. */
    readonly lastPostedAt: string | null;
    /** ISO instant at which the account was set up. */
    readonly createdAt: string;
    readonly usage: readonly CallUsage[];
  },
  now: Date,
): ChannelAlert[] => {
  const alerts: ChannelAlert[] = [];
  if (channel.isPaused) {
    alerts.push({ level: 'error', message: `已暂停：${channel.pausedReason ?? '未说明原因'}` });
  }
  const token = tokenAlert(channel, now);
  if (token) alerts.push(token);
  for (const usage of facts.usage.filter(({ isUsedUp }) => isUsedUp)) {
    alerts.push({
      level: 'warning',
      message: `“${usage.label}”接口次数已用完（${usage.used}/${usage.limit}），到时自动恢复。`,
    });
  }
  const idle = Math.floor(
    (now.getTime() - Date.parse(facts.lastPostedAt ?? facts.createdAt)) / DAY_MS,
  );
  if (idle >= POSTING_DAYS) {
    alerts.push({
      level: 'warning',
      message: facts.lastPostedAt
        ? `已 ${idle} 天没有发布，超过 ${POSTING_DAYS} 天的更新要求。`
        : `开通 ${idle} 天还没有发布过，超过 ${POSTING_DAYS} 天的更新要求。`,
    });
  }
  return alerts;
};
