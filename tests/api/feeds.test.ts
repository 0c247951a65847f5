import { XMLParser, XMLValidator } from 'fast-xml-parser';
import Parser from 'rss-parser';

import { startApp, type App } from './support/app';

const SITE = 'https://open.example';
const HOSTILE = `<b>“]]>”&amp; & 𠮷\u0001\ufffe</b>`;

interface JsonFeed {
  readonly version: string;
  readonly feed_url: string;
  readonly items: readonly {
    readonly id: string;
    readonly url: string;
    readonly title: string;
    readonly date_published: string;
    readonly content_html: string;
    readonly tags: readonly string[];
  }[];
}

describe('feeds and sitemap', () => {
  let app: App;
  const get = (path: string) => app.agent.get(path).buffer(true);
  const text = async (path: string): Promise<string> => {
    const response = await get(path);
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${response.text}`);
    return response.text;
  };
  const notices = async (query: string) => {
    const response = await app.agent.get(`/api/notices?${query}&populate=issuer`);
    return response.body.data as {
      documentId: string;
      title: string;
      issuedOn: string;
      kind: string;
      issuer: { documentId: string; slug: string; name: string };
    }[];
  };

  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps', env: { PUBLIC_URL: `${SITE}/` } });
  });
  afterAll(() => app.stop());

  it('should be RSS that a reader understands: the newest notices, dated by their legal day', async () => {
    const feed = await new Parser().parseString(await text('/api/feeds/notices.rss'));
    const newest = await notices('sort=issuedOn:desc&pagination[limit]=50');
    expect(newest.length).toBeGreaterThan(5);
    expect(feed.items.map(({ title }) => title)).toEqual(newest.map(({ title }) => title));
    expect(feed.items.map(({ guid }) => guid)).toEqual(
      newest.map(({ documentId }) => `${SITE}/api/notices/${documentId}`),
    );
    expect(feed.items.map(({ link }) => link)).toEqual(feed.items.map(({ guid }) => guid));
    expect(feed.items.map(({ isoDate }) => isoDate)).toEqual(
      newest.map(({ issuedOn }) => new Date(`${issuedOn}T00:00:00+08:00`).toISOString()),
    );
    expect(feed.items[0]?.creator).toBe(newest[0]?.issuer.name);
    expect(feed.feedUrl ?? feed.paginationLinks?.self).toBe(`${SITE}/api/feeds/notices.rss`);
  });

  it('should be Atom and JSON Feed too, with the same items', async () => {
    const newest = await notices('sort=issuedOn:desc&pagination[limit]=50');
    const ids = newest.map(({ documentId }) => `${SITE}/api/notices/${documentId}`);
    const atom = await text('/api/feeds/notices.atom');
    expect(XMLValidator.validate(atom)).toBe(true);
    const { feed } = new XMLParser({ isArray: (name) => name === 'entry' }).parse(atom) as {
      feed: {
        id: string;
        updated: string;
        entry: { id: string; title: string; published: string; updated: string }[];
      };
    };
    expect(feed.id).toBe(`${SITE}/api/feeds/notices.atom`);
    expect(feed.entry.map(({ id }) => id)).toEqual(ids);
    expect(feed.entry.map(({ published }) => published.slice(0, 10))).toEqual(
      newest.map(({ issuedOn }) =>
        new Date(`${issuedOn}T00:00:00+08:00`).toISOString().slice(0, 10),
      ),
    );
    const last = feed.entry.map(({ updated }) => updated).sort();
    expect(feed.updated).toBe(last.at(-1));
    const json = JSON.parse(await text('/api/feeds/notices.json')) as JsonFeed;
    expect(json.version).toMatch(/^https:\/\/jsonfeed\.org\/version\/1/);
    expect(json.items.map(({ id }) => id)).toEqual(ids);
    expect(json.items.map(({ title }) => title)).toEqual(newest.map(({ title }) => title));
  });

  it.each([
    ['rss', 'application/rss+xml; charset=utf-8'],
    ['atom', 'application/atom+xml; charset=utf-8'],
    ['json', 'application/feed+json; charset=utf-8'],
  ])('should be sent as what it is: %s', async (format, type) => {
    const response = await get(`/api/feeds/notices.${format}`);
    expect(response.headers['content-type']).toBe(type);
  });

  it('should say which notices no longer hold', async () => {
    const [first] = await notices('filters[kind]=announcement&sort=issuedOn:desc');
    await app.strapi.db
      .connection('notices')
      .where({ document_id: first?.documentId })
      .update({ validity: 'repealed' });
    const url = `${SITE}/api/notices/${first?.documentId}`;
    const rss = await new Parser().parseString(await text('/api/feeds/notices.rss'));
    expect(rss.items.find(({ link }) => link === url)?.categories).toEqual(['公示公告', '已废止']);
    const atom = await text('/api/feeds/notices.atom');
    expect(atom).toContain('<category label="已废止" term="repealed"/>');
    const json = JSON.parse(await text('/api/feeds/notices.json')) as JsonFeed;
    expect(json.items.find((item) => item.url === url)?.tags).toEqual(['公示公告', '已废止']);
  });

  it('should choose by kind and by organization', async () => {
    const [first] = await notices('filters[kind]=announcement&sort=issuedOn:desc');
    if (!first) throw new Error('the data set has no announcement');
    const both = `kind=announcement&organization=${first.issuer.slug}`;
    const wanted = await notices(
      `filters[kind]=announcement&filters[issuer][slug]=${first.issuer.slug}&sort=issuedOn:desc`,
    );
    const feed = await new Parser().parseString(await text(`/api/feeds/notices.rss?${both}`));
    expect(feed.items.map(({ title }) => title)).toEqual(wanted.map(({ title }) => title));
    expect(feed.title).toBe(`${first.issuer.name}·公示公告`);
    const byId = `kind=announcement&organization=${first.issuer.documentId}`;
    const again = await new Parser().parseString(await text(`/api/feeds/notices.rss?${byId}`));
    expect(again.items).toEqual(feed.items);
  });

  it('should not know a classified organ, and say the same of one that is not there', async () => {
    const secret = await app.strapi.documents('api::organization.organization').findFirst({
      filters: { isClassified: true },
    });
    if (!secret) throw new Error('the data set has no classified organ');
    const answers = [];
    for (const organization of [secret.documentId, secret.slug, 'nobody']) {
      const { status, body } = await app.agent.get(
        `/api/feeds/notices.rss?organization=${organization}`,
      );
      answers.push({ status, body });
    }
    expect(answers[0]).toMatchObject({ status: 404 });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it.each([
    'kind=secret',
    'kind[]=news',
    'organization[]=x',
    'organization=',
    'status=draft',
    'filters[kind]=news',
  ])('should refuse ?%s', async (query) => {
    const response = await app.agent.get(`/api/feeds/notices.rss?${query}`);
    expect(response.status).toBe(400);
  });

  it('should survive what somebody pasted into a title', async () => {
    const [first] = await notices('sort=issuedOn:desc');
    await app.strapi.db
      .connection('notices')
      .where({ document_id: first?.documentId })
      .update({ title: HOSTILE.replace('\u0001', '\u0002'), summary: HOSTILE });
    const clean = HOSTILE.replace('\u0001', '').replace('\ufffe', '');
    const rss = await text('/api/feeds/notices.rss');
    expect(XMLValidator.validate(rss)).toBe(true);
    const feed = await new Parser().parseString(rss);
    expect(feed.items[0]?.title).toBe(clean);
    const atom = await text('/api/feeds/notices.atom');
    expect(XMLValidator.validate(atom)).toBe(true);
    const json = JSON.parse(await text('/api/feeds/notices.json')) as JsonFeed;
    expect(json.items[0]?.title).toBe(clean);
    expect(json.items[0]?.content_html).not.toContain('<b>');
  });

  it('should list every public record in the sitemap, by addresses that answer', async () => {
    const parser = new XMLParser({ isArray: (name) => name === 'url' || name === 'sitemap' });
    const index = parser.parse(await text('/sitemap.xml')) as {
      sitemapindex: { sitemap: { loc: string }[] };
    };
    const addresses: string[] = [];
    for (const { loc } of index.sitemapindex.sitemap) {
      expect(loc.startsWith(`${SITE}/sitemaps/`)).toBe(true);
      const part = parser.parse(await text(loc.slice(SITE.length))) as {
        urlset: { url: { loc: string; lastmod: string }[] };
      };
      addresses.push(...part.urlset.url.map((entry) => entry.loc));
    }
    const total = (await app.agent.get('/api/notices?pagination[pageSize]=1')).body.meta.pagination
      .total as number;
    expect(addresses.filter((url) => url.startsWith(`${SITE}/api/notices/`))).toHaveLength(total);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses.some((url) => /staff-members|fund-beneficiaries/.test(url))).toBe(false);
    const everyTenth = addresses.filter((_, index_) => index_ % 10 === 0);
    for (const url of everyTenth) {
      const response = await app.agent.get(url.slice(SITE.length));
      expect({ url, status: response.status }).toEqual({ url, status: 200 });
    }
  });

  it.each(['notices-2.xml', 'notices-0.xml', 'staff-members-1.xml', 'x', 'notices-1.xml.gz'])(
    'should have no sitemap %s',
    async (part) => {
      const response = await app.agent.get(`/sitemaps/${part}`);
      expect(response.status).toBe(404);
    },
  );
});
