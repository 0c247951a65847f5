import type { LedgerSubject } from '../../../../shared/contracts/publication-ledger';
import { contentPopulate, recordedContent } from './content';

const subject: LedgerSubject = {
  uid: 'api::thing.thing',
  fields: ['title'],
  relations: ['owner'],
  components: ['tables', 'sum'],
  media: ['cover', 'attachments', 'tables.file'],
  isPublic: () => Promise.resolve(true),
};

const file = (hash: string) => ({
  id: 7,
  documentId: 'file',
  name: '决算表.pdf',
  hash,
  ext: '.pdf',
  size: 12.5,
  url: `/uploads/${hash}.pdf`,
});
const record = (hash: string) => ({
  id: 3,
  title: '决算',
  owner: { id: 1, documentId: 'owner', name: '区财政局' },
  tables: [{ id: 9, name: '表一', file: file(hash) }],
  sum: { id: 4, amount: 5 },
  cover: null,
  attachments: [file(hash)],
});

describe('recordedContent', () => {
  it('should keep fields, related documents, components and files without what changes by itself', () => {
    const kept = { name: '决算表.pdf', hash: 'one', ext: '.pdf', size: 12.5 };
    expect(recordedContent(subject, record('one'))).toEqual({
      title: '决算',
      owner: 'owner',
      tables: [{ name: '表一', file: kept }],
      sum: { amount: 5 },
      cover: null,
      attachments: [kept],
    });
  });

  it('should change with a replaced file, in a component too', () => {
    const before = recordedContent(subject, record('one'));
    const after = recordedContent(subject, record('two'));
    expect(after['attachments']).not.toEqual(before['attachments']);
    expect(after['tables']).not.toEqual(before['tables']);
  });

  it('should tell no difference between no files and none set', () => {
    const none = recordedContent(subject, { title: '决算', attachments: [] });
    expect(none).toEqual(recordedContent(subject, { title: '决算' }));
    expect(none).toMatchObject({ tables: null, sum: null, cover: null, attachments: null });
  });
});

describe('contentPopulate', () => {
  it('should ask for all that is recorded', () => {
    const files = { fields: ['name', 'hash', 'ext', 'size'] };
    expect(contentPopulate(subject)).toEqual({
      owner: { fields: ['documentId'] },
      tables: { populate: { file: files } },
      sum: true,
      cover: files,
      attachments: files,
    });
  });
});
