import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';

import { startApp, type App } from './support/app';

interface PublicModel {
  readonly uid: string;
  readonly path: string;
  readonly hasSlug: boolean;
  readonly fields: ReadonlyMap<string, unknown>;
  readonly components: ReadonlyMap<string, unknown>;
  readonly media: ReadonlyMap<string, unknown>;
  readonly relations: ReadonlyMap<string, string>;
}

/** Never public, of any type. */
const SYSTEM = ['id', 'createdAt', 'createdBy', 'updatedBy', 'locale', 'localizations'];
const OPERATORS = ['$eq', '$ne', '$startsWith', '$containsi', '$in][0', '$lt', '$gte', '$null'];
const MAX_VALUE = 60;
/** Taken nowhere. */
const NEVER = [
  '_q=a',
  'status=draft',
  'status=published&status=draft',
  'locale=en',
  'locale=*',
  'publicationFilter=draft',
  'hasPublishedVersion=true',
  'publicationState=preview',
  'unknown=1',
  'filters[unknown]=1',
  'pagination[unknown]=1',
];

/**
 * For every endpoint, every query key and every private attribute: the answer is the same whether
 * the predicate would be true or false of a stored record, and is given without asking the database,
 * so that the time tells nothing either.
 */
describe('content API as an oracle', () => {
  let app: App;
  let models: PublicModel[];

  const hiddenOf = (model: PublicModel): string[] => {
    const { attributes } = app.strapi.getModel(model.uid as 'api::notice.notice');
    const open = new Set(
      [model.fields, model.components, model.media, model.relations].flatMap((part) => [
        ...part.keys(),
      ]),
    );
    return [...new Set([...Object.keys(attributes), ...SYSTEM])].filter((name) => !open.has(name));
  };

  const asked: string[] = [];
  const keepAlive = new http.Agent({ keepAlive: true });
  let origin: string;
  let tables: string[];

  /** Over one connection: there are tens of thousands of questions. */
  const get = (address: string): Promise<http.IncomingMessage> =>
    new Promise((resolve, reject) => {
      http
        .get(new URL(`/api/${address}`, origin), { agent: keepAlive }, resolve)
        .on('error', reject);
    });

  const answerOf = async (address: string) => {
    asked.length = 0;
    const response = await get(address);
    const text = await textOf(response);
    const statements = asked.filter((sql) => tables.some((table) => sql.includes(`"${table}"`)));
    return { status: response.statusCode, text, tag: response.headers['etag'], statements };
  };

  /** Every way to name a private attribute, with a value that is true of a record or isn't. */
  const doors = (name: string, value: string): string[] => [
    ...OPERATORS.map((operator) => `filters[${name}][${operator}]=${value}`),
    `filters[${name}]=${value}`,
    `filters[$or][0][${name}]=${value}`,
    `filters[$and][0][$not][${name}]=${value}`,
    `filters[$not][${name}][$eq]=${value}`,
    `sort=${name}:asc`,
    `sort[0][${name}]=desc`,
    `fields=${name}`,
    `fields[0]=documentId&fields[1]=${name}`,
    `populate=${name}`,
    `populate[${name}]=true`,
    `populate[${name}][filters][id]=${value}`,
    `sort=${name}&pagination[after]=${Buffer.from(
      JSON.stringify({ s: name, v: [value], i: '1' }),
    ).toString('base64url')}`,
  ];

  /** Ways in which endpoints that have no such query may still be asked. */
  const otherDoors = (name: string, value: string): string[] => [
    `filters[${name}]=${value}`,
    `filters[${name}][$startsWith]=${value}`,
    `sort=${name}&_q=${value}`,
    `fields=${name}&filters[${name}][$null]=${value}`,
    `populate[${name}][filters][id]=${value}`,
    `${name}=${value}`,
    `${name}[$ne]=${value}`,
  ];

  beforeAll(async () => {
    app = await startApp({ dataSet: 'gaps' });
    models = [...app.strapi.plugin('public-api').service('types').catalogue().values()];
    tables = models.map(({ uid }) => app.strapi.db.metadata.get(uid).tableName);
    app.strapi.db.connection.on('query', ({ sql }: { sql: string }) => asked.push(sql));
    await new Promise<void>((resolve) => {
      app.strapi.server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = app.strapi.server.httpServer.address() as AddressInfo;
    origin = `http://127.0.0.1:${port}`;
  });
  afterAll(async () => {
    keepAlive.destroy();
    await app.stop();
  });

  it('should know every public type', () => {
    expect(models.length).toBeGreaterThanOrEqual(10);
    for (const model of models) expect(hiddenOf(model).length).toBeGreaterThan(1);
  });

  it('should answer alike to a true and a false predicate on any private attribute', async () => {
    const failures: string[] = [];
    let pairs = 0;
    for (const model of models) {
      const stored = await app.strapi.db.query(model.uid).findOne({ where: {} });
      const detail = `${model.path}/${stored?.documentId ?? 'x'}`;
      for (const name of hiddenOf(model)) {
        const held = String(stored?.[name] ?? 'true').slice(0, MAX_VALUE);
        const [right, wrong] = [doors(name, encodeURIComponent(held)), doors(name, 'zz')];
        for (const [index, query] of right.entries()) {
          for (const address of index % 4 === 0 ? [model.path, detail] : [model.path]) {
            const one = await answerOf(`${address}?${query}`);
            const two = await answerOf(`${address}?${wrong[index]}`);
            pairs += 1;
            // What was asked is repeated in the refusal's place, and differs only by the value.
            const text = (answer: { text: string }, value: string) =>
              answer.text.replaceAll(value, '').replaceAll(encodeURIComponent(value), '');
            const isAlike =
              one.status === 400 &&
              two.status === 400 &&
              text(one, held) === text(two, 'zz') &&
              one.tag === undefined &&
              one.statements.length === 0 &&
              two.statements.length === 0;
            if (!isAlike) failures.push(`${address}?${query}: ${one.status} ${one.text}`);
          }
        }
      }
    }
    expect(failures.slice(0, 5)).toEqual([]);
    expect(pairs).toBeGreaterThan(1_000);
  });

  it('should answer alike through relations, whose private attributes are no less private', async () => {
    const byUid = new Map(models.map((model) => [model.uid, model]));
    for (const model of models) {
      for (const [relation, uid] of model.relations) {
        const target = byUid.get(uid) as PublicModel;
        for (const name of hiddenOf(target)) {
          for (const query of [
            `filters[${relation}][${name}]=true`,
            `filters[${relation}][${name}][$null]=false`,
            `sort=${relation}.${name}`,
            `populate[${relation}][fields][0]=${name}`,
            `populate[${relation}][populate]=${name}`,
            `populate=${relation}.${name}`,
          ]) {
            const { status, statements } = await answerOf(`${model.path}?${query}`);
            expect([query, status, statements]).toEqual([query, 400, []]);
          }
        }
      }
    }
  });

  it.each(NEVER)('should refuse %s everywhere without asking the database', async (query) => {
    for (const { path } of models) {
      for (const address of [path, `${path}/anything`]) {
        const { status, tag, statements } = await answerOf(`${address}?${query}`);
        expect([address, status, tag, statements]).toEqual([address, 400, undefined, []]);
      }
    }
  });

  const OTHERS = [
    'search?q=%E6%B1%9F%E5%B2%B8&',
    'catalogue?',
    'changes?',
    'feeds/notices.rss?',
    'feeds/notices.atom?',
    'feeds/notices.json?',
    'open-data?',
    'open-data/catalog.jsonld?',
    'open-data/fund-beneficiaries?',
    'open-data/fund-beneficiaries/data.csv?',
    'open-data/staff-members/data.jsonl?',
    'open-data/staff-members/data.xlsx?',
    'open-data/funds/datapackage.json?',
  ];

  it.each(OTHERS)('should answer alike whatever private attribute /%s names', async (address) => {
    // Types have attributes of the same name, and need not be asked for them again.
    const answers = new Map<string, ReturnType<typeof answerOf>>();
    const answerTo = (query: string): ReturnType<typeof answerOf> => {
      const answer = answers.get(query) ?? answerOf(address + query);
      answers.set(query, answer);
      return answer;
    };
    for (const model of models) {
      const stored = await app.strapi.db.query(model.uid).findOne({ where: {} });
      for (const name of hiddenOf(model)) {
        const held = encodeURIComponent(String(stored?.[name] ?? 'true').slice(0, MAX_VALUE));
        const [right, wrong] = [otherDoors(name, held), otherDoors(name, 'zz')];
        for (const [index, query] of right.entries()) {
          const one = await answerTo(query);
          const two = await answerTo(wrong[index] as string);
          expect({ query, ...one }).toEqual({ query, ...two });
          expect([query, one.status, one.statements]).toEqual([query, 400, []]);
        }
      }
    }
  });

  it.each(OTHERS)(
    'should refuse what /%s does not take, without asking the database',
    async (of) => {
      for (const query of NEVER) {
        const { status, tag, statements } = await answerOf(of + query);
        expect([query, status, tag, statements]).toEqual([query, 400, undefined, []]);
      }
    },
  );

  /** Those that say the same whatever they are asked, or take parameters of their own. */
  const REST = [
    'challenge?',
    'cross-post/receipts?',
    'docs?',
    'health/ready?',
    'openapi.json?',
    'publication-rate/figures?',
    'publication-rate/reconciliations?',
    'publication-rate/trend?',
    'publication-rate/years?',
    '../sitemap.xml?',
    '../sitemaps/notices-1.xml?',
  ];
  /** Asked with a message of a platform's server, and of nothing that is stored here. */
  const CALLBACKS = ['/api/cross-post/wechat/:appId/callback'];

  /** Strapi's own, which are shut. */
  const SHUT =
    /^\/api\/(auth|connect|content-type-builder|i18n|upload|users|users-permissions)(\/|$)/;

  it('should be asked at every public address', () => {
    const layers = app.strapi.server.listRoutes() as {
      methods: string[];
      path: string;
      regexp: RegExp;
    }[];
    const asked = [...OTHERS, ...REST].map((one) => new URL(`/api/${one}`, origin).pathname);
    const ofModels = models.flatMap(({ path }) => [`/api/${path}`, `/api/${path}/:idOrSlug`]);
    const forgotten = layers
      .filter(({ methods, path }) => methods.includes('GET') && /^\/(api|sitemap)/.test(path))
      .filter(({ path }) => !SHUT.test(path) && ![...ofModels, ...CALLBACKS].includes(path))
      .filter(({ regexp }) => !asked.some((address) => regexp.test(address)))
      .map(({ path }) => path);
    expect(forgotten).toEqual([]);
  });

  it.each(REST)('should say alike at /%s whatever private attribute is named', async (address) => {
    // Random each time.
    const textOfAnswer = ({ text }: { text: string }) => (address === 'challenge?' ? '' : text);
    const names = new Map<string, string>();
    for (const model of models) {
      const stored = await app.strapi.db.query(model.uid).findOne({ where: {} });
      for (const name of hiddenOf(model)) names.set(name, String(stored?.[name] ?? 'true'));
    }
    for (const [name, held] of names) {
      const ask = async (value: string) => {
        const answer = await answerOf(
          `${address}filters[${name}][$startsWith]=${value}&${name}=${value}`,
        );
        return { status: answer.status, text: textOfAnswer(answer) };
      };
      const one = await ask(encodeURIComponent(held.slice(0, MAX_VALUE)));
      expect({ name, ...one }).toEqual({ name, ...(await ask('zz')) });
    }
  });

  it('should take names of the language itself for nothing', async () => {
    const plain = await answerOf('notices');
    for (const query of ['__proto__[x]=1', 'filters[__proto__][x]=1', 'filters[constructor]=1']) {
      const { status, text } = await answerOf(`notices?${query}`);
      expect([status, text]).toEqual([200, plain.text]);
    }
  });

  it('should give the classified organ and an unknown one the same answer, tag and cache alike', async () => {
    const classified = await app.strapi.db
      .query('api::organization.organization')
      .findOne({ where: { isClassified: true } });
    expect(classified).not.toBeNull();
    const pathOf = new Map(models.map((model) => [model.uid, model]));
    for (const field of ['code', 'name', 'slug', 'documentId']) {
      const real = encodeURIComponent(String(classified[field]));
      const model = pathOf.get('api::organization.organization') as PublicModel;
      for (const operator of ['$eq', '$startsWith', '$containsi']) {
        for (let time = 0; time < 2; time += 1) {
          const one = await answerOf(`organizations?filters[${field}][${operator}]=${real}`);
          const two = await answerOf(`organizations?filters[${field}][${operator}]=zz`);
          expect([one.status, one.text, one.tag]).toEqual([two.status, two.text, two.tag]);
          // Both from the database the first time, both from memory the second.
          expect(one.statements.length).toBe(two.statements.length);
        }
      }
      expect(model.fields.has('isClassified')).toBe(false);
    }
    for (const address of [classified.documentId, classified.slug].filter(Boolean)) {
      const one = await answerOf(`organizations/${address}`);
      const two = await answerOf('organizations/zz');
      expect([one.status, one.text, one.tag]).toEqual([404, two.text, undefined]);
      expect(one.statements.length).toBe(two.statements.length);
    }
  });
});
