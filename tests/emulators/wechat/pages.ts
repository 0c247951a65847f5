import { escapeHtml, htmlReply, type EmulatorRequest, type Reply } from '../http';
import { mimeOf, sniffMediaType } from '../media-type';
import type { WechatCore } from './core';
import type { StoredArticle } from './state';

const STYLE =
  'body{max-width:677px;margin:0 auto;padding:20px 16px;line-height:1.75;' +
  'font-family:system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:#222}' +
  'h1{font-size:22px;margin:0 0 14px}.meta{color:#888;font-size:15px;margin-bottom:22px}' +
  'img{max-width:100%}';

/** Image addresses of the platform's image host, pointed at this emulator. */
function localImages(core: WechatCore, html: string): string {
  return html.replace(
    /https?:\/\/mmbiz\.qpic\.cn\/[a-z_]+\/([A-Za-z0-9_-]+)\/[^"'\s>]*/g,
    (_, id: string) => `${core.url}/mmbiz/${id}`,
  );
}

function page(core: WechatCore, article: StoredArticle, note: string): Reply {
  const source =
    article.content_source_url === ''
      ? ''
      : `<p><a href="${escapeHtml(article.content_source_url)}">阅读原文</a></p>`;
  return htmlReply(
    `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">` +
      `<meta name="viewport" content="width=device-width,initial-scale=1">` +
      `<title>${escapeHtml(article.title)}</title><style>${STYLE}</style></head><body>` +
      `<h1>${escapeHtml(article.title)}</h1>` +
      `<div class="meta">${escapeHtml([article.author, note].filter(Boolean).join(' · '))}</div>` +
      `${localImages(core, article.content)}${source}</body></html>`,
  );
}

const gone = (text: string): Reply => htmlReply(`<!DOCTYPE html><p>${text}</p>`, 404);

function publishedPage(core: WechatCore, pageId: string): Reply {
  for (const article of Object.values(core.state.articles)) {
    const item = article.items.find((candidate) => candidate.pageId === pageId);
    if (item !== undefined) {
      return item.deleted
        ? gone('该内容已被发布者删除')
        : page(core, item, new Date(article.publishedAt).toISOString().slice(0, 10));
    }
  }
  return gone('链接已过期');
}

/** Articles at /s/, previews of drafts at /preview/, images at /mmbiz/. */
export function handlePage(core: WechatCore, request: EmulatorRequest): Reply {
  const [, section, id = '', index = '0'] = request.path.split('/');
  if (section === 's') {
    return publishedPage(core, id);
  }
  if (section === 'preview') {
    const article = core.state.drafts[id]?.articles[Number(index)];
    return article === undefined ? gone('预览已过期') : page(core, article, '预览');
  }
  const image = section === 'mmbiz' ? core.store.readBlob(id) : undefined;
  if (image !== undefined) {
    return { status: 200, headers: { 'content-type': mimeOf(sniffMediaType(image)) }, body: image };
  }
  return gone('WeChat emulator');
}
