import type { FigureSet } from '../../shared/contracts/publication-rate';
import { labelSql } from '../../shared/label-sql';
import { reconciliationTables } from '../../shared/reconciliation-sql';
import { FUND_NODES, FUND_ROW_SUMS, FUND_ROWS, FUND_TREES } from './trees';

const CATALOGUE =
  '《湖北省财政资金公开目录》；财政部《关于深入推进基层财政专项支出预算公开的意见》（财预〔2011〕27号）';
const ARTICLE_20 = '《政府信息公开条例》第二十条第（七）、（十一）项';
const ARTICLE_21 = '《政府信息公开条例》第二十一条（社会救助）';

/**
 * Each fund of the year that is or should be public, as recorded by the ledger where it was public,
 * else as it stands in the draft.
 */
export const FUND_ITEMS = `
  with published as materialized (
    select subject_document_id as document_id, content, public_since,
      (content->>'year')::integer = :year as is_of_year
    from public_at
    where subject_type = 'api::fund.fund'
  ),
  draft as (
    select f.document_id, f.code, f.name, f.total_amount, f.reaches_individuals, o.document_id as department
    from funds f
    left join funds_department_lnk l on l.fund_id = f.id
    left join organizations o on o.id = l.organization_id
    where f.published_at is null and f.year = :year
      -- What is public belongs to the year that is recorded, whatever its draft has now.
      and not exists (
        select from published p where p.document_id = f.document_id and not p.is_of_year
      )
  )
  select coalesce(p.document_id, d.document_id) as document_id,
    coalesce(p.content->>'code', d.code) as code,
    ${labelSql(`coalesce(p.content->>'name', d.name)`)} as name,
    coalesce((p.content->>'totalAmount')::numeric(18, 2), d.total_amount) as total_amount,
    coalesce((p.content->>'reachesIndividuals')::boolean, d.reaches_individuals, false)
      as reaches_individuals,
    p.content,
    p.content is not null as is_public,
    (p.public_since at time zone 'UTC' at time zone 'Asia/Shanghai')::date as public_on,
    o.name as organization, o.document_id as organization_id
  from draft d
  full join (select * from published where is_of_year) p on p.document_id = d.document_id
  left join organizations o on o.document_id = coalesce(p.content->>'department', d.department)
  where coalesce(o.is_classified, false) = false
`;

/** How many rows the tables of how the money was passed on have, tier by tier. */
const FUND_TIERS = `
    select fund_code,
      count(*) filter (where tier = 'department') as departments,
      count(*) filter (where tier = 'street') as streets,
      count(*) filter (where tier in ('community', 'project')) as leaves
    from fund_allocations
    where fund_code in (select code from fund_item)
    group by fund_code`;

const PUBLISHED = `
  select document_id as item_key, name as label, 'api::fund.fund' as uid, document_id, organization,
    organization_id,
    case when is_public then 'counted' else 'missing' end as state,
    case when not is_public then '未公开' end as reason,
    1 as quantity, total_amount as amount, null::date as due_on, public_on as done_on,
    reaches_individuals
  from fund_item`;

const INDIVIDUALS = `
  -- By document: two drafts may have the same code.
  select f.document_id || ' ' || coalesce(p.allocation_code, '') as item_key,
    f.name || ' · ' || ${labelSql('coalesce(a.receiver, p.allocation_code)')} as label,
    case when a.document_id is null then 'api::fund.fund' else 'api::fund.fund-allocation' end as uid,
    coalesce(a.document_id, f.document_id) as document_id,
    f.organization, f.organization_id,
    case when f.is_public then 'counted' else 'missing' end as state,
    case when not f.is_public then '所属资金未公开' end as reason,
    coalesce(p.persons, 0) as quantity, p.amount, null::date as due_on, f.public_on as done_on
  from fund_item f
  join fund_receipts p on p.fund_code = f.code
  left join fund_allocations a on a.code = p.allocation_code
  where f.reaches_individuals and p.receivers > 0`;

const POLICY_COMPLETE = `
  with checked as (
    select f.*,
      case when f.is_public then concat_ws('、',
        case when jsonb_typeof(f.content->'policies') is distinct from 'array'
          or jsonb_array_length(f.content->'policies') = 0 then '政策文件' end,
        case when f.total_amount is null or jsonb_typeof(f.content->'sources') is distinct from 'object'
          then '资金总表' end,
        case when coalesce(t.departments, 0) = 0 then '主管部门拨付表' end,
        case when coalesce(t.streets, 0) = 0 then '街道拨付表' end,
        case when coalesce(t.leaves, 0) = 0 then '社区（项目）拨付表' end
      ) end as lacking
    from fund_item f
    left join fund_tier t on t.fund_code = f.code
  )
  select document_id as item_key, name as label, 'api::fund.fund' as uid, document_id, organization,
    organization_id,
    case when lacking = '' then 'counted' else 'missing' end as state,
    case when lacking is null then '未公开' when lacking <> '' then '缺少' || lacking end as reason,
    1 as quantity, total_amount as amount, null::date as due_on, public_on as done_on
  from checked`;

/** How many differences a row tells of; the reconciliation of the fund shows them all. */
const SHOWN_DIFFERENCES = 3;

const RECONCILED = `
  with tree as materialized (${FUND_TREES}),
  ${reconciliationTables(FUND_NODES, FUND_ROWS, FUND_ROW_SUMS)},
  told as (
    select tree_id, count(*) as differences,
      string_agg(message, '；' order by place) filter (where place <= ${SHOWN_DIFFERENCES}) as message
    from (
      select *, row_number() over (
        partition by tree_id order by rank, abs(amount) desc, node_code
      ) as place
      from tree_difference
    ) ranked
    group by tree_id
  )
  select f.document_id as item_key, f.name as label, 'api::fund.fund' as uid, f.document_id,
    f.organization, f.organization_id,
    case when f.is_public and t.tree_id is null then 'counted' else 'missing' end as state,
    case when not f.is_public then '未公开'
      when t.differences > ${SHOWN_DIFFERENCES} then t.message || '；等 ' || t.differences || ' 处'
      else t.message end as reason,
    1 as quantity, f.total_amount as amount, null::date as due_on, f.public_on as done_on
  from fund_item f
  left join told t on t.tree_id = f.document_id`;

/** 专项资金: funds of the year, what of them is public, and whether their tables agree. */
export const fundFigures: FigureSet = {
  title: { zh: '专项资金', en: 'Special funds' },
  commonTables: [
    { name: 'fund_item', sql: FUND_ITEMS, isKept: true },
    { name: 'fund_tier', sql: FUND_TIERS },
  ],
  universes: [
    { id: 'fund.published', sql: PUBLISHED, extraColumns: ['reaches_individuals'] },
    { id: 'fund.individuals', sql: INDIVIDUALS },
    { id: 'fund.policy-complete', sql: POLICY_COMPLETE },
    { id: 'fund.reconciled', sql: RECONCILED },
  ],
  figures: [
    {
      id: 'fund.due.count',
      name: '应公开资金项目',
      nameEn: 'Funds due for publication',
      unit: '项',
      measure: 'due-count',
      universe: 'fund.published',
      definition: '本年度列入公开目录的专项资金项目数，无论是否已公开。',
      legalBasis: CATALOGUE,
    },
    {
      id: 'fund.due.amount',
      name: '应公开项目资金总额',
      nameEn: 'Amount due for publication',
      unit: '元',
      measure: 'due-amount',
      universe: 'fund.published',
      definition: '应公开资金项目的资金总额之和。',
      legalBasis: CATALOGUE,
    },
    {
      id: 'fund.published.count',
      name: '实际公开资金项目',
      nameEn: 'Funds published',
      unit: '项',
      measure: 'count',
      universe: 'fund.published',
      definition: '应公开资金项目中，截止日当天处于公开状态的项目数。',
      legalBasis: ARTICLE_20,
    },
    {
      id: 'fund.published.amount',
      name: '实际公开资金总额',
      nameEn: 'Amount published',
      unit: '元',
      measure: 'amount',
      universe: 'fund.published',
      definition: '实际公开资金项目公开时登记的资金总额之和。',
      legalBasis: ARTICLE_20,
    },
    {
      id: 'fund.rate',
      name: '专项资金公开率',
      nameEn: 'Publication rate of funds',
      unit: '%',
      measure: 'rate',
      universe: 'fund.published',
      definition: '实际公开资金项目数除以应公开资金项目数，舍去两位小数以后的部分。',
      legalBasis: CATALOGUE,
      isHeadline: true,
      isObligation: true,
    },
    {
      id: 'fund.amount-rate',
      name: '专项资金公开率(按金额)',
      nameEn: 'Publication rate of funds by amount',
      unit: '%',
      measure: 'amount-rate',
      universe: 'fund.published',
      definition: '实际公开资金总额除以应公开项目资金总额，舍去两位小数以后的部分。',
      legalBasis: CATALOGUE,
    },
    {
      id: 'fund.individual.count',
      name: '到人到户资金项目',
      nameEn: 'Published funds that reach persons',
      unit: '项',
      measure: 'count',
      universe: 'fund.published',
      where: 'reaches_individuals',
      definition: '已公开的资金项目中，发放到个人或家庭的项目数。',
      legalBasis: ARTICLE_21,
    },
    {
      id: 'fund.individual.persons',
      name: '到人到户涉及人数',
      nameEn: 'Persons reached',
      unit: '人',
      measure: 'count',
      universe: 'fund.individuals',
      definition: '已公开的到人到户资金发放明细中人数之和，按拨付单元列出。',
      legalBasis: ARTICLE_21,
    },
    {
      id: 'fund.policy-complete.count',
      name: '分配政策完整项目',
      nameEn: 'Funds with complete policy and tables',
      unit: '项',
      measure: 'count',
      universe: 'fund.policy-complete',
      definition:
        '已公开的资金项目中，有政策文件，并有资金总表和主管部门、街道、社区（项目）各级拨付表的项目数。',
      legalBasis: CATALOGUE,
    },
    {
      id: 'fund.policy-complete.rate',
      name: '资金公开内容完整率',
      nameEn: 'Funds with complete policy and tables, rate',
      unit: '%',
      measure: 'rate',
      universe: 'fund.policy-complete',
      definition: '分配政策完整项目数除以应公开资金项目数，舍去两位小数以后的部分。',
      legalBasis: CATALOGUE,
      isObligation: true,
    },
    {
      id: 'fund.reconciled.count',
      name: '总表与分级拨付表衔接项目',
      nameEn: 'Funds whose tables agree to the fen',
      unit: '项',
      measure: 'count',
      universe: 'fund.reconciled',
      definition:
        '已公开的资金项目中，资金来源、资金总额、各级拨付表和到人到户明细逐级相等（精确到分，已说明的未拨付金额除外）的项目数。',
      legalBasis: CATALOGUE,
    },
  ],
};

/** Audit findings of the year. */
const FINDINGS = `
  select a.document_id, ${labelSql('coalesce(f.name, a.fund_code)')} || ' · '
      || coalesce(nullif(trim(a.period), ''), a.found_on::text) as label,
    o.name as organization, o.document_id as organization_id, f.category, a.found_on,
    a.persons, a.households, a.amount, a.recovered_amount
  from fund_audit_findings a
  left join lateral (
    select id, name, category from funds
    where code = a.fund_code and published_at is null order by id limit 1
  ) f on true
  left join funds_department_lnk l on l.fund_id = f.id
  left join organizations o on o.id = l.organization_id
  where a.found_on between :yearStart and least(:yearEnd, :asOfDay)
    and coalesce(o.is_classified, false) = false`;

/** The findings with a count of persons or households and an amount. */
const findings = (quantity: 'persons' | 'households', amount: string): string => `
  select document_id as item_key, label, 'api::fund.fund-audit-finding' as uid, document_id,
    organization, organization_id, 'counted' as state, null::text as reason,
    coalesce(${quantity}, 0) as quantity, ${amount} as amount, null::date as due_on,
    found_on as done_on, category
  from fund_finding`;

const SUPERVISION = '《财政违法行为处罚处分条例》；财政与编制政务公开实施方案';

/** 核查纠正: what the audits of the year found and set right. */
export const findingFigures: FigureSet = {
  title: { zh: '核查纠正', en: 'Audit findings' },
  commonTables: [{ name: 'fund_finding', sql: FINDINGS }],
  universes: [
    {
      id: 'finding.persons',
      sql: findings('persons', 'amount'),
      extraColumns: ['category'],
      period: 'custom',
    },
    {
      id: 'finding.recovered',
      sql: findings('persons', 'coalesce(recovered_amount, 0)'),
      extraColumns: ['category'],
      period: 'custom',
    },
    {
      id: 'finding.households',
      sql: findings('households', 'amount'),
      extraColumns: ['category'],
      period: 'custom',
    },
  ],
  figures: [
    {
      id: 'finding.social-insurance.persons',
      name: '社保补贴超时申请',
      nameEn: 'Late claims of social-insurance subsidy',
      unit: '人',
      measure: 'count',
      universe: 'finding.persons',
      where: `category = 'social-insurance-subsidy'`,
      definition: '本年度核查发现的灵活就业人员社会保险补贴问题涉及的人数。',
      legalBasis: SUPERVISION,
    },
    {
      id: 'finding.social-insurance.amount',
      name: '社保补贴追缴金额',
      nameEn: 'Social-insurance subsidy recovered',
      unit: '元',
      measure: 'amount',
      universe: 'finding.recovered',
      where: `category = 'social-insurance-subsidy'`,
      definition: '本年度核查发现的灵活就业人员社会保险补贴问题中已经追缴的金额。',
      legalBasis: SUPERVISION,
    },
    {
      id: 'finding.family-planning.persons',
      name: '计生特扶核查不符',
      nameEn: 'Family-planning support: not entitled',
      unit: '人',
      measure: 'count',
      universe: 'finding.persons',
      where: `category = 'family-planning-support'`,
      definition: '本年度核查发现的不应享受计划生育特别扶助的人数。',
      legalBasis: SUPERVISION,
    },
    {
      id: 'finding.family-planning.amount',
      name: '计生特扶涉及资金',
      nameEn: 'Family-planning support: amount',
      unit: '元',
      measure: 'amount',
      universe: 'finding.persons',
      where: `category = 'family-planning-support'`,
      definition: '本年度核查发现的计划生育特别扶助问题涉及的金额。',
      legalBasis: SUPERVISION,
    },
    {
      id: 'finding.subsistence.households',
      name: '纠正城市低保',
      nameEn: 'Subsistence allowance corrected',
      unit: '户',
      measure: 'count',
      universe: 'finding.households',
      where: `category = 'minimum-living'`,
      definition: '本年度核查纠正的不应享受城市低保的户数。',
      legalBasis: SUPERVISION,
    },
    {
      id: 'finding.subsistence.amount',
      name: '纠正城市低保金额',
      nameEn: 'Subsistence allowance corrected: amount',
      unit: '元',
      measure: 'amount',
      universe: 'finding.households',
      where: `category = 'minimum-living'`,
      definition: '本年度核查纠正的城市低保涉及的金额。',
      legalBasis: SUPERVISION,
    },
  ],
};
