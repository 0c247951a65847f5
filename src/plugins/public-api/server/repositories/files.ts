import type { Core } from '@strapi/strapi';

import { UPLOAD_FILE, UPLOADS } from '../constants';
import type { FileHolder } from '../domain/file-holder';
import type { Reader } from './reader';
import { ident, join, sql, type Sql } from './sql';
import type { StatementParts } from './statements';

const INSTALL_LOCK = 7_114_931;

const SESSION = 'admin::session';
const USER = 'admin::user';
const STORE = 'strapi::core-store';
/** Where Strapi keeps the panel's own settings. */
const PANEL_SETTINGS = 'core_admin_project-settings';

/**
 * Another meaning needs another name: the indexes are made of what it answered. Only what Strapi
 * names files of, and no more of it than a name may be long: a key of an index is limited, and text
 * that can't be in one couldn't be saved.
 */
const UPLOADS_IN = `
create or replace function public_api_upload_names_in(body text) returns text[]
  language sql immutable parallel safe
  as $$ select array(
    select rtrim(regexp_replace(regexp_replace(regexp_replace(
      m[1], '%5f', '_', 'gi'), '%2d', '-', 'gi'), '%2e', '.', 'gi'), '._-')
    from regexp_matches(body, '(${UPLOADS}[A-Za-z0-9_.%-]{1,255})', 'g') m) $$`;

/** A file that may be handed out. */
export interface FileRow {
  readonly name: string;
  readonly mime: string;
  /** The requested one is the file itself and no smaller format of it. */
  readonly isOriginal: boolean;
  /** Public, or only for those who have a session of the panel. */
  readonly door: 'public' | 'panel';
}

/** Whether uploaded files may be handed out, one statement a request. */
export const createFilesRepository = ({
  strapi,
  reader,
  parts: { tables, aliases, column, visible },
}: {
  strapi: Core.Strapi;
  reader: Reader;
  parts: StatementParts;
}) => {
  /** Addresses of a picture's smaller formats. */
  const formatsOf = (file: Sql): Sql =>
    sql`jsonb_path_query_array(${column(UPLOAD_FILE, file, 'formats')}, '$.*.url')`;

  const texts = (values: readonly string[]): Sql =>
    join(
      values.map((value) => sql`${value}`),
      ', ',
    );

  /** Public rows that have the file in one of their media attributes. */
  const attached = (file: Sql, { uid, media }: FileHolder, next: () => Sql): Sql => {
    const link = tables.files();
    const [via, row] = [next(), next()];
    const conditions = [
      sql`${via}.${ident(link.fileId)} = ${file}.id`,
      sql`${via}.${ident(link.relatedType)} = ${uid}`,
      sql`${via}.field in (${texts(media)})`,
      ...visible(uid, row, next),
    ];
    return sql`from ${ident(link.link)} ${via}
      join ${ident(tables.table(uid))} ${row} on ${row}.id = ${via}.${ident(link.relatedId)}
      where ${join(conditions, ' and ')}`;
  };

  /** Public rows that have the file in one of their components. */
  const inComponent = (
    file: Sql,
    uid: string,
    component: FileHolder['components'][number],
    next: () => Sql,
  ): Sql => {
    const link = tables.files();
    const owner = tables.component(uid, component.name);
    const [via, part, row] = [next(), next(), next()];
    const conditions = [
      sql`${via}.${ident(link.fileId)} = ${file}.id`,
      sql`${via}.${ident(link.relatedType)} = ${component.uid}`,
      sql`${via}.field in (${texts(component.media)})`,
      sql`${part}.field = ${component.name}`,
      sql`${part}.component_type = ${component.uid}`,
      ...visible(uid, row, next),
    ];
    return sql`from ${ident(link.link)} ${via}
      join ${ident(owner.table)} ${part} on ${part}.${ident(owner.to)} = ${via}.${ident(link.relatedId)}
      join ${ident(tables.table(uid))} ${row} on ${row}.id = ${part}.${ident(owner.from)}
      where ${join(conditions, ' and ')}`;
  };

  /** Public rows whose text names the address, or that of the file whose smaller format it is. */
  const inText = (file: Sql, url: string, uid: string, text: string, next: () => Sql): Sql => {
    const row = next();
    const conditions = [
      sql`public_api_upload_names_in(${column(uid, row, text)})
        && array[${url}, ${encodeURI(url)}, ${file}.url]::text[]`,
      ...visible(uid, row, next),
    ];
    return sql`from ${ident(tables.table(uid))} ${row} where ${join(conditions, ' and ')}`;
  };

  const heldBy = (file: Sql, url: string, holder: FileHolder, next: () => Sql): Sql[] => [
    ...(holder.media.length > 0 ? [attached(file, holder, next)] : []),
    ...holder.components.map((component) => inComponent(file, holder.uid, component, next)),
    ...holder.texts.map((text) => inText(file, url, holder.uid, text, next)),
  ];

  /** The session, if it is still open and its user let in. */
  const open = (session: string, next: () => Sql): Sql => {
    const [row, user] = [next(), next()];
    return sql`from ${ident(tables.table(SESSION))} ${row}
      join ${ident(tables.table(USER))} ${user} on ${user}.id::text = ${column(SESSION, row, 'userId')}
      where ${column(SESSION, row, 'sessionId')} = ${session}
        and ${column(SESSION, row, 'origin')} = 'admin'
        and ${column(SESSION, row, 'expiresAt')} > now() at time zone 'UTC'
        and ${column(USER, user, 'isActive')} and ${column(USER, user, 'blocked')} is not true`;
  };

  /** Logos of the panel, which its login page shows too: Strapi has no file of the library for them. */
  const logo = (url: string, next: () => Sql): Sql => {
    const row = next();
    const value = sql`${column(STORE, row, 'value')}::jsonb`;
    return sql`select shown.logo ->> 'name', '', false, 'public'
      from ${ident(tables.table(STORE))} ${row}
      cross join lateral (values (${value} -> 'menuLogo'), (${value} -> 'authLogo')) shown (logo)
      where ${column(STORE, row, 'key')} = ${PANEL_SETTINGS} and shown.logo ->> 'url' = ${url}`;
  };

  const exists = async (index: string): Promise<boolean> => {
    const found = await strapi.db.connection.raw<{ rows: unknown[] }>(
      'select 1 from pg_class where relname = ? and relnamespace = current_schema()::regnamespace',
      [index],
    );
    return found.rows.length > 0;
  };

  /** Index name -> what it is on. */
  const indexes = (holders: readonly FileHolder[]): [string, Sql][] => {
    const files = tables.table(UPLOAD_FILE);
    return [
      [
        `${files}_public_url_idx`,
        sql`${ident(files)} (${ident(tables.column(UPLOAD_FILE, 'url'))})`,
      ],
      [`${files}_public_formats_idx`, sql`${ident(files)} using gin (${formatsOf(ident(files))})`],
      ...holders.flatMap(({ uid, components }) =>
        components.map((component): [string, Sql] => {
          const { table, to } = tables.component(uid, component.name);
          return [`${table}_public_part_idx`, sql`${ident(table)} (${ident(to)})`];
        }),
      ),
      ...holders.flatMap(({ uid, texts: names }) =>
        names.map((name): [string, Sql] => {
          const table = tables.table(uid);
          const text = column(uid, ident(table), name);
          return [
            `${table}_${tables.column(uid, name)}_upload_names_idx`,
            sql`${ident(table)} using gin (public_api_upload_names_in(${text}))`,
          ];
        }),
      ),
    ];
  };

  return {
    /** Makes what the statement needs. Where it is there already, nothing is locked. */
    async install(holders: readonly FileHolder[]): Promise<void> {
      for (const [name, on] of indexes(holders)) {
        if (await exists(name)) continue;
        await strapi.db.connection.transaction(async (trx) => {
          await trx.raw('select pg_advisory_xact_lock(?)', [INSTALL_LOCK]);
          await trx.raw(UPLOADS_IN);
          await trx.raw(`create index if not exists ?? on ${on.text}`, [name]);
        });
      }
    },

    /**
     * The file at the address, if something public holds it or the session of the panel is open;
     * null for any other.
     */
    async find(
      url: string,
      session: string | null,
      holders: readonly FileHolder[],
    ): Promise<FileRow | null> {
      const next = aliases();
      const [file, asked] = [next(), next()];
      const own = column(UPLOAD_FILE, file, 'url');
      // Each with a limit of its own, or all that is public would be put together first.
      const doors = [
        ...(session === null ? [] : [sql`(select 'panel' ${open(session, next)} limit 1)`]),
        ...holders
          .flatMap((holder) => heldBy(asked, url, holder, next))
          .map((rows) => sql`(select 'public' ${rows} limit 1)`),
      ];
      if (doors.length === 0) return null;
      // The file first: with the doors in view the planner would try one file after the other.
      const [found] = await reader.rows<FileRow>(sql`with asked as materialized (
          select ${file}.id, ${own} as url, ${column(UPLOAD_FILE, file, 'name')} as name,
            ${column(UPLOAD_FILE, file, 'mime')} as mime, ${own} = ${url} as "isOriginal"
          from ${ident(tables.table(UPLOAD_FILE))} ${file}
          where ${own} = ${url} or ${formatsOf(file)} @> to_jsonb(${url}::text))
        select ${asked}.name, ${asked}.mime, ${asked}."isOriginal", found.door from asked ${asked}
        cross join lateral (${join(doors, ' union all ')}) found (door)
        union all ${logo(url, next)} limit 1`);
      return found ?? null;
    },
  };
};
