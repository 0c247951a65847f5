import { randomText } from '../random';
import type { WechatCore } from './core';
import type { PublishedArticle, StoredArticle } from './state';

/** Makes articles public and takes their draft out of the box. */
export function publishArticles(
  core: WechatCore,
  source: { appId: string; mediaId: string; articles: StoredArticle[] },
  via: PublishedArticle['via'],
): PublishedArticle {
  const published: PublishedArticle = {
    articleId: randomText(43),
    appId: source.appId,
    via,
    items: source.articles.map((article) => ({
      ...article,
      pageId: randomText(22),
      deleted: false,
    })),
    publishedAt: core.now(),
  };
  core.state.articles[published.articleId] = published;
  delete core.state.drafts[source.mediaId];
  return published;
}

/** Where the public finds an article. */
export function articleUrl(core: WechatCore, pageId: string): string {
  return `${core.options.articleBaseUrl ?? core.url}/s/${pageId}`;
}
