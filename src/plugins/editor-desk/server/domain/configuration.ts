import type { DeskType } from '../../../../shared/contracts/editor-desk';

/** The part of a schema, as the content manager sees it, that a configuration depends on. */
export interface DeskSchema {
  readonly attributes: Readonly<Record<string, DeskAttribute>>;
}

export interface DeskAttribute {
  readonly type: string;
  readonly relation?: string;
  readonly target?: string;
}

interface EditMetadata {
  label?: string;
  description?: string;
  placeholder?: string;
  visible?: boolean;
  editable?: boolean;
  mainField?: string;
}

interface ListMetadata {
  label: string;
  searchable: boolean;
  sortable: boolean;
}

/** What the content manager stores for a content type or component. */
export interface Configuration {
  settings: {
    bulkable: boolean;
    filterable: boolean;
    searchable: boolean;
    pageSize: number;
    mainField: string;
    defaultSortBy: string;
    defaultSortOrder: 'ASC' | 'DESC';
    relationOpenMode: 'modal';
  };
  metadatas: Record<string, { edit: EditMetadata; list: ListMetadata }>;
  layouts: { list: string[]; edit: { name: string; size: number }[][] };
}

/** Columns of the content manager's form. */
const ROW_SIZE = 12;
const FULL_ROW_TYPES = ['component', 'dynamiczone', 'json', 'richtext', 'blocks'];
const UNSORTABLE_TYPES = [...FULL_ROW_TYPES, 'media'];

/** Fields that Strapi adds to every type. */
const SYSTEM_FIELDS: Readonly<Record<string, string>> = {
  id: 'ID',
  documentId: '文档标识',
  createdAt: '创建时间',
  updatedAt: '修改时间',
  publishedAt: '发布时间',
  createdBy: '创建人',
  updatedBy: '修改人',
  locale: '语言',
};

const isSortable = ({ type, relation }: DeskAttribute): boolean =>
  !UNSORTABLE_TYPES.includes(type) &&
  (type !== 'relation' || relation === 'oneToOne' || relation === 'manyToOne');

const editLayout = (type: DeskType, schema: DeskSchema): Configuration['layouts']['edit'] =>
  type.form.map((row) => {
    const full = row.find((name) => FULL_ROW_TYPES.includes(schema.attributes[name]?.type ?? ''));
    if (full !== undefined && row.length > 1) {
      throw new Error(`editor-desk: ${type.uid} ${full} needs a row of its own`);
    }
    return row.map((name) => ({ name, size: ROW_SIZE / row.length }));
  });

/**
 * The content manager's configuration for a declared type.
 *
 * `mainFieldOf` names the field by which records of a related type are shown (undefined: leave it
 * to the content manager), `stored` is what the store holds now. The result has every property
 * that the content manager would add itself, so that storing it twice changes nothing.
 */
export const configurationOf = (
  type: DeskType,
  schema: DeskSchema,
  mainFieldOf: (uid: string) => string | undefined,
  stored: Pick<Configuration, 'metadatas'>,
): Configuration => {
  const metadatas: Configuration['metadatas'] = {};
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const field = type.fields[name];
    const label = field?.zh ?? SYSTEM_FIELDS[name] ?? name;
    const sortable = isSortable(attribute) && !field?.hidden;
    const list = { label, searchable: sortable, sortable };
    if (name === 'id' || name === 'documentId') {
      metadatas[name] = { edit: {}, list };
      continue;
    }
    const mainField =
      attribute.type === 'relation'
        ? ((attribute.target === undefined ? undefined : mainFieldOf(attribute.target)) ??
          stored.metadatas[name]?.edit.mainField)
        : undefined;
    metadatas[name] = {
      edit: {
        label,
        description: field?.hint?.zh ?? '',
        placeholder: '',
        visible: field !== undefined && !field.hidden,
        editable: !field?.readOnly,
        ...(mainField === undefined ? {} : { mainField }),
      },
      list,
    };
  }
  return {
    settings: {
      bulkable: true,
      filterable: true,
      searchable: true,
      pageSize: type.pageSize ?? 20,
      mainField: type.mainField,
      defaultSortBy: type.defaultSort?.field ?? type.mainField,
      defaultSortOrder: type.defaultSort?.order ?? 'ASC',
      relationOpenMode: 'modal',
    },
    metadatas,
    layouts: { list: [...type.list], edit: editLayout(type, schema) },
  };
};
