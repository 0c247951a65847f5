import type { Core } from '@strapi/strapi';

import { UPLOAD_FILE } from '../constants';

/** A link table between two tables. */
export interface Link {
  readonly table: string;
  readonly from: string;
  readonly to: string;
  readonly target: string;
}

/** Where Strapi keeps things: names of tables and columns by content type and attribute. */
export interface Tables {
  table(uid: string): string;
  column(uid: string, attribute: string): string;
  /** Relation to one record. */
  link(uid: string, attribute: string): Link;
  /** Link table of a component attribute: owner, component, which attribute. */
  component(uid: string, attribute: string): Link;
  /** Link table of uploaded files. */
  files(): {
    readonly link: string;
    readonly fileId: string;
    readonly relatedId: string;
    readonly relatedType: string;
  };
  /** Every table that a type's or component's own records and links lie in. */
  all(uid: string): string[];
}

interface JoinTable {
  readonly name: string;
  readonly joinColumn: { readonly name: string };
  readonly inverseJoinColumn: { readonly name: string };
  readonly morphColumn?: {
    readonly typeColumn: { readonly name: string };
    readonly idColumn: { readonly name: string };
  };
}

interface Attribute {
  readonly columnName?: string;
  readonly target?: string;
  readonly joinTable?: JoinTable;
}

/** Reads the names from Strapi's database metadata, which exist once the database is initialised. */
export const createTables = ({ strapi }: { strapi: Core.Strapi }): Tables => {
  const model = (uid: string) => strapi.db.metadata.get(uid);
  const attribute = (uid: string, name: string): Attribute => {
    const found = model(uid).attributes[name] as Attribute | undefined;
    if (!found) throw new Error(`public-api: ${uid} has no stored attribute ${name}`);
    return found;
  };
  const link = (uid: string, name: string): Link => {
    const { joinTable, target } = attribute(uid, name);
    if (!joinTable || !target) throw new Error(`public-api: ${uid}.${name} has no link table`);
    return {
      table: joinTable.name,
      from: joinTable.joinColumn.name,
      to: joinTable.inverseJoinColumn.name,
      target,
    };
  };
  return {
    table: (uid) => model(uid).tableName,
    column: (uid, name) => attribute(uid, name).columnName ?? name,
    link,
    component: link,
    all: (uid) => [
      ...new Set([
        model(uid).tableName,
        ...Object.values(model(uid).attributes as Record<string, Attribute>).flatMap(
          ({ joinTable }) => (joinTable ? [joinTable.name] : []),
        ),
      ]),
    ],
    files() {
      const { joinTable } = attribute(UPLOAD_FILE, 'related');
      if (!joinTable?.morphColumn) throw new Error('public-api: uploaded files have no link table');
      const { typeColumn, idColumn } = joinTable.morphColumn;
      return {
        link: joinTable.name,
        fileId: joinTable.joinColumn.name,
        relatedId: idColumn.name,
        relatedType: typeColumn.name,
      };
    },
  };
};
