/** Addresses of one file, the protocol's limit. */
export const SITEMAP_PART = 50_000;

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');

/** An address and the instant of its last change. */
export interface SitemapEntry {
  readonly url: string;
  readonly changedAt: string | null;
}

const document = (
  root: 'urlset' | 'sitemapindex',
  item: 'url' | 'sitemap',
  entries: readonly SitemapEntry[],
): string => {
  const lines = entries.map(({ url, changedAt }) => {
    const changed = changedAt === null ? '' : `<lastmod>${escaped(changedAt)}</lastmod>`;
    return `<${item}><loc>${escaped(url)}</loc>${changed}</${item}>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('')}</${root}>\n`;
};

/** https://www.sitemaps.org/protocol.html */
export const writeSitemap = (entries: readonly SitemapEntry[]): string =>
  document('urlset', 'url', entries);

export const writeSitemapIndex = (entries: readonly SitemapEntry[]): string =>
  document('sitemapindex', 'sitemap', entries);
