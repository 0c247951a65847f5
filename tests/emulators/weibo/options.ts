export interface WeiboApp {
  appKey: string;
  appSecret: string;
  name: string;
  redirectUris: string[];
  /** An app that isn't audited serves only test users, its tokens last a day. */
  audited: boolean;
  testUids: string[];
  /** The developer's own account: its token lasts five years. */
  ownerUid: string | null;
  /** 安全域名: host names, with a port where only that one counts; subdomains are included. */
  safeDomains: string[];
  capabilities: { destroy: boolean };
}

export interface WeiboUser {
  uid: string;
  screenName: string;
}

/** A token that exists from the start. */
export interface WeiboTokenInput {
  accessToken: string;
  appKey: string;
  uid: string;
  /** Default: what the app and user would get. */
  expiresInSeconds?: number;
}

export interface WeiboLimits {
  callsPerUserDay: number;
  callsPerIpHour: number;
  postsPerUserHour: number;
  /** Weighted length of a post's text. */
  length: number;
  /** "under 5 MB": the first size that is too much. */
  picBytes: number;
}

export interface WeiboOptions {
  host: string;
  /** 0 = any free port. */
  port: number;
  /** Path prefix of everything, e.g. '/sina'. */
  pathPrefix: string;
  /** Directory to keep state in; null = memory. */
  stateDir: string | null;
  /** The machine's clock in milliseconds. */
  now: () => number;
  /** Added to `now`. */
  clockOffsetMs: number;
  /** Delay of every API answer. */
  latencyMs: number;
  apps: WeiboApp[];
  users: WeiboUser[];
  tokens: WeiboTokenInput[];
  /** Prefix of permalinks in `statuses/go`; null = the emulator's own. */
  webBaseUrl: string | null;
  /** The authorise page redirects at once, for the first user. */
  autoApprove: boolean;
  /** The caller's address as the platform sees it; null = the socket's. */
  callerIp: string | null;
  /** The first post's id; 18 digits, which JSON.parse rounds. */
  firstId: string;
  /** error_code as a text. */
  stringErrorCodes: boolean;
  /** HTTP status of all API errors; null = 400 or 403 as is usual for the code. */
  errorStatus: number | null;
  /** The code for `#topic#` in a shared text: nobody documents it. */
  topicCode: number;
  /** The code for a token that was revoked: 21316, or 21332 as some report. */
  revokedCode: number;
  /** Refuse private and loopback addresses as `rip`. */
  requirePublicRip: boolean;
  /** This many next posts are answered with 20032 and appear `syncDelayMs` later. */
  delayNextPosts: number;
  syncDelayMs: number;
  /** A text equal to one of this many latest posts is refused with 20019. */
  duplicateWindow: number;
  /** Error code for texts that contain a word. */
  bannedWords: Record<string, number>;
  codeLifetimeSeconds: number;
  auditedTokenSeconds: number;
  unauditedTokenSeconds: number;
  ownerTokenSeconds: number;
  limits: WeiboLimits;
}

export const DEFAULT_WEIBO_APP: WeiboApp = {
  appKey: '1234567890',
  appSecret: 'abcdef0123456789abcdef0123456789',
  name: '政务公开',
  redirectUris: [],
  audited: true,
  testUids: [],
  ownerUid: null,
  safeDomains: ['localhost', '127.0.0.1'],
  capabilities: { destroy: false },
};

export const DEFAULT_WEIBO_USER: WeiboUser = { uid: '2718281828', screenName: '某区政务公开' };

export const DEFAULT_WEIBO_TOKEN: WeiboTokenInput = {
  accessToken: '2.00EmulatorDefaultAccessToken00',
  appKey: DEFAULT_WEIBO_APP.appKey,
  uid: DEFAULT_WEIBO_USER.uid,
};

export function defaultWeiboOptions(): WeiboOptions {
  return {
    host: '127.0.0.1',
    port: 0,
    pathPrefix: '',
    stateDir: null,
    now: Date.now,
    clockOffsetMs: 0,
    latencyMs: 0,
    apps: [DEFAULT_WEIBO_APP],
    users: [DEFAULT_WEIBO_USER],
    tokens: [DEFAULT_WEIBO_TOKEN],
    webBaseUrl: null,
    autoApprove: false,
    callerIp: null,
    firstId: '201110410216293360',
    stringErrorCodes: false,
    errorStatus: null,
    topicCode: 20021,
    revokedCode: 21316,
    requirePublicRip: true,
    delayNextPosts: 0,
    syncDelayMs: 90_000,
    duplicateWindow: 1,
    bannedWords: {},
    codeLifetimeSeconds: 300,
    auditedTokenSeconds: 30 * 86_400,
    unauditedTokenSeconds: 86_400,
    ownerTokenSeconds: 157_679_999,
    limits: {
      callsPerUserDay: 100,
      callsPerIpHour: 15_000,
      postsPerUserHour: 30,
      length: 140,
      picBytes: 5 * 1024 * 1024,
    },
  };
}

export type WeiboAppInput = Pick<WeiboApp, 'appKey' | 'appSecret'> & Partial<WeiboApp>;

export type WeiboOptionsInput = Partial<Omit<WeiboOptions, 'apps' | 'limits'>> & {
  apps?: WeiboAppInput[];
  limits?: Partial<WeiboLimits>;
};

/** Lays a patch over options; apps may leave out members, limits are merged one by one. */
export function mergeWeiboOptions(base: WeiboOptions, patch: WeiboOptionsInput): WeiboOptions {
  const { apps, limits, ...rest } = patch;
  return {
    ...base,
    ...rest,
    apps: apps?.map((app) => ({ ...DEFAULT_WEIBO_APP, ...app })) ?? base.apps,
    limits: { ...base.limits, ...limits },
  };
}
