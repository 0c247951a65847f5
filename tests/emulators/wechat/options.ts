/** How callbacks reach an account's server. */
export interface WechatCallback {
  url: string;
  token: string;
  /** 43 characters; needed for `aes` and `compat`. */
  encodingAesKey: string | null;
  /** plain = 明文, compat = 兼容 (both at once), aes = 安全模式. */
  encryption: 'plain' | 'compat' | 'aes';
}

export interface WechatAccount {
  appId: string;
  appSecret: string;
  /** The account's original id, `ToUserName` of callbacks. */
  originalId: string;
  kind: 'subscription' | 'service';
  /** What the account may do. Without `publish`, freepublish answers 48001; drafts always work. */
  capabilities: { publish: boolean; massSend: boolean; comments: boolean };
  /** Addresses that may fetch a token; null = any. */
  ipAllowList: string[] | null;
  tagIds: number[];
  callback: WechatCallback | null;
}

/** Article and media limits: characters (字 = code points) or bytes. */
export interface WechatLimits {
  title: number;
  author: number;
  digest: number;
  contentCharacters: number;
  contentBytes: number;
  sourceUrlBytes: number;
  articles: number;
  newspicImages: number;
  uploadImageBytes: number;
  materialImageBytes: number;
  thumbBytes: number;
  voiceBytes: number;
  videoBytes: number;
}

export type PublishOutcome = 0 | 2 | 3 | 4;

export interface WechatOptions {
  host: string;
  /** 0 = any free port. */
  port: number;
  /** Path prefix of everything, e.g. '/wx'. */
  pathPrefix: string;
  /** Directory to keep state in; null = memory. */
  stateDir: string | null;
  /** The machine's clock in milliseconds. */
  now: () => number;
  /** Added to `now`: a platform clock that is ahead or behind, or a day that has passed. */
  clockOffsetMs: number;
  /** Delay of every API answer. */
  latencyMs: number;
  accounts: WechatAccount[];
  /** The caller's address as the platform sees it; null = the socket's. */
  callerIp: string | null;
  /** Prefix of article URLs; null = the emulator's own. */
  articleBaseUrl: string | null;

  /** Time between submit and outcome; null = only when told (action `settle`). */
  publishDelayMs: number | null;
  massDelayMs: number | null;
  /** Outcomes of the next submits, first come first served; then 0. */
  publishOutcomes: PublishOutcome[];
  /** `Status` of the next mass sends, then `send success`. */
  massOutcomes: string[];
  /** Publish outcome of articles that contain a word. */
  moderation: Record<string, PublishOutcome>;
  publishIdAs: 'string' | 'number' | 'alternate';
  /** Undocumented on the real platform: is the draft there while publish_status is 1? */
  draftVisibleWhilePublishing: boolean;
  /** Undocumented too; `accept` is the worst case: the article appears twice. */
  resubmitWhilePublishing: 'accept' | 'reject';
  /** Links in content that lead out of WeChat: 45166, or silently unlinked. */
  externalLinks: 'reject' | 'strip';
  /** Uploads without Content-Length: old servers lose them. */
  rejectChunkedUploads: boolean;

  /** Answers of freepublish/get that tell of a success before they have its article_id. */
  lateArticleIds: number;

  publishEventName: string;
  /** article_id in callbacks comes wrapped in white space. */
  padArticleId: boolean;
  callbackTimeoutMs: number;
  /** Deliveries after the first one that wasn't acknowledged. */
  callbackRetries: number;
  callbackRetryDelayMs: number;
  /** Further deliveries of an event that was acknowledged. */
  callbackDuplicates: number;
  /** Keep callbacks back until action `releaseCallbacks`. */
  callbackHold: boolean;

  dailyLimits: Record<string, number>;
  minuteLimits: Record<string, number>;
  limits: WechatLimits;
  tokenLifetimeSeconds: number;
  tokenOverlapSeconds: number;
  tokenLength: number;
  /** The code for a wrong secret: 40125, or 40001 as some report. */
  wrongSecretCode: number;
  forceRefreshPerDay: number;
  forceRefreshMinSeconds: number;
  clearQuotaPerMonth: number;
  clearPathQuotaPerMonth: number;
  /** Mass sends of a subscription account per day, of a service account per month. */
  massPerDay: number;
  massPerMonth: number;
  clientMsgIdSeconds: number;
  /** The same clientmsgid again within this time: 45066 instead of 45065. */
  clientMsgIdRetrySeconds: number;
}

/** Documented calls per day and account. */
export const DAILY_LIMITS: Readonly<Record<string, number>> = {
  '/cgi-bin/token': 2000,
  '/cgi-bin/stable_token': 500_000,
  '/cgi-bin/media/uploadimg': 100_000,
  '/cgi-bin/media/upload': 100_000,
  '/cgi-bin/material/add_material': 100_000,
  '/cgi-bin/draft/add': 1000,
  '/cgi-bin/draft/update': 1000,
  '/cgi-bin/draft/delete': 1000,
  '/cgi-bin/draft/count': 1000,
  '/cgi-bin/draft/batchget': 1000,
  '/cgi-bin/draft/get': 500,
  '/cgi-bin/freepublish/submit': 100,
  '/cgi-bin/freepublish/get': 100,
  '/cgi-bin/freepublish/delete': 10,
  '/cgi-bin/freepublish/getarticle': 100,
  '/cgi-bin/freepublish/batchget': 100,
  '/cgi-bin/message/mass/sendall': 100,
  '/cgi-bin/message/mass/get': 100,
  '/cgi-bin/message/mass/delete': 100,
  '/cgi-bin/message/mass/preview': 100,
};

/** Documented calls per minute and account. */
export const MINUTE_LIMITS: Readonly<Record<string, number>> = {
  '/cgi-bin/stable_token': 10_000,
  '/cgi-bin/message/mass/sendall': 60,
};

export const DEFAULT_WECHAT_ACCOUNT: WechatAccount = {
  appId: 'wx0123456789abcdef',
  appSecret: '0123456789abcdef0123456789abcdef',
  originalId: 'gh_0123456789ab',
  kind: 'subscription',
  capabilities: { publish: true, massSend: true, comments: false },
  ipAllowList: null,
  tagIds: [],
  callback: null,
};

export function defaultWechatOptions(): WechatOptions {
  return {
    host: '127.0.0.1',
    port: 0,
    pathPrefix: '',
    stateDir: null,
    now: Date.now,
    clockOffsetMs: 0,
    latencyMs: 0,
    accounts: [DEFAULT_WECHAT_ACCOUNT],
    callerIp: null,
    articleBaseUrl: null,
    publishDelayMs: 300,
    massDelayMs: 300,
    publishOutcomes: [],
    massOutcomes: [],
    moderation: {},
    publishIdAs: 'alternate',
    draftVisibleWhilePublishing: true,
    resubmitWhilePublishing: 'accept',
    externalLinks: 'reject',
    rejectChunkedUploads: true,
    lateArticleIds: 0,
    publishEventName: 'PUBLISHJOBFINISH',
    padArticleId: true,
    callbackTimeoutMs: 5000,
    callbackRetries: 3,
    callbackRetryDelayMs: 100,
    callbackDuplicates: 0,
    callbackHold: false,
    dailyLimits: { ...DAILY_LIMITS },
    minuteLimits: { ...MINUTE_LIMITS },
    limits: {
      title: 32,
      author: 16,
      digest: 120,
      contentCharacters: 20_000,
      contentBytes: 1024 * 1024,
      sourceUrlBytes: 1024,
      articles: 8,
      newspicImages: 20,
      uploadImageBytes: 1024 * 1024,
      materialImageBytes: 10 * 1024 * 1024,
      thumbBytes: 64 * 1024,
      voiceBytes: 2 * 1024 * 1024,
      videoBytes: 10 * 1024 * 1024,
    },
    tokenLifetimeSeconds: 7200,
    tokenOverlapSeconds: 300,
    tokenLength: 157,
    wrongSecretCode: 40125,
    forceRefreshPerDay: 20,
    forceRefreshMinSeconds: 30,
    clearQuotaPerMonth: 10,
    clearPathQuotaPerMonth: 50,
    massPerDay: 1,
    massPerMonth: 4,
    clientMsgIdSeconds: 86_400,
    clientMsgIdRetrySeconds: 60,
  };
}

/**
 * Lays a patch over options. Accounts may leave out members (those of the default account apply);
 * limits are merged member by member, so that one can be changed alone.
 */
export function mergeWechatOptions(base: WechatOptions, patch: WechatOptionsInput): WechatOptions {
  const { accounts, limits, dailyLimits, minuteLimits, ...rest } = patch;
  const merged = { ...base, ...rest };
  return {
    ...merged,
    // Queues are used up as jobs come: never the caller's own array.
    publishOutcomes: [...merged.publishOutcomes],
    massOutcomes: [...merged.massOutcomes],
    accounts: accounts?.map((account) => completeAccount(account)) ?? base.accounts,
    limits: { ...base.limits, ...limits },
    dailyLimits: { ...base.dailyLimits, ...dailyLimits },
    minuteLimits: { ...base.minuteLimits, ...minuteLimits },
  };
}

export type WechatAccountInput = Pick<WechatAccount, 'appId' | 'appSecret'> &
  Partial<Omit<WechatAccount, 'capabilities'>> & {
    capabilities?: Partial<WechatAccount['capabilities']>;
  };

export type WechatOptionsInput = Partial<Omit<WechatOptions, 'accounts' | 'limits'>> & {
  accounts?: WechatAccountInput[];
  limits?: Partial<WechatLimits>;
};

function completeAccount(input: WechatAccountInput): WechatAccount {
  return {
    ...DEFAULT_WECHAT_ACCOUNT,
    originalId: `gh_${input.appId.slice(2, 14)}`,
    ...input,
    capabilities: { ...DEFAULT_WECHAT_ACCOUNT.capabilities, ...input.capabilities },
  };
}
