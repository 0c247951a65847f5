import type { FindingDefinition } from '../../shared/contracts/reconciliation';
import { labelSql } from '../../shared/label-sql';
import { yuanSql } from '../../shared/yuan-sql';

const SUPERVISION =
  '财政部《关于深入推进基层财政专项支出预算公开的意见》（财预〔2011〕27号）；各项资金管理办法';

/**
 * Categories of funds of which one person may not receive both in a year. Add a pair here when a
 * fund's own rules exclude another; the list is compared in both directions.
 */
const CONFLICTS: readonly (readonly [category: string, other: string, why: string])[] = [
  [
    'minimum-living',
    'orphan-support',
    '领取孤儿基本生活费的，一般不再同时享受最低生活保障，请核对',
  ],
  [
    'social-insurance-subsidy',
    'employment-subsidy',
    '公益性岗位补贴已含社会保险补贴，不能再领取灵活就业社会保险补贴，请核对',
  ],
];

/** What a conflict is called where the other fund belongs to an organization that wasn't asked for. */
const ANOTHER = '另一项互斥资金（其他单位）';

const text = (value: string): string => `'${value.replaceAll(`'`, `''`)}'`;

/** `fund`: the drafts of the year, which every fund has. */
const FUNDS = `
  fund as materialized (
    select f.document_id, f.code, f.category, ${labelSql('f.name')} as name,
      o.document_id as organization_id, o.name as organization
    from funds f
    left join funds_department_lnk l on l.fund_id = f.id
    left join organizations o on o.id = l.organization_id
    where f.published_at is null and f.year = :year and not coalesce(o.is_classified, false)
  )`;

/** What one person got of one fund. */
const paidSql = (fund: string): string => `
  select min(b.public_name) as label, coalesce(sum(b.amount), 0) as amount,
    min(b.document_id) as document_id
  from fund_beneficiaries b
  where b.fund_code = ${fund} and b.id_hash = c.id_hash`;

/** Hashes are hexadecimal. Two queries can run side by side where there are many receivers. */
const HALVES = [`id_hash < '8'`, `id_hash >= '8'`] as const;

/** Who of some persons was paid twice in a fund and period. */
const twiceSql = (persons: string): string => `
        select fund_code as code, id_hash, period
        from fund_beneficiaries
        where fund_code = any(array(
            select code from funds where published_at is null and year = :year
          )) and ${persons}
        group by fund_code, id_hash, period
        having count(*) > 1`;

/** 专项资金: persons who receive what they may not. */
export const fundFindings: readonly FindingDefinition[] = [
  {
    kind: 'fund.duplicate-payee',
    name: '同一资金同一期间重复领取',
    nameEn: 'Paid twice in a fund and period',
    definition: '同一人（按身份证号码比对，号码不显示）在同一项资金的同一期间出现在两行以上。',
    legalBasis: SUPERVISION,
    // Who comes twice is found in the index alone; the rows are read only of those.
    sql: `
      with ${FUNDS},
      twice as materialized (${HALVES.map(twiceSql).join('\n      union all')})
      select f.document_id || ' ' || d.first_row as item_key,
        f.name || ' · ' || coalesce(d.label, '（未命名）') || ' · ' || coalesce(t.period, '') as label,
        'api::fund.fund-beneficiary' as uid, d.last_row as document_id,
        f.organization_id, f.organization,
        '本期间共 ' || d.times || ' 行，合计 ' || ${yuanSql('d.amount')} || ' 元' as reason,
        d.amount, null::date as due_on, null::date as done_on
      from twice t
      join fund f on f.code = t.code
      cross join lateral (
        select count(*) as times, coalesce(sum(b.amount), 0) as amount, min(b.public_name) as label,
          min(b.document_id) as first_row, max(b.document_id) as last_row
        from fund_beneficiaries b
        where b.fund_code = t.code and b.id_hash = t.id_hash
          and b.period is not distinct from t.period
      ) d`,
  },
  {
    kind: 'fund.conflicting-payee',
    name: '同一人领取互斥资金',
    nameEn: 'Paid from funds that exclude each other',
    definition:
      '同一人（按身份证号码比对，号码不显示）在同一年度领取了规定不得同时享受的两项资金。只查看部分单位时，其他单位的资金名称和金额不显示。',
    legalBasis: SUPERVISION,
    sql: `
      with ${FUNDS},
      conflict as (
        select a.code, a.name, a.organization_id, a.organization,
          :isOfAll or coalesce(a.organization_id = any(:organizations), false) as is_asked,
          b.code as other_code, b.name as other_name, b.organization_id as other_organization_id,
          b.organization as other_organization,
          :isOfAll or coalesce(b.organization_id = any(:organizations), false) as other_is_asked,
          pair.why
        from (values ${CONFLICTS.map((pair) => `(${pair.map(text).join(', ')})`).join(', ')})
          as pair (category, other, why)
        join fund a on a.category = pair.category
        join fund b on b.category = pair.other
      ),
      both_paid as materialized (
        select c.*, p.id_hash
        from conflict c
        cross join lateral (
          select id_hash from fund_beneficiaries
          where fund_code = c.code and id_hash is not null
          intersect
          select id_hash from fund_beneficiaries
          where fund_code = c.other_code and id_hash is not null
        ) p
        where c.is_asked or c.other_is_asked
      )
      select p.document_id || ' ' || q.document_id as item_key,
        coalesce(q.label, '（未命名）') || ' · ' || c.name || '、' || c.other_name as label,
        'api::fund.fund-beneficiary' as uid, q.document_id,
        c.other_organization_id as organization_id,
        concat_ws('、', nullif(c.organization, c.other_organization), c.other_organization)
          as organization,
        '“' || c.name || '” ' || ${yuanSql('p.amount')} || ' 元，“' || c.other_name || '” '
          || ${yuanSql('q.amount')} || ' 元：' || c.why as reason,
        p.amount + q.amount as amount, null::date as due_on, null::date as done_on
      from both_paid c
      cross join lateral (${paidSql('c.code')}) p
      cross join lateral (${paidSql('c.other_code')}) q
      where c.is_asked and c.other_is_asked

      union all
      select own.document_id || ' ' || row_number() over (
          partition by own.document_id order by c.code, c.other_code
        ),
        coalesce(own.label, '（未命名）') || ' · ' || mine.name || '、${ANOTHER}',
        'api::fund.fund-beneficiary', own.document_id, mine.organization_id, mine.organization,
        '“' || mine.name || '” ' || ${yuanSql('own.amount')}
          || ' 元；同一人还领取了${ANOTHER}，请与公开办核对',
        own.amount, null, null
      from both_paid c
      cross join lateral (
        select c.code, c.name, c.organization_id, c.organization where c.is_asked
        union all
        select c.other_code, c.other_name, c.other_organization_id, c.other_organization
        where c.other_is_asked
      ) mine
      cross join lateral (${paidSql('mine.code')}) own
      where c.is_asked <> c.other_is_asked`,
  },
];
