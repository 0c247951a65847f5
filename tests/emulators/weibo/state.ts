import { emptyTraffic, type Traffic } from '../http';

export interface WeiboPost {
  idstr: string;
  uid: string;
  appKey: string;
  /** As it was sent. */
  text: string;
  /** As it is shown: links shortened. */
  shown: string;
  /** Long address by short address. */
  links: Record<string, string>;
  picId: string | null;
  rip: string;
  createdAt: number;
  /** Reads don't find it before. */
  visibleAt: number;
  deleted: boolean;
}

export interface UsedCalls {
  period: string;
  used: number;
}

export interface WeiboState {
  posts: WeiboPost[];
  /** Calls by `appKey uid` and day. */
  userCalls: Record<string, UsedCalls>;
  /** Calls by address and hour. */
  ipCalls: Record<string, UsedCalls>;
  /** Posts by uid and hour. */
  postCalls: Record<string, UsedCalls>;
  tokensIssued: number;
  sequence: number;
  traffic: Traffic;
}

export const emptyWeiboState = (): WeiboState => ({
  posts: [],
  userCalls: {},
  ipCalls: {},
  postCalls: {},
  tokensIssued: 0,
  sequence: 0,
  traffic: emptyTraffic(),
});

export interface WeiboToken {
  value: string;
  appKey: string;
  uid: string;
  createdAt: number;
  expiresAt: number;
  revoked: boolean;
}

export interface WeiboCode {
  value: string;
  appKey: string;
  uid: string;
  redirectUri: string;
  expiresAt: number;
}

/** What must not be shown. */
export interface WeiboVault {
  tokens: WeiboToken[];
  codes: WeiboCode[];
}

export const emptyWeiboVault = (): WeiboVault => ({ tokens: [], codes: [] });
