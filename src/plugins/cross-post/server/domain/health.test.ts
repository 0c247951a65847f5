import { alertsOf, isTokenExpired, tokenDaysLeft } from './health';
import { DEFAULT_SCHEDULE } from '../../shared/contracts/flow';
import type { Channel } from './delivery';

const NOW = new Date('2026-11-23T04:00:00.000Z');
const channel = (members: Partial<Channel> = {}): Channel => ({
  documentId: 'c',
  name: '区政府微博',
  kind: 'weibo',
  accountId: '1',
  mode: 'publish',
  settings: {},
  isPaused: false,
  pausedReason: null,
  tokenExpiresAt: null,
  lastCallbackAt: null,
  probe: null,
  schedule: DEFAULT_SCHEDULE,
  ...members,
});
const inDays = (days: number): string => new Date(NOW.getTime() + days * 86_400_000).toISOString();
const quiet = { lastPostedAt: inDays(-1), createdAt: inDays(-100), usage: [] };

describe('the end of an authorisation', () => {
  it.each([
    [30, 30, false, 0],
    [7.5, 7, false, 0],
    [6.9, 6, false, 1],
    [1.5, 1, false, 1],
    [0.5, 0, false, 1],
    [0, 0, true, 0],
    [-3, 0, true, 0],
  ])('in %s days', (days, left, isExpired, alerts) => {
    const account = channel({ tokenExpiresAt: inDays(days) });
    expect(tokenDaysLeft(account, NOW)).toBe(left);
    expect(isTokenExpired(account, NOW)).toBe(isExpired);
    expect(alertsOf(account, quiet, NOW)).toHaveLength(alerts);
  });

  it('should be pressing on the last day', () => {
    const [alert] = alertsOf(channel({ tokenExpiresAt: inDays(0.9) }), quiet, NOW);
    expect(alert).toMatchObject({ level: 'error' });
  });
});

describe('alertsOf', () => {
  it('should tell of 14 days without a post, not of 13', () => {
    const told = (days: number) =>
      alertsOf(channel(), { ...quiet, lastPostedAt: inDays(-days) }, NOW).length;
    expect([told(13), told(14)]).toEqual([0, 1]);
  });

  it('should count from its beginning where an account has never posted', () => {
    const told = (days: number) =>
      alertsOf(channel(), { lastPostedAt: null, createdAt: inDays(-days), usage: [] }, NOW);
    expect(told(13)).toEqual([]);
    expect(told(15)).toEqual([
      { level: 'warning', message: '开通 15 天还没有发布过，超过 14 天的更新要求。' },
    ]);
  });

  it('should tell of a pause and of calls used up', () => {
    const usage = {
      endpoint: 'x',
      label: '提交发布',
      period: 'day',
      used: 100,
      limit: 100,
      isUsedUp: true,
      renewsAt: null,
    } as const;
    const alerts = alertsOf(
      channel({ isPaused: true, pausedReason: '值班检查' }),
      { ...quiet, usage: [usage] },
      NOW,
    );
    expect(alerts.map(({ level }) => level)).toEqual(['error', 'warning']);
    expect(alerts[0]?.message).toContain('值班检查');
    expect(alerts[1]?.message).toContain('100/100');
  });
});
