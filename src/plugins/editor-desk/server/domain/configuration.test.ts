import type { DeskType } from '../../../../shared/contracts/editor-desk';
import { configurationOf, type DeskSchema } from './configuration';

const schema: DeskSchema = {
  attributes: {
    id: { type: 'integer' },
    title: { type: 'string' },
    slug: { type: 'string' },
    secret: { type: 'string' },
    body: { type: 'richtext' },
    owner: { type: 'relation', relation: 'manyToOne', target: 'api::owner.owner' },
    rows: { type: 'component' },
    createdBy: { type: 'relation', relation: 'oneToOne', target: 'admin::user' },
  },
};

const type: DeskType = {
  uid: 'api::thing.thing',
  label: { zh: '事项', en: 'Thing' },
  mainField: 'title',
  defaultSort: { field: 'title', order: 'DESC' },
  pageSize: 50,
  list: ['title', 'owner'],
  form: [['title', 'slug', 'owner'], ['body'], ['rows']],
  fields: {
    title: { zh: '标题', en: 'Title', hint: { zh: '写全称。', en: 'In full.' } },
    slug: { zh: '网址标识', en: 'Slug', readOnly: true },
    secret: { zh: '摘要', en: 'Hash', hidden: true },
    body: { zh: '正文', en: 'Body' },
    owner: { zh: '主管', en: 'Owner' },
    rows: { zh: '明细', en: 'Rows' },
  },
};

const stored = {
  metadatas: {
    createdBy: {
      edit: { mainField: 'firstname' },
      list: { label: 'x', searchable: true, sortable: true },
    },
  },
};

const build = (declared: DeskType = type) =>
  configurationOf(
    declared,
    schema,
    (uid) => (uid === 'api::owner.owner' ? 'name' : undefined),
    stored,
  );

describe('configurationOf', () => {
  it('takes settings from the declaration', () => {
    expect(build().settings).toMatchObject({
      pageSize: 50,
      mainField: 'title',
      defaultSortBy: 'title',
      defaultSortOrder: 'DESC',
    });
    const { defaultSort: _, pageSize: __, ...bare } = type;
    expect(build(bare).settings).toMatchObject({
      pageSize: 20,
      defaultSortBy: 'title',
      defaultSortOrder: 'ASC',
    });
  });

  it('divides a row of twelve columns among its fields', () => {
    expect(build().layouts.edit).toEqual([
      [
        { name: 'title', size: 4 },
        { name: 'slug', size: 4 },
        { name: 'owner', size: 4 },
      ],
      [{ name: 'body', size: 12 }],
      [{ name: 'rows', size: 12 }],
    ]);
  });

  it('refuses a component that shares a row', () => {
    expect(() => build({ ...type, form: [['title', 'rows']] })).toThrow('row of its own');
  });

  it('labels, explains, locks and hides as declared', () => {
    const { metadatas } = build();
    expect(metadatas['title']?.edit).toMatchObject({
      label: '标题',
      description: '写全称。',
      visible: true,
      editable: true,
    });
    expect(metadatas['title']?.list).toEqual({ label: '标题', searchable: true, sortable: true });
    expect(metadatas['slug']?.edit).toMatchObject({ visible: true, editable: false });
    expect(metadatas['secret']?.edit.visible).toBe(false);
    expect(metadatas['secret']?.list).toMatchObject({ searchable: false, sortable: false });
    expect(metadatas['body']?.list.sortable).toBe(false);
    expect(metadatas['createdBy']?.edit).toMatchObject({ label: '创建人', visible: false });
  });

  it('shows related records by their declared main field, else as the content manager has it', () => {
    const { metadatas } = build();
    expect(metadatas['owner']?.edit.mainField).toBe('name');
    expect(metadatas['createdBy']?.edit.mainField).toBe('firstname');
    expect(metadatas['title']?.edit).not.toHaveProperty('mainField');
  });
});
