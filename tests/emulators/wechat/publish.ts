import { isObject, type Json } from '../json';
import { articleUrl, publishArticles } from './articles';
import { sendEvent } from './callback';
import { idMember, jsonBody, nextNumber, pageOf, textMember } from './core';
import type { WechatCall, WechatCore } from './core';
import { newsItem, requireDraft } from './draft';
import { WechatError } from './errors';
import { publishEvent } from './events';
import type { PublishOutcome } from './options';
import type { Draft, PublishedArticle, PublishJob } from './state';

const FIRST_PUBLISH_ID = 100_000_000;

function decideOutcome(core: WechatCore, draft: Draft): PublishOutcome {
  for (const [word, outcome] of Object.entries(core.options.moderation)) {
    const found = draft.articles.some(
      (article) => article.title.includes(word) || article.content.includes(word),
    );
    if (found) {
      return outcome;
    }
  }
  return core.options.publishOutcomes.shift() ?? 0;
}

/** `POST freepublish/submit {media_id}`: accepted, no more than that. */
export function submitPublish(call: WechatCall): Json {
  const { core, account } = call;
  const draft = requireDraft(call, jsonBody(call.request).media_id);
  const pending = Object.values(core.state.publishJobs).some(
    (job) => job.mediaId === draft.mediaId && job.status === 1,
  );
  if (pending && core.options.resubmitWhilePublishing === 'reject') {
    throw new WechatError(53503, 'draft has not passed the publish check');
  }
  const number = nextNumber(core);
  const publishId = String(FIRST_PUBLISH_ID + number);
  core.state.publishJobs[publishId] = {
    publishId,
    appId: account.appId,
    mediaId: draft.mediaId,
    status: 1,
    outcome: decideOutcome(core, draft),
    articles: draft.articles,
    articleId: null,
    submittedAt: core.now(),
    finishedAt: null,
  };
  schedulePublish(core, publishId);
  const as = core.options.publishIdAs;
  const asNumber = as === 'number' || (as === 'alternate' && number % 2 === 0);
  return {
    errcode: 0,
    errmsg: 'ok',
    publish_id: asNumber ? BigInt(publishId) : publishId,
    msg_data_id: 2_247_483_647 + number,
  };
}

/** Lets a submitted job finish after the configured delay. */
export function schedulePublish(core: WechatCore, publishId: string): void {
  const delay = core.options.publishDelayMs;
  if (delay !== null) {
    core.timers.after(delay, () => finishPublish(core, publishId));
  }
}

/** Brings a submitted job to its outcome and sends the callback; nothing if it already has one. */
export function finishPublish(core: WechatCore, publishId: string, outcome?: PublishOutcome): void {
  const job = core.state.publishJobs[publishId];
  if (job?.status !== 1) {
    return;
  }
  job.status = outcome ?? job.outcome;
  job.finishedAt = core.now();
  const article = job.status === 0 ? publishArticles(core, job, 'publish') : null;
  job.articleId = article?.articleId ?? null;
  const inner = publishEvent(job, article, {
    padArticleId: core.options.padArticleId,
    urlOf: (pageId) => articleUrl(core, pageId),
  });
  sendEvent(core, job.appId, core.options.publishEventName, publishId, inner);
  core.save();
}

/** Numbers of the refused articles, counted from 1; only statuses 2 and 4 have them. */
export function failedIndexes(job: PublishJob): number[] {
  return job.status === 2 || job.status === 4 ? job.articles.map((_, index) => index + 1) : [];
}

/** `POST freepublish/get {publish_id}`. */
export function getPublish(call: WechatCall): Json {
  const { core } = call;
  const id = idMember(jsonBody(call.request), 'publish_id', 53502, 'invalid publish_id');
  const job = core.state.publishJobs[id];
  if (job?.appId !== call.account.appId) {
    throw new WechatError(53502, 'invalid publish_id');
  }
  const article = job.articleId === null ? undefined : core.state.articles[job.articleId];
  const isLate = job.status === 0 && core.options.lateArticleIds > 0;
  if (isLate) {
    core.options = { ...core.options, lateArticleIds: core.options.lateArticleIds - 1 };
  }
  const shown = job.status === 0 && !isLate ? article : undefined;
  return {
    publish_id: job.publishId,
    publish_status: job.status,
    ...(shown === undefined
      ? {}
      : {
          article_id: shown.articleId,
          article_detail: {
            count: shown.items.length,
            item: shown.items.map((item, index) => ({
              idx: index + 1,
              article_url: articleUrl(core, item.pageId),
            })),
          },
        }),
    fail_idx: failedIndexes(job),
  };
}

function requireArticle(call: WechatCall, articleId: unknown): PublishedArticle {
  const article = typeof articleId === 'string' ? call.core.state.articles[articleId] : undefined;
  if (article?.appId !== call.account.appId) {
    throw new WechatError(53600, 'invalid article_id');
  }
  return article;
}

/** Changes the status of the job an article came from, if any. */
export function markJob(core: WechatCore, articleId: string, status: 5 | 6): void {
  for (const job of Object.values(core.state.publishJobs)) {
    if (job.articleId === articleId) {
      job.status = status;
    }
  }
}

/** `POST freepublish/delete {article_id, index}`: index from 1; 0 or absent = all. */
export function deletePublished(call: WechatCall): Json {
  const body = jsonBody(call.request);
  const article = requireArticle(call, body.article_id);
  const index = body.index ?? 0;
  if (typeof index !== 'number' || index < 0 || index > article.items.length) {
    throw new WechatError(40114, 'invalid index value');
  }
  article.items.forEach((item, position) => {
    item.deleted ||= index === 0 || index === position + 1;
  });
  if (article.items.every((item) => item.deleted)) {
    markJob(call.core, article.articleId, 5);
  }
  return { errcode: 0, errmsg: 'ok' };
}

function published(
  core: WechatCore,
  article: PublishedArticle,
  withContent: boolean,
): {
  [key: string]: Json;
} {
  return {
    news_item: article.items.map(({ pageId, deleted, ...item }) => ({
      ...newsItem(item, articleUrl(core, pageId), withContent),
      is_deleted: deleted,
    })),
    create_time: Math.floor(article.publishedAt / 1000),
    update_time: Math.floor(article.publishedAt / 1000),
  };
}

/** `POST freepublish/getarticle {article_id}`. */
export function getPublished(call: WechatCall): Json {
  const articleId = textMember(jsonBody(call.request), 'article_id', 53600, 'invalid article_id');
  return published(call.core, requireArticle(call, articleId), true);
}

/** `POST freepublish/batchget`: published, not mass-sent; latest first; none that is all deleted. */
export function listPublished(call: WechatCall): Json {
  const { core, account } = call;
  const { offset, count, noContent } = pageOf(jsonBody(call.request));
  const all = Object.values(core.state.articles)
    .filter((article) => article.appId === account.appId && article.via === 'publish')
    .filter((article) => article.items.some((item) => !item.deleted))
    .reverse();
  const item = all.slice(offset, offset + count).map((article) => ({
    article_id: article.articleId,
    content: published(core, article, !noContent),
    update_time: Math.floor(article.publishedAt / 1000),
  }));
  return { item, total_count: all.length, item_count: item.length };
}

/** Whether a value names an outcome of a publish job. */
export function isPublishOutcome(value: unknown): value is PublishOutcome {
  return value === 0 || value === 2 || value === 3 || value === 4;
}

/** Checks the `moderation` option that came over the control surface. */
export function isModeration(value: unknown): value is Record<string, PublishOutcome> {
  return isObject(value) && Object.values(value).every(isPublishOutcome);
}
