import { isObject, type Json, type JsonObject } from '../json';
import { articleUrl, publishArticles } from './articles';
import { sendEvent } from './callback';
import { idMember, jsonBody, nextNumber, type WechatCall, type WechatCore } from './core';
import { requireDraft } from './draft';
import { WechatError } from './errors';
import { massEvent } from './events';
import { countOperation, refundOperation } from './quota';
import type { MassJob } from './state';

const FIRST_MSG_ID = 3_147_483_648;
const MAX_CLIENT_MSG_ID_BYTES = 32;

function clientMsgId(body: JsonObject): string | null {
  const value = body.clientmsgid;
  if (value === undefined) {
    return null;
  }
  if (typeof value !== 'string' || Buffer.byteLength(value) > MAX_CLIENT_MSG_ID_BYTES) {
    throw new WechatError(45067, 'clientmsgid size out of limit');
  }
  return value;
}

/** Refuses a clientmsgid that was used: 45066 within a minute of its last use, else 45065. */
function refuseRepeat(call: WechatCall, id: string | null): void {
  const { core, account } = call;
  const now = core.now();
  const earlier = Object.values(core.state.massJobs).find(
    (job) =>
      id !== null &&
      job.clientMsgId === id &&
      job.appId === account.appId &&
      now - job.submittedAt < core.options.clientMsgIdSeconds * 1000,
  );
  if (earlier === undefined) {
    return;
  }
  const elapsed = now - earlier.attemptedAt;
  earlier.attemptedAt = now;
  if (elapsed < core.options.clientMsgIdRetrySeconds * 1000) {
    throw new WechatError(45066, 'same clientmsgid retry too fast, retry after 1 minute');
  }
  throw new WechatError(45065, 'clientmsgid exist', { msg_id: BigInt(earlier.msgId) });
}

function checkFilter(call: WechatCall, body: JsonObject): void {
  const { filter } = body;
  if (!isObject(filter)) {
    throw new WechatError(40035, 'invalid parameter filter');
  }
  if (filter.is_to_all !== true) {
    const tag = filter.tag_id;
    if (typeof tag !== 'number' || !call.account.tagIds.includes(tag)) {
      throw new WechatError(40152, 'invalid tag_id');
    }
  }
}

const quotaKey = (appId: string): string => `${appId} mass_sent`;

function takeMassQuota(call: WechatCall): void {
  const { core, account } = call;
  const free =
    account.kind === 'subscription'
      ? countOperation(core, quotaKey(account.appId), 'day', core.options.massPerDay)
      : countOperation(core, quotaKey(account.appId), 'month', core.options.massPerMonth);
  if (!free) {
    throw new WechatError(45028, 'has no masssend quota');
  }
}

/** `POST message/mass/sendall`. */
export function sendAll(call: WechatCall): Json {
  const { core, account } = call;
  const body = jsonBody(call.request);
  checkFilter(call, body);
  if (body.msgtype !== 'mpnews') {
    throw new WechatError(40008, 'invalid message type');
  }
  const id = clientMsgId(body);
  refuseRepeat(call, id);
  const draft = requireDraft(call, isObject(body.mpnews) ? body.mpnews.media_id : undefined);
  takeMassQuota(call);
  const number = nextNumber(core);
  const job: MassJob = {
    msgId: String(FIRST_MSG_ID + number),
    msgDataId: String(2_247_483_647 + number),
    appId: account.appId,
    clientMsgId: id,
    mediaId: draft.mediaId,
    status: 'SENDING',
    outcome: core.options.massOutcomes.shift() ?? 'send success',
    articles: draft.articles,
    articleId: null,
    submittedAt: core.now(),
    attemptedAt: core.now(),
    finishedAt: null,
  };
  core.state.massJobs[job.msgId] = job;
  scheduleMass(core, job.msgId);
  return {
    errcode: 0,
    errmsg: 'send job submission success',
    msg_id: BigInt(job.msgId),
    msg_data_id: BigInt(job.msgDataId),
  };
}

/** Lets a mass send finish after the configured delay. */
export function scheduleMass(core: WechatCore, msgId: string): void {
  const delay = core.options.massDelayMs;
  if (delay !== null) {
    core.timers.after(delay, () => finishMass(core, msgId));
  }
}

/** Brings a mass send to its outcome and sends the callback; nothing if it already has one. */
export function finishMass(core: WechatCore, msgId: string, outcome?: string): void {
  const job = core.state.massJobs[msgId];
  if (job?.status !== 'SENDING') {
    return;
  }
  job.outcome = outcome ?? job.outcome;
  job.finishedAt = core.now();
  const sent = job.outcome === 'send success';
  job.status = sent ? 'SEND_SUCCESS' : 'SEND_FAIL';
  const article = sent ? publishArticles(core, job, 'mass') : null;
  job.articleId = article?.articleId ?? null;
  if (!sent) {
    refundOperation(core, quotaKey(job.appId));
  }
  const inner = massEvent(job, article, (pageId) => articleUrl(core, pageId));
  sendEvent(core, job.appId, 'MASSSENDJOBFINISH', msgId, inner);
  core.save();
}

function requireMassJob(call: WechatCall, body: JsonObject): MassJob {
  const id = idMember(body, 'msg_id', 40059, 'invalid msg id');
  const job = call.core.state.massJobs[id];
  if (job?.appId !== call.account.appId) {
    throw new WechatError(40059, 'invalid msg id');
  }
  return job;
}

/** `POST message/mass/get {msg_id}`. */
export function getMass(call: WechatCall): Json {
  const job = requireMassJob(call, jsonBody(call.request));
  return { msg_id: BigInt(job.msgId), msg_status: job.status };
}

/** `POST message/mass/delete {msg_id, article_idx}` or `{url}`: removes the page, unsends nothing. */
export function deleteMass(call: WechatCall): Json {
  const { core, account } = call;
  const body = jsonBody(call.request);
  if (typeof body.url === 'string') {
    const wanted = body.url;
    const item = Object.values(core.state.articles)
      .filter((article) => article.via === 'mass' && article.appId === account.appId)
      .flatMap((article) => article.items)
      .find((candidate) => articleUrl(core, candidate.pageId) === wanted);
    if (item === undefined) {
      throw new WechatError(40059, 'invalid msg id');
    }
    item.deleted = true;
    return { errcode: 0, errmsg: 'ok' };
  }
  const job = requireMassJob(call, body);
  const index = body.article_idx ?? 0;
  const items = (job.articleId === null ? undefined : core.state.articles[job.articleId])?.items;
  if (items === undefined || typeof index !== 'number' || index < 0 || index > items.length) {
    throw new WechatError(40114, 'invalid index value');
  }
  items.forEach((item, position) => {
    item.deleted ||= index === 0 || index === position + 1;
  });
  if (items.every((item) => item.deleted)) {
    job.status = 'DELETE';
  }
  return { errcode: 0, errmsg: 'ok' };
}

/** `POST message/mass/preview {touser|towxname, mpnews, msgtype}`: the draft stays. */
export function previewMass(call: WechatCall): Json {
  const body = jsonBody(call.request);
  if (typeof body.touser !== 'string' && typeof body.towxname !== 'string') {
    throw new WechatError(40003, 'invalid openid');
  }
  requireDraft(call, isObject(body.mpnews) ? body.mpnews.media_id : undefined);
  return { errcode: 0, errmsg: 'preview success', msg_id: FIRST_MSG_ID + nextNumber(call.core) };
}

/** `POST message/mass/speed/get`. */
export function getMassSpeed(): Json {
  return { speed: 3, realspeed: 15 };
}
