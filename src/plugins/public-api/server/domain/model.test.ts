import { createModel } from './model';
import { organType, paperModel, paperType, sampleSchema } from './testing/sample-model';

const paper = sampleSchema('api::paper.paper');

describe('createModel', () => {
  it('should hold the declared fields, the identifier and the times of change and publication', () => {
    expect([...paperModel.fields.keys()]).toEqual([
      'documentId',
      'title',
      'body',
      'kind',
      'year',
      'amount',
      'isOpen',
      'issuedOn',
      'updatedAt',
      'publishedAt',
    ]);
  });

  it('should give no publication time to a type without drafts', () => {
    const organ = createModel(organType, sampleSchema('api::organ.organ'), sampleSchema);
    expect([...organ.fields.keys()]).toEqual(['documentId', 'name', 'updatedAt']);
  });

  it.each([
    ['a private field', { fields: ['idNumber'] }],
    ['an unknown field', { fields: ['nothing'] }],
    ['an inherited name', { fields: ['constructor'] }],
    ['a relation as a field', { fields: ['issuer'] }],
    ['a field as a relation', { relations: { title: 'api::organ.organ' } }],
    ['a relation to another type than its own', { relations: { issuer: 'api::paper.paper' } }],
    ['a field as a file', { media: ['title'] }],
    ["an index of what isn't public", { indexed: ['idNumber'] }],
    ['an unknown field of a component', { components: { sheets: ['nothing'] } }],
  ])('should refuse a declaration that names %s', (_, part) => {
    expect(() => createModel({ ...paperType, ...part }, paper, sampleSchema)).toThrow(/public-api/);
  });
});
