import type { Model, Schema } from './model';

/** Where the public part of a type holds uploaded files. */
export interface FileHolder {
  readonly uid: string;
  /** Media attributes. */
  readonly media: readonly string[];
  /** Component attributes with media attributes of their own. */
  readonly components: readonly {
    readonly name: string;
    readonly uid: string;
    readonly media: readonly string[];
  }[];
  /** Rich texts, in which editors put pictures by their address. */
  readonly texts: readonly string[];
}

/** Null where the public part of the type holds no files. */
export const fileHolderOf = (model: Model, schema: Schema): FileHolder | null => {
  const components = [...model.components].flatMap(([name, { uid, media }]) =>
    media.size > 0 ? [{ name, uid, media: [...media.keys()] }] : [],
  );
  const texts = [...model.fields.keys()].filter(
    (name) => schema.attributes[name]?.type === 'richtext',
  );
  const media = [...model.media.keys()];
  const isEmpty = media.length + components.length + texts.length === 0;
  return isEmpty ? null : { uid: model.uid, media, components, texts };
};
