import qs from 'qs';

import { createModel } from './model';
import { parseListQuery } from './query';
import { isScan } from './query-cost';
import { paperModel, paperType, sampleCatalogue, sampleSchema } from './testing/sample-model';

const longModel = createModel(
  { ...paperType, defaultSort: 'year', indexed: ['year', 'kind'] },
  sampleSchema(paperType.uid),
  sampleSchema,
);
const isScanOf = (model: typeof paperModel, query: string): boolean =>
  isScan(model, parseListQuery(model, sampleCatalogue, qs.parse(query)));

describe('isScan', () => {
  it.each([
    ['', false],
    ['filters[title]=a', false],
    ['sort=title,amount&pagination[page]=9999', false],
    ['filters[title][$startsWith]=a', false],
    ['filters[title][$contains]=a', true],
    ['filters[kind]=news&filters[body][$containsi]=a', true],
    ['filters[title][$notContains]=a', true],
    ['filters[title][$notContainsi]=a', true],
    ['filters[title][$startsWithi]=a', true],
    ['filters[title][$endsWith]=a', true],
    ['filters[title][$endsWithi]=a', true],
    ['filters[title][$nei]=a', false],
    ['filters[$or][0][year]=1&filters[$or][1][$not][title][$contains]=a', true],
    ['filters[issuer][name][$containsi]=a', true],
    ['filters[issuer][$notNull]=true', false],
  ])('should say of any type with ?%s: %s', (query, expected) => {
    expect(isScanOf(paperModel, query)).toBe(expected);
    if (expected) expect(isScanOf(longModel, query)).toBe(true);
  });

  it.each([
    ['', false],
    ['sort=kind:desc', false],
    ['sort=documentId', false],
    ['filters[year]=2017', false],
    ['filters[year]=2017&filters[title]=a&sort=amount', false],
    ['filters[$and][0][year]=2017&filters[$and][1][amount][$gt]=1', false],
    ['filters[title]=a', true],
    ['filters[title][$startsWith]=a', true],
    ['filters[year][$ne]=2017', true],
    ['filters[year][$gt]=1', true],
    ['filters[$not][year]=2017', true],
    ['filters[$or][0][year]=2017&filters[$or][1][title]=a', true],
    ['filters[issuer][name]=a', true],
    ['sort=amount', true],
    ['sort=year,amount', true],
    ['sort=issuer.name', true],
    ['pagination[page]=100&pagination[pageSize]=100', false],
    ['pagination[page]=102&pagination[pageSize]=100', true],
  ])('should say of a type with very many rows and ?%s: %s', (query, expected) => {
    expect(isScanOf(longModel, query)).toBe(expected);
  });
});
