import { refusalOf } from './issues';
import { maskPersonal } from './mask';
import {
  mergedRecord,
  recordPopulate,
  relationChange,
  relationNames,
  type Attributes,
} from './record';

const attributes: Attributes = {
  name: { type: 'string' },
  isValid: { type: 'boolean', default: true },
  owner: { type: 'relation', relation: 'manyToOne', target: 'api::a.a' },
  friends: { type: 'relation', relation: 'manyToMany', target: 'api::a.a' },
  createdBy: { type: 'relation', relation: 'oneToOne', target: 'admin::user' },
  cover: { type: 'media' },
  sources: { type: 'component', component: 'x.sources' },
  quotas: { type: 'component', component: 'x.quota', repeatable: true },
};
const components: Record<string, Attributes> = {
  'x.sources': { central: { type: 'decimal', default: 0 }, city: { type: 'decimal', default: 0 } },
  'x.quota': { kind: { type: 'string' }, file: { type: 'media' } },
};
const componentAttributes = (uid: string): Attributes => components[uid] as Attributes;
const merge = (stored: Record<string, unknown> | null, data: Record<string, unknown>) =>
  mergedRecord(attributes, componentAttributes, stored, data);

describe('mergedRecord', () => {
  it('starts a new record from the defaults', () => {
    expect(merge(null, { name: 'a', sources: { central: 5 } })).toEqual({
      name: 'a',
      isValid: true,
      sources: { central: 5, city: 0 },
    });
  });

  it('keeps what is not given, and takes null for empty', () => {
    expect(merge({ name: 'a', isValid: false }, { name: null })).toEqual({
      name: null,
      isValid: false,
    });
    expect(merge({ name: 'a' }, { name: undefined })).toMatchObject({ name: 'a' });
  });

  it('changes a component that is named by its id, and replaces any other', () => {
    const stored = { sources: { id: 3, central: 5, city: 6 } };
    expect(merge(stored, { sources: { id: 3, city: 7 } })['sources']).toEqual({
      id: 3,
      central: 5,
      city: 7,
    });
    expect(merge(stored, { sources: { city: 7 } })['sources']).toEqual({ central: 0, city: 7 });
    expect(merge(stored, { sources: null })['sources']).toBeNull();
  });

  it('matches repeated components by id', () => {
    const stored = {
      quotas: [
        { id: 1, kind: 'a' },
        { id: 2, kind: 'b' },
      ],
    };
    expect(merge(stored, { quotas: [{ id: 2 }, { kind: 'c' }] })['quotas']).toEqual([
      { id: 2, kind: 'b' },
      { kind: 'c' },
    ]);
  });
});

describe('relationChange', () => {
  it.each([
    [undefined, { kind: 'unchanged' }],
    [null, { kind: 'none' }],
    ['abc', { kind: 'documentId', documentId: 'abc' }],
    [7, { kind: 'id', id: 7 }],
    ['7', { kind: 'id', id: 7 }],
    [{ documentId: '7abc' }, { kind: 'documentId', documentId: '7abc' }],
    [{ id: 7 }, { kind: 'id', id: 7 }],
    [{ connect: [{ documentId: 'abc' }] }, { kind: 'documentId', documentId: 'abc' }],
    [
      { connect: [{ id: 9, documentId: 'abc' }], disconnect: [{ id: 7 }] },
      { kind: 'documentId', documentId: 'abc' },
    ],
    [{ connect: [], disconnect: [] }, { kind: 'unchanged' }],
    [{ disconnect: [{ id: 7 }] }, { kind: 'none' }],
    [{ set: [{ documentId: 'abc' }] }, { kind: 'documentId', documentId: 'abc' }],
    [{ set: [] }, { kind: 'none' }],
    [{ set: null }, { kind: 'none' }],
    [['abc'], { kind: 'documentId', documentId: 'abc' }],
    [[], { kind: 'none' }],
  ])('reads %j', (value, expected) => {
    expect(relationChange(value)).toEqual(expected);
  });
});

describe('schema', () => {
  it('finds the relations of the record itself', () => {
    expect(relationNames(attributes)).toEqual(['owner']);
    expect(recordPopulate(attributes, componentAttributes)).toEqual({
      owner: true,
      cover: true,
      sources: { populate: {} },
      quotas: { populate: { file: true } },
    });
  });
});

describe('refusalOf', () => {
  it('tells one fault as it is, and numbers several', () => {
    expect(refusalOf([{ field: 'sources.central', message: '甲' }])).toEqual({
      message: '甲',
      details: {
        errors: [{ path: ['sources', 'central'], message: '甲', name: 'ValidationError' }],
      },
    });
    const issues = [
      { field: 'a', message: '甲' },
      { field: 'b', message: '乙' },
      { field: 'a', message: '甲' },
    ];
    expect(refusalOf(issues).message).toBe('有 2 处需要修改：1. 甲；2. 乙');
    expect(refusalOf(issues).details.errors).toHaveLength(2);
  });
});

describe('maskPersonal', () => {
  it.each([
    ['11010519491231002X', '110105**********2X'],
    ['6222020200112233446', '***************3446'],
    ['E12345678', '*****5678'],
  ])('shows %s as %s', (plain, mask) => {
    expect(maskPersonal(plain)).toBe(mask);
  });
});
