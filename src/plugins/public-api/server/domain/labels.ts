import type { DeskType, FieldLabel, Label } from '../../../../shared/contracts/editor-desk';

/** What a field is called, what is written in it, and what its values mean. */
export type FieldText = Pick<FieldLabel, 'zh' | 'en' | 'hint' | 'values'>;

export interface Labels {
  add(types: readonly DeskType[]): void;
  /** Name of a content type or component. */
  type(uid: string): Label;
  field(uid: string, name: string): FieldText;
}

const SYSTEM: Readonly<Record<string, FieldText>> = {
  documentId: {
    zh: '文档编号',
    en: 'Document id',
    hint: { zh: '永久不变，用于取一条信息。', en: 'Never changes; the address of a record.' },
  },
  updatedAt: {
    zh: '更新时间',
    en: 'Updated at',
    hint: { zh: '协调世界时（UTC）。', en: 'UTC.' },
  },
  publishedAt: {
    zh: '公开时间',
    en: 'Published at',
    hint: { zh: '本版本公开的时间，协调世界时（UTC）。', en: 'Of this version, UTC.' },
  },
};

/** Names for people, as the admin panel has them; what has none is called by its identifier. */
export const createLabels = (): Labels => {
  const types = new Map<string, DeskType>();
  const fallback = (name: string): Label => ({ zh: name, en: name });
  return {
    add: (added) => added.forEach((type) => types.set(type.uid, type)),
    type: (uid) => types.get(uid)?.label ?? fallback(uid),
    field: (uid, name) => types.get(uid)?.fields[name] ?? SYSTEM[name] ?? fallback(name),
  };
};
