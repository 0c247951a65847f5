import type { Core } from '@strapi/strapi';

/** How many published notices the content API is measured on. */
export const NOTICES = 20_000;

/**
 * Fills the tables with published notices, each with the draft row that Strapi keeps beside it and
 * an issuer; written as SQL, since 20,000 calls of the Document Service would take an hour.
 */
export const fillNotices = async (strapi: Core.Strapi): Promise<void> => {
  const db = strapi.db.connection;
  await db.raw(`insert into organizations
      (document_id, code, name, slug, kind, is_classified, state, created_at, updated_at, published_at)
    select 'benchorgan' || lpad(n::text, 14, '0'), lpad(n::text, 18, '0'), '第' || n || '局', 'bench-' || n,
      'organ', n = 1, 'active', now(), now(), now()
    from generate_series(1, 100) n`);
  await db.raw(
    `insert into notices (document_id, title, slug, kind, doc_number, issued_on, summary, body, validity,
        created_at, updated_at, published_at)
      select 'benchnotice' || lpad(n::text, 13, '0'), '关于第' || n || '批专项资金分配情况的公示', 'bench-notice-' || n,
        (array['news', 'announcement', 'document'])[1 + n % 3], '岸政〔2017〕' || n || '号',
        date '2017-12-31' - n % 365, '现将第' || n || '批资金分配情况予以公示。', repeat('公示内容。', 20), 'in-force',
        now(), now(), case when version = 1 then now() end
      from generate_series(1, ?::integer) n, generate_series(0, 1) version`,
    [NOTICES],
  );
  await db.raw(`insert into notices_issuer_lnk (notice_id, organization_id)
    select n.id, o.id from notices n
    join organizations o on o.slug = 'bench-' || (2 + substring(n.slug from '[0-9]+$')::integer % 99)
    where n.slug like 'bench-notice-%'`);
  await db.raw('vacuum analyze notices');
  await db.raw('vacuum analyze notices_issuer_lnk');
  await db.raw('analyze organizations');
};
