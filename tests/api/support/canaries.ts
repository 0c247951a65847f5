import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { PublicType } from '../../../src/shared/contracts/public-api';

/** Stands in every text that isn't public, and nowhere else. */
export const CANARY = 'CANARY';
/** Stands in every number that isn't public. */
export const NUMBER = 7_313_917;

interface Attribute {
  readonly type: string;
  readonly columnName?: string;
  readonly component?: string;
  readonly private?: boolean;
  readonly joinTable?: {
    readonly name: string;
    readonly joinColumn: { readonly name: string };
    readonly inverseJoinColumn: { readonly name: string };
  };
}

const TEXTS = ['string', 'text', 'richtext', 'email', 'json', 'uid'];
const NUMBERS = ['integer', 'decimal', 'biginteger', 'float'];

/** Texts by which rows belong together, or become public: not a secret, but structure. */
const STRUCTURE = [
  'documentId',
  'locale',
  'latitude',
  'longitude',
  'code',
  'fundCode',
  'allocationCode',
  'parentCode',
];

/** Plants canaries; tells how many columns hold one. */
export const plantCanaries = async (
  strapi: Core.Strapi,
  declarations: readonly PublicType[],
): Promise<{ columns: number; secrets: string[] }> => {
  const knex = strapi.db.connection;
  let columns = 0;
  // Figures are sums over records that nobody sees: their numbers are public.
  const byUid = new Map(declarations.map((type) => [type.uid, type]));

  const attributesOf = (uid: string): [string, Attribute][] =>
    Object.entries(strapi.db.metadata.get(uid).attributes as Record<string, Attribute>);
  const tableOf = (uid: string): string => strapi.db.metadata.get(uid).tableName;

  const fill = async (
    uid: string,
    which: (name: string) => boolean,
    rows: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<void> => {
    for (const [name, { type, columnName = name }] of attributesOf(uid)) {
      if (STRUCTURE.includes(name) || !which(name)) continue;
      const canary = `${CANARY}-${uid.split('.').at(-1)}-${name}`;
      const value = TEXTS.includes(type)
        ? type === 'json'
          ? JSON.stringify(canary)
          : knex.raw(`? || '-' || id::text`, [canary])
        : NUMBERS.includes(type) && byUid.has(uid)
          ? NUMBER
          : null;
      if (value === null) continue;
      const changed: number = await rows(knex(tableOf(uid))).update({ [columnName]: value });
      if (changed > 0) columns += 1;
    }
  };
  const everyRow = (query: Knex.QueryBuilder): Knex.QueryBuilder => query;
  const ids =
    (table: string, ...values: number[]) =>
    (query: Knex.QueryBuilder) =>
      query.whereIn(`${table}.id`, values);

  /** Of what isn't declared public: every attribute. Of what is: the attributes that aren't. */
  for (const uid of Object.keys(strapi.contentTypes).filter((one) => one.startsWith('api::'))) {
    const fields = byUid.get(uid)?.fields ?? [];
    await fill(uid, (name) => !fields.includes(name), everyRow);
  }

  /** One published record of each kind goes to the classified organ, and with it all that it says. */
  const [secret] = (await knex('organizations').where({ is_classified: true })) as {
    id: number;
    document_id: string;
    name: string;
    code: string;
  }[];
  if (!secret) throw new Error('the data set has no classified organ');
  const linked = { 'api::notice.notice': 'issuer', 'api::fund.fund': 'department' };
  for (const { uid, classifiedThrough } of declarations) {
    const path = linked[uid as keyof typeof linked] ?? classifiedThrough;
    if (!path) continue;
    const link = attributesOf(uid).find(([name]) => name === path)?.[1].joinTable;
    if (!link) continue;
    const table = tableOf(uid);
    const isPublished = attributesOf(uid).some(([name]) => name === 'publishedAt');
    const found: { id: number }[] = await knex(table)
      .join(link.name, `${link.name}.${link.joinColumn.name}`, `${table}.id`)
      .modify((query) => {
        if (isPublished) void query.whereNotNull(`${table}.published_at`);
      })
      .orderBy(`${table}.id`, 'desc')
      .limit(1)
      .select(`${table}.id as id`);
    const [row] = found;
    if (!row) continue;
    await knex(link.name)
      .where(link.joinColumn.name, row.id)
      .update({ [link.inverseJoinColumn.name]: secret.id });
    await fill(uid, () => true, ids(table, row.id));
  }
  await fill(
    'api::organization.organization',
    (name) => name !== 'isClassified',
    (query) => query.where({ is_classified: true }),
  );

  /** Drafts, hidden inquiries, closed points, who has left, who is on a list that isn't published. */
  for (const uid of Object.keys(strapi.contentTypes).filter((one) => one.startsWith('api::'))) {
    if (!strapi.contentTypes[uid as keyof typeof strapi.contentTypes]?.options?.draftAndPublish)
      continue;
    await fill(
      uid,
      () => true,
      (query) => query.whereNull('published_at'),
    );
  }
  await fill(
    'api::inquiry.inquiry',
    () => true,
    (query) => query.whereNot('is_public', true).orWhereNull('is_public'),
  );
  await fill(
    'api::query-point.query-point',
    () => true,
    (query) => query.whereNot('is_active', true).orWhereNull('is_active'),
  );
  await fill(
    'api::establishment.staff-member',
    () => true,
    (query) => query.whereNotNull('left_on'),
  );
  const closed = knex('funds')
    .where({ is_sensitive: true })
    .orWhereNotIn('code', knex('funds').whereNotNull('published_at').select('code'))
    .select('code');
  await fill(
    'api::fund.fund-beneficiary',
    () => true,
    (query) => query.whereIn('fund_code', closed.clone()),
  );

  /** Who works here, what they hold, and what the channels are opened with. */
  const secrets = [secret.name, secret.code, secret.document_id, 'enc1:'];
  await knex('up_users').insert({
    document_id: 'canaryuser',
    username: `${CANARY}-user`,
    email: `${CANARY}@example.test`,
    password: `${CANARY}-password`,
  });
  await knex('admin_users').insert({
    document_id: 'canaryadmin',
    firstname: `${CANARY}-admin`,
    email: `${CANARY}-admin@example.test`,
    password: `${CANARY}-password`,
    is_active: true,
  });
  await knex('strapi_api_tokens').insert({
    document_id: 'canarytoken',
    name: `${CANARY}-token`,
    access_key: `${CANARY}-key`,
    type: 'read-only',
  });
  await knex('files').update({
    hash: `${CANARY}-hash`,
    provider: `${CANARY}-provider`,
    caption: `${CANARY}-caption`,
    folder_path: `/${CANARY}`,
  });
  columns += 13;
  return { columns, secrets };
};
