import fc from 'fast-check';
import qs from 'qs';

import { LIMITS } from '../constants';
import { RequestFault } from './fault';
import type { Condition } from './filters';
import { parseDetailQuery, parseListQuery, type ListQuery } from './query';
import { paperModel, sampleCatalogue } from './testing/sample-model';

/** As Strapi's query middleware reads a query string. */
const read = (query: string): unknown =>
  qs.parse(query, { strictNullHandling: true, arrayLimit: 100, depth: 20 });
const parse = (query: string): ListQuery =>
  parseListQuery(paperModel, sampleCatalogue, read(query));
const fault = (query: string): RequestFault => {
  try {
    parse(query);
  } catch (error) {
    if (error instanceof RequestFault) return error;
    throw error;
  }
  throw new Error(`was not refused: ${query}`);
};

/** A condition as a line, to compare by. */
const show = (condition: Condition | null): string => {
  if (!condition) return '';
  switch (condition.kind) {
    case 'all':
      return `(${condition.of.map(show).join(' & ')})`;
    case 'any':
      return `(${condition.of.map(show).join(' | ')})`;
    case 'not':
      return `!${show(condition.of)}`;
    case 'related':
      return `${condition.relation}[${show(condition.of)}]`;
    case 'compare':
      return `${condition.field.name} ${condition.operator} ${condition.values.join(',')}`.trim();
  }
};

describe('filters', () => {
  it.each([
    ['filters[title]=a', 'title eq a'],
    ['filters[title][$eq]=a', 'title eq a'],
    ['filters[title]=a&filters[title]=b', 'title in a,b'],
    ['filters[title][$in][0]=a&filters[title][$in][1]=b', 'title in a,b'],
    ['filters[title][$in]=a', 'title in a'],
    ['filters[year][$gte]=2016&filters[year][$lt]=2018', '(year gte 2016 & year lt 2018)'],
    ['filters[year][$between][0]=2016&filters[year][$between][1]=2018', 'year between 2016,2018'],
    ['filters[year][$null]=true', 'year null'],
    ['filters[year][$null]=false', 'year notNull'],
    ['filters[year][$notNull]=0', 'year null'],
    ['filters[amount][$gt]=4779610000.01', 'amount gt 4779610000.01'],
    ['filters[isOpen]=1', 'isOpen eq true'],
    ['filters[issuedOn][$lte]=2017-12-31', 'issuedOn lte 2017-12-31'],
    [
      'filters[updatedAt][$gt]=2017-12-31T08:00:00%2B08:00',
      'updatedAt gt 2017-12-31T00:00:00.000Z',
    ],
    ['filters[publishedAt][$gt]=2017-12-31', 'publishedAt gt 2017-12-31T00:00:00.000Z'],
    ['filters[title][$not][$contains]=a', '!title contains a'],
    ['filters[$not][title][$startsWith]=a', '!title startsWith a'],
    [
      'filters[$or][0][title]=a&filters[$or][1][$and][0][year]=1&filters[$or][1][$and][1][year][$ne]=2',
      '(title eq a | (year eq 1 & year ne 2))',
    ],
    ['filters[issuer][name][$containsi]=a', 'issuer[name containsi a]'],
    ['filters[title][$nei]=a', 'title nei a'],
    ['filters[title][$notContains]=a', 'title notContains a'],
    ['filters[title][$notContainsi]=a', 'title notContainsi a'],
    ['filters[title][$startsWithi]=a', 'title startsWithi a'],
    ['filters[title][$endsWith]=a', 'title endsWith a'],
    ['filters[title][$endsWithi]=a', 'title endsWithi a'],
    ['filters[issuer][parent][name][$eqi]=a', 'issuer[parent[name eqi a]]'],
    ['filters[issuer][$notNull]=true', 'issuer[]'],
    ['filters[issuer][$null]=true', '!issuer[]'],
  ])('should read %s', (query, expected) => {
    expect(show(parse(query).where)).toBe(expected);
  });

  it.each([
    'filters[year]=x',
    'filters[year]=1.5',
    'filters[year]=99999999999',
    'filters[year]=',
    'filters[year][$gt]=1e3',
    'filters[amount]=1,5',
    'filters[amount]=NaN',
    'filters[amount]=0x10',
    'filters[isOpen]=yes',
    'filters[issuedOn]=2017-02-30',
    'filters[issuedOn]=2017',
    'filters[issuedOn]=0000-01-01',
    'filters[updatedAt]=yesterday',
    'filters[updatedAt]=2017-12-31T08:00:00',
    'filters[updatedAt]=0000-01-01T00:00:00Z',
    'filters[kind]=other',
    'filters[title]=a%00b',
    `filters[title]=${'a'.repeat(201)}`,
    'filters[year][$between]=1',
    'filters[year][$null]=maybe',
    'filters[title][$eq][0]=a',
  ])('should refuse the value of %s', (query) => {
    expect(fault(query).message).toMatch(/^参数“filters\..+”的值不正确：应为/);
  });

  it.each([
    'filters=a',
    'filters',
    'filters[]=a',
    'filters[title]',
    'filters[title][$regex]=a',
    'filters[title][$or][0]=a',
    'filters[kind][$contains]=n',
    'filters[year][$contains]=1',
    'filters[year][$endsWith]=1',
    'filters[idNumber][$endsWith]=1',
    'filters[issuer][isSecret][$notContainsi]=a',
    'filters[isOpen][$gt]=true',
    'filters[issuer]=a',
    'filters[issuer][$eq]=a',
    'filters[$and]=a',
    'filters[$or][title]=a',
    'filters[$nor][0][title]=a',
    'filters[id]=1',
    'filters[createdAt]=2017-01-01',
    'filters[createdBy][id]=1',
    'filters[cover][url]=a',
    'filters[sheets][name]=a',
    'filters[locale]=en',
    'filters[issuer][parent][parent][parent][name]=a',
    `filters${'[$not]'.repeat(11)}[title]=a`,
  ])('should refuse the key of %s', (query) => {
    expect(fault(query).message).toMatch(/不可用，请只使用接口文档列出的参数和字段$/);
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'should refuse the inherited name %s',
    (name) => {
      const raw: unknown = JSON.parse(`{ "filters": { "${name}": "a" } }`);
      expect(() => parseListQuery(paperModel, sampleCatalogue, raw)).toThrow(RequestFault);
    },
  );

  it('should refuse more conditions than the limit and take as many', () => {
    const query = (count: number): string =>
      Array.from({ length: count }, (_, index) => `filters[$or][${index}][year]=${index}`).join(
        '&',
      );
    expect(() => parse(query(LIMITS.conditions))).not.toThrow();
    expect(fault(query(LIMITS.conditions + 1)).message).toContain('筛选条件过多');
  });
});

describe('private and unknown attributes', () => {
  const DOORS = [
    (name: string) => `filters[${name}]=x`,
    (name: string) => `filters[${name}][$eq]=x`,
    (name: string) => `filters[${name}][$null]=true`,
    (name: string) => `filters[$or][0][${name}][$startsWith]=4`,
    (name: string) => `filters[$not][${name}][$in][0]=x`,
    (name: string) => `filters[issuer][${name}]=true`,
    (name: string) => `filters[${name}][name]=x`,
    (name: string) => `sort=${name}`,
    (name: string) => `sort=${name}:desc`,
    (name: string) => `sort[0]=title&sort[1]=${name}`,
    (name: string) => `sort[${name}]=asc`,
    (name: string) => `sort=issuer.${name}`,
    (name: string) => `fields=${name}`,
    (name: string) => `fields=title,${name}`,
    (name: string) => `fields[0]=${name}`,
    (name: string) => `populate=${name}`,
    (name: string) => `populate[0]=${name}`,
    (name: string) => `populate[${name}]=true`,
    (name: string) => `populate[${name}][fields][0]=name`,
    (name: string) => `populate[issuer][fields][0]=${name}`,
    (name: string) => `populate[issuer][populate]=${name}`,
    (name: string) => `populate=issuer.${name}`,
    (name: string) => `populate[sheets][fields][0]=${name}`,
    (name: string) => `populate[cover][fields][0]=${name}`,
  ];
  const HIDDEN = ['idNumber', 'inner', 'rival', 'isSecret', 'note'];

  it.each(HIDDEN)(
    'should refuse %s at every door with the words it has for an unknown name',
    (name) => {
      for (const door of DOORS) {
        expect(fault(door(name)).message).toBe(
          fault(door('zzzz')).message.replaceAll('zzzz', name),
        );
      }
    },
  );
});

describe('other keys', () => {
  it.each([
    'status=draft',
    'status=',
    'status[]=published',
    'locale=zh-Hans',
    'locale=*',
    '_q=a',
    'publicationFilter=x',
    'hasPublishedVersion=true',
    'unknown=1',
    'where[title]=a',
    'pagination=1',
    'pagination[page][]=1',
    'pagination[offset]=1',
    'populate=deep',
    'fields=id',
    'fields[a]=title',
    'sort',
    'sort=',
    'sort=title:asc:desc',
    'populate[issuer][filters][name]=a',
    'populate[issuer][sort]=name',
    'populate[cover][populate]=*',
    'populate[issuer][populate][parent][populate]=*',
    'populate[sheets][populate]=note',
    'populate=issuer.parent.parent',
  ])('should refuse %s', (query) => {
    expect(fault(query).message).toMatch(/不可用/);
  });

  it.each([
    'pagination[page]=0',
    'pagination[page]=-1',
    'pagination[page]=a',
    'pagination[pageSize]=0',
    'pagination[limit]=-1',
    'pagination[start]=1.5',
    'pagination[withCount]=maybe',
    'pagination[page]=999999999',
    'sort=title:up',
  ])('should refuse the value of %s', (query) => {
    expect(fault(query).message).toMatch(/的值不正确/);
  });

  it('should refuse both ways of paging at once', () => {
    expect(fault('pagination[page]=1&pagination[start]=0').message).toContain('分页参数请只用一种');
  });

  it('should not repeat a long key in full', () => {
    expect(fault(`${'k'.repeat(5000)}=1`).message.length).toBeLessThan(200);
  });
});

describe('selection', () => {
  const detail = (query: string) => parseDetailQuery(paperModel, sampleCatalogue, read(query));

  it('should return every public field and nothing populated by default', () => {
    const { fields, components, media, relations } = detail('');
    expect(fields.map(({ name }) => name)).toEqual([...paperModel.fields.keys()]);
    expect([components.size, media.size, relations.size]).toEqual([0, 0, 0]);
  });

  it('should always return documentId', () => {
    expect(detail('fields=title').fields.map(({ name }) => name)).toEqual(['documentId', 'title']);
  });

  it('should populate one level of everything public with *', () => {
    const { components, media, relations } = detail('populate=*');
    expect([...components.keys(), ...media.keys(), ...relations.keys()]).toEqual([
      'sheets',
      'cover',
      'issuer',
    ]);
    expect(components.get('sheets')?.fields.map(({ name }) => name)).toEqual(['name']);
    expect([...(components.get('sheets')?.media.keys() ?? [])]).toEqual(['file']);
    expect(relations.get('issuer')?.relations.size).toBe(0);
  });

  it.each([
    'populate=issuer,issuer.parent',
    'populate[issuer][populate]=parent',
    'populate[issuer][populate]=*',
    'populate[issuer][populate][parent]=true',
    'populate[0]=issuer.parent',
  ])('should populate two levels with %s', (query) => {
    expect([...(detail(query).relations.get('issuer')?.relations.keys() ?? [])]).toEqual([
      'parent',
    ]);
  });

  it('should select fields of what is populated', () => {
    const { relations, media } = detail(
      'populate[issuer][fields][0]=name&populate[cover][fields]=url,name',
    );
    expect(relations.get('issuer')?.fields.map(({ name }) => name)).toEqual(['documentId', 'name']);
    expect(media.get('cover')?.fields).toEqual(['url', 'name']);
  });

  it.each(['filters[title]=a', 'sort=title', 'pagination[page]=1', 'status=draft'])(
    'should refuse %s for a single record',
    (query) => {
      expect(() => detail(query)).toThrow(RequestFault);
    },
  );
});

describe('sort and pages', () => {
  it.each([
    ['', ['issuedOn desc']],
    ['sort=title', ['title asc']],
    ['sort=title:DESC,year', ['title desc', 'year asc']],
    ['sort[0]=title&sort[1]=year:desc', ['title asc', 'year desc']],
    ['sort[title]=desc', ['title desc']],
    ['sort=issuer.name:desc', ['issuer.name desc']],
    ['sort[issuer][name]=desc', ['issuer.name desc']],
  ])('should sort by %s', (query, expected) => {
    const shown = parse(query).sort.map(
      ({ through, field, isDescending }) =>
        `${through ? `${through.relation}.` : ''}${field.name} ${isDescending ? 'desc' : 'asc'}`,
    );
    expect(shown).toEqual(expected);
  });

  it.each([
    ['', { offset: 0, limit: 25, withCount: true, by: 'page', after: null }],
    [
      'pagination[page]=3&pagination[pageSize]=10',
      { offset: 20, limit: 10, withCount: true, by: 'page', after: null },
    ],
    [
      'pagination[pageSize]=1000',
      { offset: 0, limit: 100, withCount: true, by: 'page', after: null },
    ],
    [
      'pagination[start]=7&pagination[limit]=5&pagination[withCount]=false',
      { offset: 7, limit: 5, withCount: false, by: 'start', after: null },
    ],
  ])('should page by %s', (query, expected) => {
    expect(parse(query).page).toEqual(expected);
  });
});

describe('any query', () => {
  const word = fc.constantFrom(
    'filters',
    'sort',
    'fields',
    'populate',
    'pagination',
    'status',
    'title',
    'idNumber',
    'inner',
    'issuer',
    'name',
    'parent',
    'cover',
    'sheets',
    '$and',
    '$or',
    '$not',
    '$eq',
    '$in',
    '$null',
    '$contains',
    'page',
    'limit',
    '*',
    'true',
    '0',
    '1',
    'year',
    '__proto__',
    '',
  );
  const key = fc
    .array(word, { minLength: 1, maxLength: 6 })
    .map(([first, ...rest]) => `${first}${rest.map((part) => `[${part}]`).join('')}`);
  const value = fc.oneof(
    word,
    fc.string({ unit: 'binary', maxLength: 12 }).map(encodeURIComponentSafely),
  );
  const query = fc
    .array(fc.tuple(key, value), { maxLength: 6 })
    .map((pairs) => pairs.map(([k, v]) => `${k}=${v}`).join('&'));

  it('should be taken or refused with a fault, and never reach what is not public', () => {
    fc.assert(
      fc.property(query, (text) => {
        let parsed: ListQuery;
        try {
          parsed = parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RequestFault);
          return;
        }
        const used = JSON.stringify([show(parsed.where), parsed.sort, parsed.selection.fields]);
        for (const hidden of ['isSecret', 'rival']) expect(used).not.toContain(hidden);
        expect(show(parsed.where)).not.toMatch(
          /(^|[^a-zA-Z])(idNumber|inner) (eq|ne|in|null|contains|notContains|startsWith|endsWith)/,
        );
      }),
      { numRuns: 2000 },
    );
  });
});

function encodeURIComponentSafely(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''));
}
