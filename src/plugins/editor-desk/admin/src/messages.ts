import type { DeskType, Label } from '../../../../shared/contracts/editor-desk';

export type Messages = Readonly<Record<string, string>>;

/**
 * What a type is called in the content menu before translation. The menu sorts by this text and
 * translates it afterwards: the number in front puts it in its place, both names behind it let the
 * menu's search find it in either language.
 */
export const menuTitle = ({ menu, label }: DeskType): string | undefined =>
  menu && `${String(menu.order).padStart(4, '0')} ${label.zh} ${label.en}`;

/** Strapi's message for a field's label in forms and columns. */
const fieldId = (uid: string, field: string): string =>
  `content-manager.${uid.includes('::') ? 'content-types' : 'components'}.${uid}.${field}`;

/**
 * Translations of all that is declared, under the ids that Strapi asks for: labels by type and
 * field, names of types by their display name, values of enumerations by the bare value. Hints and
 * labels of filters, which Strapi doesn't translate, go by their Chinese text. Both languages have
 * every id, because a message missing in one is taken from the English.
 */
export const messagesOf = (
  types: readonly DeskType[],
): { readonly zh: Messages; readonly en: Messages } => {
  const zh: Record<string, string> = {};
  const en: Record<string, string> = {};
  const add = (id: string, label: Label): void => {
    zh[id] = label.zh;
    en[id] = label.en;
  };
  for (const type of types) {
    for (const [name, field] of Object.entries(type.fields)) {
      add(field.zh, field);
      add(fieldId(type.uid, name), field);
      if (field.hint) add(field.hint.zh, field.hint);
      for (const [value, label] of Object.entries(field.values ?? {})) add(value, label);
    }
  }
  for (const type of types) {
    const title = menuTitle(type);
    if (title !== undefined) add(title, type.label);
    if (type.menu) add(type.label.zh, type.label);
  }
  return { zh, en };
};
