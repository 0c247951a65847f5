import { nextBeijingMidnight, periodEnd } from '../../domain/beijing-time';
import type { Channel, Delivery } from '../../domain/delivery';
import type { Outcome } from '../../domain/outcome';
import { BudgetError } from '../budget';
import { OVERDUE, TransportError } from '../http';

/** An error that WeChat itself answered with. */
export class WechatError extends Error {
  constructor(
    readonly code: number,
    readonly detail: string,
    /** The call could have made a draft or a post. */
    readonly isIrreversible: boolean,
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(`wechat error ${code}`);
  }
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A quota's end is the same instant for everything that waits for it. */
const QUOTA_JITTER_MS = 10 * MINUTE_MS;

/** The access token is stale: fetched anew and the call repeated, once, by the client. */
export const TOKEN_CODES: readonly number[] = [40001, 40014, 42001, 41001, 42007];
const TRANSIENT = [-1, 61450, 9001002, 268488001];
const RATE = [45011, 53501, 42010, 45066];
const CONFIG = [
  40002, 40013, 40125, 40164, 40243, 41002, 41004, 48001, 48003, 48004, 48006, 48008, 50001, 50002,
  50004, 50005, 50007, 53500, 61003, 61004, 61007, 89503, 89506, 89507, 45035,
];
const MODERATION = [87014, 45062, 41040];

/** The account's administrator is asked to confirm the mass sending (channels.md A6). */
const AWAITS_ADMINISTRATOR = [89504, 89505];
const CONFIRMATION_LOOK_MS = 5 * MINUTE_MS;
const CONFIRM =
  '群发须由公众号管理员确认，请管理员在 30 分钟内在手机微信上确认，之后系统自动核对；未确认的不会发出。';

const HINTS: Readonly<Record<number, string>> = {
  40001: 'AppSecret 不正确，或已在别处重置，请核对后重新填写。',
  40013: 'AppID 不正确，请核对账号设置。',
  40125: 'AppSecret 不正确，请核对后重新填写。',
  40243: 'AppSecret 已被冻结，请在公众平台解冻。',
  48001:
    '公众号没有该接口的权限（未认证账号不能通过接口发布）。请完成认证，或把模式改为“仅存草稿”。',
  50004: '公众号被禁止使用凭证接口，请登录公众平台处理。',
  89503: '此 IP 调用需要管理员确认，请通知管理员在手机微信上确认后重试。',
  89506: '管理员拒绝了此 IP 的调用，24 小时内不能使用，请与管理员联系。',
  89507: '管理员拒绝了此 IP 的调用，1 小时内不能使用，请与管理员联系。',
  50007: '公众号已被冻结，请登录公众平台处理。',
  53500: '公众号的发布功能被封禁，请登录公众平台处理。',
  53503: '草稿未通过发布检查，请在公众平台草稿箱中查看原因，修改后重试。',
  53504: '需在公众平台网页上操作该草稿，请登录处理。',
  48021: '需先在公众平台网页上手动保存该草稿，请登录处理。',
  53505: '需先在公众平台网页上手动保存该草稿，请登录处理。',
  45003: '标题超过 32 字，请缩短标题后重试。',
  45110: '作者超过 16 字，请缩短后重试。',
  45004: '摘要超过 120 字，请缩短后重试。',
  45002: '正文过长，请精简后重试。',
  45166: '正文含有不允许的内容，请检查链接和格式后重试。',
  44004: '正文为空，请填写正文后重试。',
  40005: '图片格式不支持，请换用 JPG 或 PNG。',
  40009: '图片过大，请压缩后重试。',
  87014: '内容含有违规信息，请修改后重试。',
};

/** `invalid ip 1.2.3.4 ipv6 …, not in whitelist`: the address to put on the list. */
const refusedIp = (detail: string): string | null =>
  /invalid ip ([0-9a-f.:]+)/i.exec(detail)?.[1] ?? null;

const withDetail = (hint: string, error: WechatError): string =>
  `${hint}（微信错误码 ${error.code}：${error.detail}）`;

const configHint = (error: WechatError): string => {
  const ip = error.code === 40164 ? refusedIp(error.detail) : null;
  if (ip)
    return `服务器 IP ${ip} 不在公众号的 IP 白名单中，请在公众平台“基本配置”里添加后恢复账号。`;
  return HINTS[error.code] ?? '公众号账号或权限有问题，请登录公众平台检查后恢复账号。';
};

interface ErrorContext {
  readonly channel: Pick<Channel, 'settings'>;
  readonly delivery: Delivery;
  readonly now: Date;
}

/** Used up until then; not everybody goes on at the same second. */
const waitUntil = (until: Date, hint: string, error: WechatError): Outcome => ({
  kind: 'retry',
  code: String(error.code),
  message: withDetail(hint, error),
  at: new Date(until.getTime() + Math.random() * QUOTA_JITTER_MS),
  isTry: false,
});

/** Mass sendings come back with the account's next day or, for a service account, month. */
const massQuotaUsedUp = (error: WechatError, { channel, now }: ErrorContext): Outcome =>
  channel.settings['accountKind'] === 'service'
    ? waitUntil(
        periodEnd('month', now),
        '服务号本月的群发次数已用完，下月一日自动继续；过了有效期则不再发送。',
        error,
      )
    : waitUntil(
        nextBeijingMidnight(now),
        '订阅号今天的群发次数已用完，次日零点后自动继续；过了有效期则不再发送。',
        error,
      );

/**
 * What the platform may answer to a mass sending that is called again, without saying what became of
 * the first call; null for other errors.
 */
export const hintOfRepeat = (error: WechatError): { message: string; afterMs?: number } | null => {
  if (AWAITS_ADMINISTRATOR.includes(error.code)) {
    return { message: withDetail(CONFIRM, error), afterMs: CONFIRMATION_LOOK_MS };
  }
  if (error.code === 45066) return { message: '微信要求稍后再核对群发结果。' };
  return error.code === 40007
    ? { message: '草稿已离开草稿箱，可能已群发，等待微信公布结果。' }
    : null;
};

/** What an error means for whoever looks after the account. */
export const hintOf = (error: WechatError): string => withDetail(configHint(error), error);

const classifyAnswer = (error: WechatError, context: ErrorContext): Outcome => {
  const { delivery, now } = context;
  const code = String(error.code);
  if (TOKEN_CODES.includes(error.code)) {
    return {
      kind: 'channel-blocked',
      reason: 'token',
      code,
      message: withDetail('微信凭证刷新后仍被拒绝，请核对 AppID 和 AppSecret，再恢复账号。', error),
    };
  }
  if (CONFIG.includes(error.code)) {
    return {
      kind: 'channel-blocked',
      reason: 'config',
      code,
      message: withDetail(configHint(error), error),
    };
  }
  if (AWAITS_ADMINISTRATOR.includes(error.code)) {
    const message = withDetail(CONFIRM, error);
    return { kind: 'uncertain', code, message, afterMs: CONFIRMATION_LOOK_MS };
  }
  if (error.code === 45028) return massQuotaUsedUp(error, context);
  if (error.code === 45009) {
    const hint = '微信接口今日次数已用完，次日零点后自动继续。';
    return waitUntil(nextBeijingMidnight(now), hint, error);
  }
  if (RATE.includes(error.code)) {
    return {
      kind: 'retry',
      code,
      message: withDetail('微信限制了调用频率，稍后自动继续。', error),
      afterMs: error.code === 53501 ? HOUR_MS : MINUTE_MS + Math.random() * 10_000,
      isTry: false,
    };
  }
  if (TRANSIENT.includes(error.code)) {
    return error.isIrreversible
      ? {
          kind: 'uncertain',
          code,
          message: withDetail('微信系统繁忙，是否已收到不明，正在核对。', error),
        }
      : {
          kind: 'retry',
          code,
          message: withDetail('微信系统繁忙，稍后自动重试。', error),
          isTry: true,
        };
  }
  if (
    error.code === 40007 &&
    delivery.step === 'draft' &&
    delivery.remote['coverRenewed'] !== true
  ) {
    return {
      kind: 'retry',
      code,
      message: withDetail('封面素材已失效，重新上传后继续。', error),
      afterMs: 0,
      isTry: true,
      step: 'cover',
      remote: {
        coverMediaId: null,
        coverRenewed: true,
        refusedCoverId: delivery.remote['coverMediaId'] ?? null,
      },
    };
  }
  if (error.code === 40007 && delivery.step === 'submit') {
    return {
      kind: 'uncertain',
      code,
      message: withDetail('草稿已不在草稿箱，可能已经发布，正在核对。', error),
    };
  }
  return {
    kind: 'failed',
    reason: MODERATION.includes(error.code) ? 'moderation' : 'content',
    code,
    message: withDetail(HINTS[error.code] ?? '微信拒绝了这篇内容，请按提示修改后重试。', error),
  };
};

/** channels.md A10: each class of error leads to its own behaviour. */
export const classifyWechat = (error: unknown, context: ErrorContext): Outcome => {
  if (error instanceof WechatError) return classifyAnswer(error, context);
  if (error instanceof BudgetError) {
    return {
      kind: 'retry',
      code: 'budget',
      message: `该账号“${error.label}”接口的次数已用完，到时自动继续。`,
      at: error.until,
      isTry: false,
    };
  }
  if (error instanceof TransportError && error.isAmbiguous) {
    return {
      kind: 'uncertain',
      code: error.code,
      message: '请求已发出但没有收到微信的答复，正在核对是否已收到。',
    };
  }
  if (error instanceof TransportError) {
    return {
      kind: 'retry',
      code: error.code,
      message:
        error.code === OVERDUE
          ? '服务器繁忙，这次没有发出，稍后自动重试。'
          : '暂时连不上微信，稍后自动重试。',
      isTry: true,
    };
  }
  throw error;
};
