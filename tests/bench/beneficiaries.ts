import type { Core } from '@strapi/strapi';

/** Ten years of the district's lists of persons. */
export const BENEFICIARIES = 1_300_000;
const FUNDS = 40;

/** Fills the tables with published funds and the persons paid from them. */
export const fillBeneficiaries = async (strapi: Core.Strapi): Promise<void> => {
  const db = strapi.db.connection;
  await db.raw(
    `insert into funds (document_id, code, year, name, slug, is_sensitive, created_at, updated_at, published_at)
     select 'benchfund' || n, 'bench-' || lpad(n::text, 3, '0'), 2017, '第' || n || '项资金', 'bench-fund-' || n,
       false, now(), now(), now()
     from generate_series(1, ?::integer) n`,
    [FUNDS],
  );
  await db.raw(
    `insert into fund_beneficiaries (document_id, fund_code, allocation_code, public_name, name, street, community,
       amount, period, persons, households, created_at, updated_at)
     select 'benchperson' || lpad(n::text, 13, '0'), 'bench-' || lpad((1 + n % ?)::text, 3, '0'), 'bench', '王*', 'x',
       (array['上海街道', '大智街道', '一元街道', '车站街道'])[1 + n / 7 % 4], '第' || n % 97 || '社区',
       670, '2017-06', 1, 1, now(), now()
     from generate_series(1, ?::integer) n`,
    [FUNDS, BENEFICIARIES],
  );
  await db.raw('vacuum analyze fund_beneficiaries');
  await db.raw('analyze funds');
};
