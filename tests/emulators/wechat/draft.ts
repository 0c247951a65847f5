import type { Json } from '../json';
import { randomText } from '../random';
import { acceptArticle } from './article';
import { jsonBody, pageOf, textMember, type WechatCall } from './core';
import { WechatError } from './errors';
import type { Draft, StoredArticle } from './state';

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** An article as the read calls show it. */
export function newsItem(
  article: StoredArticle,
  url: string,
  withContent: boolean,
): {
  [key: string]: Json;
} {
  const { image_media_ids: images, content, ...rest } = article;
  return {
    ...rest,
    ...(withContent ? { content } : {}),
    ...(images.length === 0
      ? {}
      : { image_info: { image_list: images.map((id) => ({ image_media_id: id })) } }),
    show_cover_pic: 0,
    url,
  };
}

/** The account's draft, or 40007. */
export function requireDraft(call: WechatCall, mediaId: unknown): Draft {
  const draft = typeof mediaId === 'string' ? call.core.state.drafts[mediaId] : undefined;
  if (draft?.appId !== call.account.appId) {
    throw new WechatError(40007, 'invalid media_id');
  }
  return draft;
}

function isPublishing(call: WechatCall, mediaId: string): boolean {
  return Object.values(call.core.state.publishJobs).some(
    (job) => job.mediaId === mediaId && job.status === 1,
  );
}

function visibleDrafts(call: WechatCall): Draft[] {
  const { core, account } = call;
  return Object.values(core.state.drafts)
    .filter((draft) => draft.appId === account.appId)
    .filter(
      (draft) => core.options.draftVisibleWhilePublishing || !isPublishing(call, draft.mediaId),
    )
    .reverse()
    .sort((a, b) => b.updatedAt - a.updatedAt);
}

function content(call: WechatCall, draft: Draft, withContent: boolean): { [key: string]: Json } {
  return {
    news_item: draft.articles.map((article, index) =>
      newsItem(article, `${call.core.url}/preview/${draft.mediaId}/${index}`, withContent),
    ),
    create_time: seconds(draft.createdAt),
    update_time: seconds(draft.updatedAt),
  };
}

/** `POST draft/add {articles: []}`. */
export function addDraft(call: WechatCall): Json {
  const { core, account } = call;
  const { articles } = jsonBody(call.request);
  if (!Array.isArray(articles) || articles.length === 0) {
    throw new WechatError(44003, 'empty news data');
  }
  if (articles.length > core.options.limits.articles) {
    throw new WechatError(45008, 'article count out of limit');
  }
  const single = articles.length === 1;
  const accepted = (articles as unknown[]).map((item) => acceptArticle(call, item, single));
  const mediaId = randomText(64);
  const now = core.now();
  core.state.drafts[mediaId] = {
    mediaId,
    appId: account.appId,
    articles: accepted,
    createdAt: now,
    updatedAt: now,
  };
  return { media_id: mediaId, item: [] };
}

/** `POST draft/get {media_id}`. */
export function getDraft(call: WechatCall): Json {
  const mediaId = textMember(jsonBody(call.request), 'media_id', 40007, 'invalid media_id');
  const draft = requireDraft(call, mediaId);
  if (!call.core.options.draftVisibleWhilePublishing && isPublishing(call, mediaId)) {
    throw new WechatError(40007, 'invalid media_id');
  }
  return content(call, draft, true);
}

/** `POST draft/update {media_id, index, articles: {}}`: one article, not a list. */
export function updateDraft(call: WechatCall): Json {
  const body = jsonBody(call.request);
  const draft = requireDraft(call, body.media_id);
  const { index } = body;
  if (typeof index !== 'number' || draft.articles[index] === undefined) {
    throw new WechatError(40114, 'invalid index value');
  }
  if (Array.isArray(body.articles)) {
    throw new WechatError(47001, 'data format error, articles must be an object');
  }
  draft.articles[index] = acceptArticle(call, body.articles, draft.articles.length === 1);
  draft.updatedAt = call.core.now();
  return { errcode: 0, errmsg: 'ok' };
}

/** `POST draft/delete {media_id}`. */
export function deleteDraft(call: WechatCall): Json {
  const draft = requireDraft(call, jsonBody(call.request).media_id);
  delete call.core.state.drafts[draft.mediaId];
  return { errcode: 0, errmsg: 'ok' };
}

/** `GET draft/count`. */
export function countDrafts(call: WechatCall): Json {
  return { total_count: visibleDrafts(call).length };
}

/** `POST draft/batchget {offset, count, no_content}`, latest first. */
export function listDrafts(call: WechatCall): Json {
  const { offset, count, noContent } = pageOf(jsonBody(call.request));
  const all = visibleDrafts(call);
  const item = all.slice(offset, offset + count).map((draft) => ({
    media_id: draft.mediaId,
    content: content(call, draft, !noContent),
    update_time: seconds(draft.updatedAt),
  }));
  return { item, total_count: all.length, item_count: item.length };
}
