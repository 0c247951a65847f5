import type { JsonObject } from '../json';
import {
  deliverOnce,
  FORGERIES,
  releaseCallbacks,
  verifyCallbackUrl,
  type Forgery,
} from './callback';
import { findAccount, type WechatCore } from './core';
import { finishMass } from './mass';
import { finishPublish, isPublishOutcome, markJob } from './publish';
import { rotateElsewhere } from './token';

function text(parameters: JsonObject, name: string): string {
  const value = parameters[name];
  if (typeof value !== 'string') {
    throw new Error(`give ${name}`);
  }
  return value;
}

function knownAppId(core: WechatCore, parameters: JsonObject): string {
  const appId = text(parameters, 'appId');
  if (findAccount(core, appId) === undefined) {
    throw new Error(`unknown appId ${appId}`);
  }
  return appId;
}

function settle(core: WechatCore, parameters: JsonObject): number {
  const { publishId, outcome } = parameters;
  if (outcome !== undefined && !isPublishOutcome(outcome)) {
    throw new Error('outcome is 0, 2, 3 or 4');
  }
  const pending = Object.values(core.state.publishJobs).filter(
    (job) => job.status === 1 && (publishId === undefined || job.publishId === publishId),
  );
  for (const job of pending) {
    finishPublish(core, job.publishId, outcome);
  }
  return pending.length;
}

function settleMass(core: WechatCore, parameters: JsonObject): number {
  const { msgId } = parameters;
  const outcome = parameters.outcome === undefined ? undefined : text(parameters, 'outcome');
  const pending = Object.values(core.state.massJobs).filter(
    (job) => job.status === 'SENDING' && (msgId === undefined || job.msgId === msgId),
  );
  for (const job of pending) {
    finishMass(core, job.msgId, outcome);
  }
  return pending.length;
}

function takeDown(core: WechatCore, parameters: JsonObject, status: 5 | 6): void {
  const articleId = text(parameters, 'articleId');
  const article = core.state.articles[articleId];
  if (article === undefined) {
    throw new Error(`unknown articleId ${articleId}`);
  }
  for (const item of article.items) {
    item.deleted = true;
  }
  markJob(core, articleId, status);
  core.save();
}

async function resendCallback(core: WechatCore, parameters: JsonObject): Promise<unknown> {
  const reference = text(parameters, 'reference');
  const { forgery } = parameters;
  const known = FORGERIES.find((name) => name === forgery);
  if (forgery !== undefined && known === undefined) {
    throw new Error(`forgery is one of ${FORGERIES.join(', ')}`);
  }
  const message = core.state.callbackMessages.findLast(
    (candidate) => candidate.reference === reference,
  );
  if (message === undefined) {
    throw new Error(`no callback about ${reference}`);
  }
  const forged: Forgery | undefined = known;
  return deliverOnce(core, message, 0, forged);
}

/**
 * What the platform, its staff or another system can do apart from API calls:
 * `settle {publishId?, outcome?}`, `settleMass {msgId?, outcome?}`, `ban {articleId}`,
 * `deleteByUser {articleId}`, `rotateToken {appId}`, `verifyCallback {appId}`,
 * `releaseCallbacks {reverse?}`, `resendCallback {reference, forgery?}`.
 */
export async function runAction(
  core: WechatCore,
  name: string,
  parameters: JsonObject,
): Promise<unknown> {
  switch (name) {
    case 'settle':
      return settle(core, parameters);
    case 'settleMass':
      return settleMass(core, parameters);
    case 'ban':
      return takeDown(core, parameters, 6);
    case 'deleteByUser':
      return takeDown(core, parameters, 5);
    case 'rotateToken':
      return rotateElsewhere(core, knownAppId(core, parameters));
    case 'verifyCallback':
      return verifyCallbackUrl(core, knownAppId(core, parameters));
    case 'releaseCallbacks':
      return releaseCallbacks(core, parameters.reverse === true);
    case 'resendCallback':
      return resendCallback(core, parameters);
    default:
      throw new Error(`unknown action: ${name}`);
  }
}
