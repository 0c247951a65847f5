import type { Delivery } from '../../domain/delivery';
import type { Outcome } from '../../domain/outcome';
import { BudgetError } from '../budget';
import { OVERDUE, TransportError } from '../http';

/** An error that Weibo itself answered with. */
export class WeiboError extends Error {
  constructor(
    readonly code: number,
    readonly detail: string,
    /** The call could have made a post. */
    readonly isIrreversible: boolean,
    /** When a limit ends, where the platform says so. */
    readonly until?: Date,
  ) {
    super(`weibo error ${code}`);
  }
}

const HOUR_MS = 3_600_000;

const TOKEN = [10006, 21301, 21314, 21315, 21316, 21317, 21319, 21327, 21332];
const CONFIG = [
  10004, 10005, 10007, 10008, 10012, 10014, 10016, 10017, 10018, 10020, 10021, 10032, 20015, 21321,
  21322, 21323, 21324, 20031, 20033,
];
export const RATE_CODES: readonly number[] = [10022, 10023, 10024, 20016, 20022];
const TRANSIENT = [10001, 10002, 10003, 10009, 10010, 10011, 20014, 20023, 21331];
/** Of the transient ones, those after which a post may exist. */
const UNCLEAR = [10001, 10010, 10011];
const DUPLICATE = [20017, 20019, 20111];
const MODERATION = [20018, 20020, 20021, 20104, 21602];

/** 20032: published, but it shows only after one or two minutes. */
const SYNC_DELAYED = 20032;
const SYNC_DELAY_MS = 120_000;

const HINTS: Readonly<Record<number, string>> = {
  10004: '服务器 IP 未获微博授权，请在开放平台的应用信息里登记服务器 IP。',
  10014: '应用没有发微博的权限，请在微博开放平台申请。',
  10016: '缺少必填参数，请检查账号设置中的 rip（服务器公网 IP）。',
  10008: '参数有误，请检查账号设置中的 rip，须为服务器的公网 IP。',
  10017: '链接不在应用的安全域名之下，请核对开放平台的“安全域名”与本站网址 PUBLIC_URL。',
  21322: '授权回调地址不一致，请在微博开放平台“高级信息”里填写页面上显示的回调地址。',
  21324: 'App Key 或 App Secret 不正确，请核对。',
  21325: '授权码已用过或已过期，请重新点“授权”。',
  21330: '授权被取消，请重新点“授权”并同意。',
  21321: '应用未通过审核，仅测试账号可用，请先在开放平台提交审核。',
  20031: '微博要求输入验证码，请用该账号登录微博网页完成验证后恢复账号。',
  20033: '微博提示登录异常，请用该账号登录微博网页处理后恢复账号。',
  20012: '文字超过微博长度限制，请缩短标题或摘要后重试。',
  20008: '微博内容为空，请填写标题或摘要后重试。',
  20018: '微博认为其中含有非法网址，请检查链接后重试。',
  20020: '微博认为内容含有广告，请修改后重试。',
  20021: '微博认为内容不合规，请修改后重试。',
};

const withDetail = (hint: string, error: WeiboError): string =>
  `${hint}（微博错误码 ${error.code}：${error.detail}）`;

const TOKEN_HINT = '微博授权已失效，请重新授权该账号，再恢复发送。';

/** What an error means for whoever looks after the account. */
export const hintOf = (error: WeiboError): string =>
  withDetail(
    HINTS[error.code] ??
      (TOKEN.includes(error.code) ? TOKEN_HINT : '微博账号或应用设置有误，请检查。'),
    error,
  );

const isServerFault = (error: WeiboError): boolean =>
  UNCLEAR.includes(error.code) && error.isIrreversible;

const classifyAnswer = (error: WeiboError, delivery: Delivery): Outcome => {
  const code = String(error.code);
  const hint = HINTS[error.code];
  if (error.code === SYNC_DELAYED) {
    return {
      kind: 'uncertain',
      code,
      message: '微博已收到，一两分钟后显示，届时自动核对。',
      remote: { isAccepted: true },
      afterMs: SYNC_DELAY_MS,
    };
  }
  if (TOKEN.includes(error.code)) {
    return {
      kind: 'channel-blocked',
      reason: 'token',
      code,
      message: withDetail(TOKEN_HINT, error),
    };
  }
  if (CONFIG.includes(error.code)) {
    return {
      kind: 'channel-blocked',
      reason: 'config',
      code,
      message: withDetail(hint ?? '微博账号或应用设置有误，请检查后恢复账号。', error),
    };
  }
  if (RATE_CODES.includes(error.code)) {
    return {
      kind: 'retry',
      code,
      message: withDetail('微博限制了调用频率，到时自动继续。', error),
      ...(error.until ? { at: error.until } : { afterMs: HOUR_MS }),
      isTry: false,
    };
  }
  if (isServerFault(error)) {
    return {
      kind: 'uncertain',
      code,
      message: withDetail('微博系统出错，是否已发出不明，正在核对。', error),
    };
  }
  if (TRANSIENT.includes(error.code)) {
    return {
      kind: 'retry',
      code,
      message: withDetail('微博系统繁忙，稍后自动重试。', error),
      isTry: true,
    };
  }
  if (DUPLICATE.includes(error.code)) {
    const { wasUncertain, wasRepeat } = delivery.remote;
    if (wasUncertain === true && wasRepeat !== true) {
      return {
        kind: 'uncertain',
        code,
        message: withDetail('微博认为内容重复，前一次可能已发出，正在核对。', error),
        remote: { wasRepeat: true },
      };
    }
    // Looked up already and not found: sending on and on would only use up the day's calls.
    const advice =
      wasRepeat === true
        ? '微博再次认为与已发内容重复，但查不到这条。请到微博核对：如已发出，请登记链接；如未发出，请修改标题或摘要后重试。'
        : '微博认为与已发内容重复。如确需发送，请修改标题或摘要后重试。';
    return { kind: 'failed', reason: 'duplicate', code, message: withDetail(advice, error) };
  }
  return {
    kind: 'failed',
    reason: MODERATION.includes(error.code) ? 'moderation' : 'content',
    code,
    message: withDetail(hint ?? '微博拒绝了这条内容，请按提示修改后重试。', error),
  };
};

/** channels.md B5: each class of error leads to its own behaviour. */
export const classifyWeibo = (error: unknown, { delivery }: { delivery: Delivery }): Outcome => {
  if (error instanceof WeiboError) return classifyAnswer(error, delivery);
  if (error instanceof BudgetError) {
    return {
      kind: 'retry',
      code: 'budget',
      message: `该账号“${error.label}”的调用次数已用完，到时自动继续。`,
      at: error.until,
      isTry: false,
    };
  }
  if (error instanceof TransportError && error.isAmbiguous) {
    return {
      kind: 'uncertain',
      code: error.code,
      message: '请求已发出但没有收到微博的答复，正在核对是否已发出。',
    };
  }
  if (error instanceof TransportError) {
    return {
      kind: 'retry',
      code: error.code,
      message:
        error.code === OVERDUE
          ? '服务器繁忙，这次没有发出，稍后自动重试。'
          : '暂时连不上微博，稍后自动重试。',
      isTry: true,
    };
  }
  throw error;
};
