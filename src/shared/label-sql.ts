/**
 * SQL for what a person calls an item, never null: a draft may be saved before it has a name.
 *
 * @param name SQL expression of a text; code of this repository, never input.
 */
export const labelSql = (name: string): string =>
  `coalesce(nullif(trim(${name}), ''), '（未命名）')`;
