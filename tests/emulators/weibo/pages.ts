import { beijingDateTime } from '../clock';
import { escapeHtml, htmlReply, type EmulatorRequest, type Reply } from '../http';
import { mimeOf, sniffMediaType } from '../media-type';
import { bidToMid } from './base62';
import type { WeiboCore } from './core';
import type { WeiboPost } from './state';
import { isVisible } from './status';

const STYLE =
  'body{max-width:600px;margin:0 auto;padding:20px 16px;line-height:1.7;' +
  'font-family:system-ui,"PingFang SC","Microsoft YaHei",sans-serif;background:#f2f2f5}' +
  'article{background:#fff;border-radius:6px;padding:16px 20px}.meta{color:#888;font-size:14px}' +
  'img{max-width:100%}p{white-space:pre-wrap;overflow-wrap:anywhere}';

function linked(post: WeiboPost): string {
  let html = escapeHtml(post.shown);
  for (const [short, long] of Object.entries(post.links)) {
    html = html.replace(short, `<a href="${escapeHtml(long)}">🔗网页链接</a>`);
  }
  return html;
}

function page(core: WeiboCore, post: WeiboPost): Reply {
  const user = core.options.users.find((candidate) => candidate.uid === post.uid);
  const name = escapeHtml(user?.screenName ?? post.uid);
  const picture =
    post.picId === null ? '' : `<img src="${core.url}/large/${post.picId}.jpg" alt="">`;
  return htmlReply(
    `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">` +
      `<meta name="viewport" content="width=device-width,initial-scale=1">` +
      `<title>${name}的微博</title><style>${STYLE}</style></head><body><article>` +
      `<strong>${name}</strong><div class="meta">${beijingDateTime(post.createdAt)}</div>` +
      `<p>${linked(post)}</p>${picture}</article></body></html>`,
  );
}

const gone = (text: string): Reply => htmlReply(`<!DOCTYPE html><p>${text}</p>`, 404);

function findPost(core: WeiboCore, path: string): WeiboPost | undefined {
  const [, first = '', second = ''] = path.split('/');
  const id = first === 'detail' ? second : bidToMid(second);
  const post = core.state.posts.find((candidate) => candidate.idstr === id);
  return first === 'detail' || post?.uid === first ? post : undefined;
}

/** Posts at /{uid}/{bid} and /detail/{id}, pictures at /large/{id}.jpg and its smaller names. */
export function handlePage(core: WeiboCore, request: EmulatorRequest): Reply {
  const picId = /^\/(?:large|bmiddle|thumbnail)\/([0-9a-f]{32})\.jpg$/.exec(request.path)?.[1];
  const picture = picId === undefined ? undefined : core.store.readBlob(picId);
  if (picture !== undefined) {
    const type = mimeOf(sniffMediaType(picture));
    return { status: 200, headers: { 'content-type': type }, body: picture };
  }
  const post = findPost(core, request.path);
  return post !== undefined && isVisible(core, post)
    ? page(core, post)
    : gone('抱歉，该微博不存在或暂无查看权限。');
}
