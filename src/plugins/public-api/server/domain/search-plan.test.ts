import type { PublicType } from '../../../../shared/contracts/public-api';
import { createSearchPlan, planVersion } from './search-plan';
import { sampleCatalogue } from './testing/sample-model';

const PAPER: PublicType = {
  uid: 'api::paper.paper',
  path: 'papers',
  fields: [],
  classifiedThrough: 'issuer',
  defaultSort: 'title',
};

const search = { title: 'title', texts: ['sheets.name'], year: 'year', organization: 'issuer' };
const plan = (more: object = {}, type: Partial<PublicType> = {}) =>
  createSearchPlan(
    { ...PAPER, ...type, search: { ...search, ...more } },
    sampleCatalogue,
    undefined,
  );

describe('createSearchPlan', () => {
  it('should take public attributes', () => {
    expect(plan()).toMatchObject({ kind: 'records', type: 'papers', title: { name: 'title' } });
  });

  it.each([
    ['a private attribute', { texts: ['idNumber'] }],
    ['an attribute that is not declared', { texts: ['inner'] }],
    ['an undeclared attribute of a component', { texts: ['sheets.note'] }],
    ['an undeclared component', { texts: ['pages.name'] }],
    ['a number for a title', { title: 'year' }],
    ['a text for a year', { year: 'title' }],
    ['an organization that is not what hides the record', { organization: 'rival' }],
  ])('should refuse %s', (_, more) => {
    expect(() => plan(more)).toThrow('public-api: the search of api::paper.paper names');
  });

  it('should refuse a type that is public by its parent', () => {
    const parent = { uid: 'api::organ.organ', field: 'title', parentField: 'name' };
    expect(() => plan({}, { parent })).toThrow('by its parent');
  });

  it('should know nothing of a type that is not searched', () => {
    expect(createSearchPlan(PAPER, sampleCatalogue, undefined)).toBeNull();
  });
});

describe('planVersion', () => {
  const version = (more: object = {}, filter: unknown = null): string => {
    const made = plan(more);
    if (!made) throw new Error('no plan');
    return planVersion(made, (uid) => ({ uid, filter }) as never);
  };

  it('should change with what is searched and with what is public', () => {
    expect(version()).toBe(version());
    const others = [version({ texts: [] }), version({}, { kind: 'all', of: [] })];
    expect(new Set([version(), ...others]).size).toBe(3);
  });
});
