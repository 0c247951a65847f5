import { emptyTraffic, type Traffic } from '../http';
import type { PublishOutcome } from './options';

/** An article as the platform keeps it after cleaning. */
export interface StoredArticle {
  article_type: string;
  title: string;
  author: string;
  digest: string;
  content: string;
  content_source_url: string;
  thumb_media_id: string;
  need_open_comment: number;
  only_fans_can_comment: number;
  image_media_ids: string[];
}

export interface Draft {
  mediaId: string;
  appId: string;
  articles: StoredArticle[];
  createdAt: number;
  updatedAt: number;
}

export interface Material {
  mediaId: string;
  appId: string;
  type: string;
  permanent: boolean;
  name: string;
  url: string;
  bytes: number;
  sha256: string;
  createdAt: number;
}

export interface HostedImage {
  id: string;
  appId: string;
  url: string;
  bytes: number;
  sha256: string;
}

/** 0 success, 1 publishing, 2 originality, 3 failure, 4 moderation, 5 deleted, 6 banned. */
export type PublishStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface PublishJob {
  publishId: string;
  appId: string;
  mediaId: string;
  status: PublishStatus;
  outcome: PublishOutcome;
  articles: StoredArticle[];
  articleId: string | null;
  submittedAt: number;
  finishedAt: number | null;
}

export interface PublishedArticle {
  articleId: string;
  appId: string;
  via: 'publish' | 'mass';
  items: (StoredArticle & { pageId: string; deleted: boolean })[];
  publishedAt: number;
}

export interface MassJob {
  msgId: string;
  msgDataId: string;
  appId: string;
  clientMsgId: string | null;
  mediaId: string;
  status: 'SENDING' | 'SEND_SUCCESS' | 'SEND_FAIL' | 'DELETE';
  outcome: string;
  articles: StoredArticle[];
  articleId: string | null;
  submittedAt: number;
  /** Last time somebody sent this clientmsgid. */
  attemptedAt: number;
  finishedAt: number | null;
}

export interface CallbackMessage {
  id: number;
  appId: string;
  event: string;
  /** publish_id or MsgID. */
  reference: string;
  /** Seconds, the same in every delivery of a message. */
  createTime: number;
  /** XML between CreateTime and the end. */
  inner: string;
  held: boolean;
}

export interface CallbackDelivery {
  messageId: number;
  event: string;
  reference: string;
  attempt: number;
  at: number;
  /** HTTP status, 0 when nothing came in time. */
  status: number;
  acknowledged: boolean;
  note: string;
}

export interface UsedCalls {
  period: string;
  used: number;
}

export interface WechatState {
  drafts: Record<string, Draft>;
  materials: Record<string, Material>;
  images: Record<string, HostedImage>;
  publishJobs: Record<string, PublishJob>;
  articles: Record<string, PublishedArticle>;
  massJobs: Record<string, MassJob>;
  callbackMessages: CallbackMessage[];
  callbackDeliveries: CallbackDelivery[];
  /** Calls by `appId path`, of the current day. */
  dailyCalls: Record<string, UsedCalls>;
  minuteCalls: Record<string, UsedCalls>;
  /** Clearings and forced refreshes by `appId kind`. */
  operations: Record<string, UsedCalls>;
  /** Tokens issued by `appId kind`: how often, never which. */
  tokensIssued: Record<string, number>;
  sequence: number;
  traffic: Traffic;
}

export function emptyWechatState(): WechatState {
  return {
    drafts: {},
    materials: {},
    images: {},
    publishJobs: {},
    articles: {},
    massJobs: {},
    callbackMessages: [],
    callbackDeliveries: [],
    dailyCalls: {},
    minuteCalls: {},
    operations: {},
    tokensIssued: {},
    sequence: 0,
    traffic: emptyTraffic(),
  };
}

export interface IssuedToken {
  value: string;
  appId: string;
  /** Tokens of /token and of /stable_token don't know of each other. */
  kind: 'plain' | 'stable';
  /** From then on 42001. */
  expiresAt: number;
  /** From then on 40001; moved forward when a newer token replaces it. */
  validUntil: number;
}

/** What must not be shown. */
export interface WechatVault {
  tokens: IssuedToken[];
  /** Time of the last forced refresh by appId. */
  forcedAt: Record<string, number>;
}

export const emptyWechatVault = (): WechatVault => ({ tokens: [], forcedAt: {} });
