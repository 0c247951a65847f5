const DROPPED_ELEMENTS = ['script', 'style', 'iframe', 'form', 'object', 'embed', 'noscript'];
const WECHAT_HOSTS = ['mp.weixin.qq.com', 'weixin.qq.com'];

function attributeOf(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

/** Link targets in the content that lead out of WeChat. */
export function externalLinks(html: string): string[] {
  const targets: string[] = [];
  for (const [tag] of html.matchAll(/<a\b[^>]*>/gi)) {
    const target = attributeOf(tag, 'href');
    if (target !== undefined && target !== '' && !target.startsWith('#')) {
      const host = /^https?:\/\/([^/:?#]+)/i.exec(target)?.[1]?.toLowerCase();
      if (host === undefined || !WECHAT_HOSTS.includes(host)) {
        targets.push(target);
      }
    }
  }
  return targets;
}

/**
 * What the platform makes of an article's HTML without a word: scripts, styles and forms go,
 * handlers, classes and ids go, and so does every image that it doesn't host itself.
 */
export function cleanContent(html: string, isHosted: (url: string) => boolean): string {
  let clean = html.replace(/<!--[\s\S]*?-->/g, '');
  for (const name of DROPPED_ELEMENTS) {
    clean = clean
      .replace(new RegExp(`<${name}\\b[\\s\\S]*?</${name}\\s*>`, 'gi'), '')
      .replace(new RegExp(`</?${name}\\b[^>]*>`, 'gi'), '');
  }
  clean = clean.replace(/<img\b[^>]*>/gi, (tag) => {
    const source = attributeOf(tag, 'src');
    return source !== undefined && isHosted(source) ? tag : '';
  });
  return clean
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag.replace(/\s(?:on[a-z]+|class|id)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, ''),
    )
    .replace(/(href|src)\s*=\s*(["']?)\s*javascript:[^"'>]*\2/gi, '');
}

/** Removes the links that lead out of WeChat and keeps their text. */
export function unlink(html: string): string {
  return html.replace(/<a\b[^>]*>([\s\S]*?)<\/a\s*>/gi, (whole: string, text: string) =>
    externalLinks(whole).length > 0 ? text : whole,
  );
}

/** The id of an image on the platform's image host, with http or https. */
export function hostedImageId(url: string): string | undefined {
  return /^https?:\/\/mmbiz\.qpic\.cn\/[a-z_]+\/([A-Za-z0-9_-]+)\//.exec(url)?.[1];
}

/** Text of an HTML fragment, for the digest that is made when none is given. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
