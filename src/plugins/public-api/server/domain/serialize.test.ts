import { parseDetailQuery } from './query';
import { paperModel, sampleCatalogue } from './testing/sample-model';
import { serialize } from './serialize';

const row = {
  id: 7,
  documentId: 'abc',
  title: '标题',
  body: null,
  kind: 'news',
  year: 2017,
  amount: '4779610000.00',
  isOpen: true,
  issuedOn: '2017-12-31',
  updatedAt: '2017-12-31T00:00:00.000Z',
  publishedAt: '2017-12-31T00:00:00.000Z',
  idNumber: 'CANARY-ID',
  inner: 'CANARY-INNER',
  createdBy: { email: 'CANARY-EDITOR' },
  issuer: {
    documentId: 'org',
    name: '民政局',
    updatedAt: null,
    isSecret: 'CANARY-SECRET',
    parent: { name: 'CANARY-PARENT' },
  },
  cover: [
    { url: '/uploads/a.png', name: 'a.png', size: '12.5', width: 100, provider: 'CANARY-PROVIDER' },
  ],
  sheets: [
    {
      id: 1,
      name: '表一',
      note: 'CANARY-NOTE',
      file: [{ url: '/uploads/b.xlsx', hash: 'CANARY-HASH' }],
    },
  ],
};
const answer = (query: Record<string, unknown>) =>
  serialize(parseDetailQuery(paperModel, sampleCatalogue, query), row);

describe('serialize', () => {
  it('should let out what was selected and nothing else', () => {
    expect(JSON.stringify(answer({ populate: '*' }))).not.toContain('CANARY');
    expect(answer({ populate: '*' })).toEqual({
      documentId: 'abc',
      title: '标题',
      body: null,
      kind: 'news',
      year: 2017,
      amount: '4779610000.00',
      isOpen: true,
      issuedOn: '2017-12-31',
      updatedAt: '2017-12-31T00:00:00.000Z',
      publishedAt: '2017-12-31T00:00:00.000Z',
      sheets: [
        {
          name: '表一',
          file: {
            url: '/uploads/b.xlsx',
            name: null,
            mime: null,
            size: null,
            alternativeText: null,
            width: null,
            height: null,
          },
        },
      ],
      cover: {
        url: '/uploads/a.png',
        name: 'a.png',
        mime: null,
        size: 12.5,
        alternativeText: null,
        width: 100,
        height: null,
      },
      issuer: { documentId: 'org', name: '民政局', updatedAt: null },
    });
  });

  it('should keep decimals as text with all their places', () => {
    const of = (amount: unknown) =>
      serialize(parseDetailQuery(paperModel, sampleCatalogue, { fields: 'amount' }), { amount });
    expect(of('0.01')).toEqual({ documentId: null, amount: '0.01' });
    expect(of('9999999999999.9')).toEqual({ documentId: null, amount: '9999999999999.90' });
    expect(of(1)).toEqual({ documentId: null, amount: '1.00' });
    expect(of(null)).toEqual({ documentId: null, amount: null });
  });

  it('should show a relation that is not there as null and a missing component list as empty', () => {
    const selection = parseDetailQuery(paperModel, sampleCatalogue, {
      fields: 'title',
      populate: '*',
    });
    expect(
      serialize(selection, {
        documentId: 'x',
        title: 't',
        issuer: null,
        cover: null,
        sheets: null,
      }),
    ).toEqual({
      documentId: 'x',
      title: 't',
      issuer: null,
      cover: null,
      sheets: [],
    });
  });
});
