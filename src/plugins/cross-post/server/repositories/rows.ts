import { randomBytes } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ALPHABET = `${LETTERS}0123456789`;
const ID_LENGTH = 24;

/** A documentId of the form that Strapi gives: 24 letters and digits, a letter first. */
export const newDocumentId = (): string =>
  Array.from(randomBytes(ID_LENGTH), (byte, index) => {
    const alphabet = index === 0 ? LETTERS : ALPHABET;
    return alphabet[byte % alphabet.length];
  }).join('');

/** An instant as ISO text; Strapi keeps instants without zone, in UTC. */
export const isoText = (column: string): string =>
  `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Selects an instant as ISO text. */
export const isoColumn = (column: string, as: string): string => `${isoText(column)} as "${as}"`;

/** The database's own clock, in the form of Strapi's columns. */
export const NOW = `(clock_timestamp() at time zone 'UTC')`;

/**
 * In the `returning` of a statement without a transaction of its own: the commit doesn't wait for
 * the disk. For what a crash of the machine may undo, since it is done or found out again.
 */
export const UNHURRIED = `set_config('synchronous_commit', 'off', true)`;

const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/**
 * JSON for a binding of type `jsonb`. What PostgreSQL can't keep (NUL, half a character at the end of
 * a text that was cut) is replaced: an answer of a platform mustn't keep its own record from being
 * written.
 */
export const toJsonb = (value: unknown): string => {
  const json = JSON.stringify(value);
  if (!UNSTORABLE.test(json)) return json;
  const storable = (_: string, inner: unknown): unknown =>
    // A buffer replaces halves of characters.
    typeof inner === 'string' ? Buffer.from(inner).toString().replaceAll('\0', '\uFFFD') : inner;
  return JSON.stringify(value, storable);
};

/** JSON comes as text once Strapi has changed the parsers of `pg`. */
export const parseJsonColumn = (value: unknown): unknown =>
  typeof value === 'string' ? (JSON.parse(value) as unknown) : value;

type Bindings = Record<string, Knex.RawBinding>;

/** Runs raw SQL, in the transaction if there is one. */
export const createQuery =
  ({ strapi }: { strapi: Core.Strapi }) =>
  async <T extends object>(
    sql: string,
    bindings: Bindings,
    trx?: Knex.Transaction,
  ): Promise<T[]> => {
    const query = strapi.db.connection.raw<{ rows: T[] }>(sql, bindings);
    return (await (trx ? query.transacting(trx) : query)).rows;
  };

/**
 * The same for statements that every post needs: a connection reads and plans each of them once,
 * which takes longer than to carry it out.
 *
 * The name stands for the text: under one name there may only ever be one text.
 */
export const createPreparedQuery =
  ({ strapi }: { strapi: Core.Strapi }) =>
  async <T extends object>(
    name: string,
    sql: string,
    bindings: Bindings,
    trx?: Knex.Transaction,
  ): Promise<T[]> => {
    const query = strapi.db.connection
      .raw<{ rows: T[] }>(sql, bindings)
      .options({ name: `cross-post ${name}` });
    return (await (trx ? query.transacting(trx) : query)).rows;
  };

/** Runs work in a transaction of its own. */
export const inTransaction = <T>(
  { strapi }: { strapi: Core.Strapi },
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> => strapi.db.connection.transaction(work);
