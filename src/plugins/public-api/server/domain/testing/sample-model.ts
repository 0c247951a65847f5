import type { PublicType } from '../../../../../shared/contracts/public-api';
import { createModel, type Catalogue, type Schema } from '../model';

/** Small types for the tests beside this file. */
const organ: Schema = {
  uid: 'api::organ.organ',
  attributes: {
    name: { type: 'string' },
    isSecret: { type: 'boolean', private: true },
    parent: { type: 'relation', relation: 'manyToOne', target: 'api::organ.organ' },
  },
};

const paper: Schema = {
  uid: 'api::paper.paper',
  options: { draftAndPublish: true },
  attributes: {
    title: { type: 'string' },
    body: { type: 'richtext' },
    kind: { type: 'enumeration', enum: ['news', 'document'] },
    year: { type: 'integer' },
    amount: { type: 'decimal', columnType: { args: [18, 2] } },
    isOpen: { type: 'boolean' },
    issuedOn: { type: 'date' },
    idNumber: { type: 'string', private: true },
    inner: { type: 'string' },
    issuer: { type: 'relation', relation: 'manyToOne', target: 'api::organ.organ' },
    rival: { type: 'relation', relation: 'manyToOne', target: 'api::organ.organ' },
    cover: { type: 'media', multiple: false },
    sheets: { type: 'component', component: 'paper.sheet', repeatable: true },
  },
};

const sheet: Schema = {
  uid: 'paper.sheet',
  attributes: { name: { type: 'string' }, note: { type: 'text' }, file: { type: 'media' } },
};

const schemas = new Map([organ, paper, sheet].map((schema) => [schema.uid, schema]));
export const sampleSchema = (uid: string): Schema => {
  const schema = schemas.get(uid);
  if (!schema) throw new Error(uid);
  return schema;
};

export const organType: PublicType = {
  uid: organ.uid,
  path: 'organs',
  fields: ['name'],
  relations: { parent: organ.uid },
  defaultSort: 'name',
};

export const paperType: PublicType = {
  uid: paper.uid,
  path: 'papers',
  fields: ['title', 'body', 'kind', 'year', 'amount', 'isOpen', 'issuedOn'],
  components: { sheets: ['name', 'file'] },
  media: ['cover'],
  relations: { issuer: organ.uid },
  defaultSort: 'issuedOn:desc',
  hasSlug: false,
};

export const organModel = createModel(organType, organ, sampleSchema);
export const paperModel = createModel(paperType, paper, sampleSchema);
export const sampleCatalogue: Catalogue = new Map(
  [organModel, paperModel].map((model) => [model.uid, model]),
);
