import type { FigureSet } from '../../shared/contracts/publication-rate';
import { labelSql } from '../../shared/label-sql';
import { BUDGET_LIMITS, limitSql, sourcesOf } from '../../shared/statutory-limits';

const BUDGET_LAW = '《中华人民共和国预算法》第十四条；《政府信息公开条例》第二十条第（七）项';
const CLASSIFIED = '《中华人民共和国预算法》第十四条（涉及国家秘密的除外）';

/** The figure says what is recorded; whether a link works changes from hour to hour. */
const LINK_NOTE = '只看是否填写了链接，链接能否打开见检查指标“链接可用”';

const EXCLUSIONS = [{ reason: '涉密机构，不列入应公开范围', basis: CLASSIFIED }];

/** Each budget unit with its budget of the year. */
const BUDGET_UNITS = `
  with published as materialized (
    -- The recorded content is long: it is unpacked once.
    select distinct on (c.organization) c.*, subject_document_id as document_id, public_since,
      occurred_at, trim(coalesce(c."sourceUrl", '')) <> '' as has_link
    from public_at
    cross join lateral jsonb_to_record(content) as c (
      organization text, year text, stage text, "approvedOn" text, "sourceUrl" text,
      "totalExpenditure" text, "threePublic" jsonb
    )
    where subject_type = 'api::budget.department-budget'
      and c.year::integer = :year and c.stage = 'budget'
    order by c.organization, occurred_at desc
  ),
  draft as (
    select distinct on (l.organization_id)
      l.organization_id, b.document_id, b.approved_on
    from department_budgets b
    join department_budgets_organization_lnk l on l.department_budget_id = b.id
    where b.published_at is null and b.year = :year and b.stage = 'budget'
    order by l.organization_id, b.id
  )
    select o.document_id as unit_id, ${labelSql('o.name')} as name,
      coalesce(o.is_classified, false) as is_classified,
      p.document_id is not null as is_public, p."totalExpenditure", p."threePublic",
      coalesce(p.document_id, d.document_id) as budget_id,
      coalesce(p."approvedOn"::date, d.approved_on) as approved_on, p.has_link,
      -- Since when it has been public with a link. Most were published once.
      case when p.has_link and p.occurred_at > p.public_since then (
        select min(occurred_at)
        from (
          select e.occurred_at, bool_and(trim(coalesce(e.content->>'sourceUrl', '')) <> '')
            over (order by e.occurred_at desc, e.position desc) as was_linked
          from publication_ledger_entries e
          where e.subject_type = 'api::budget.department-budget'
            and e.subject_document_id = p.document_id
            and e.occurred_at between p.public_since and p.occurred_at
        ) entry
        where was_linked
      ) when p.has_link then p.public_since end as linked_since
    from organizations o
    left join published p on p.organization = o.document_id
    left join draft d on d.organization_id = o.id
    where o.is_budget_unit and o.state = 'active'`;

/** The units with an amount over the content that was public. */
const budgets = (amount: string): string => `
  select
    -- A number, not the organ's own id in another form.
    case when is_classified then 'classified ' || row_number() over (
      partition by is_classified order by unit_id
    ) else unit_id end as item_key,
    case when is_classified then '涉密机构' else name end as label,
    case when is_classified then null
      when budget_id is null then 'api::organization.organization'
      else 'api::budget.department-budget' end as uid,
    case when not is_classified then coalesce(budget_id, unit_id) end as document_id,
    case when not is_classified then name end as organization,
    case when not is_classified then unit_id end as organization_id,
    case when is_classified then 'excluded'
      when is_public and has_link then 'counted' else 'missing' end as state,
    case when is_classified then '涉密机构，不列入应公开范围'
      when not is_public then '未公开'
      when not has_link then '缺少链接' end as reason,
    1 as quantity,
    case when is_public and not is_classified then (${amount})::numeric(18, 2) end as amount,
    case when not is_classified then approved_on + ${limitSql(BUDGET_LIMITS, 'approved_on')} end as due_on,
    case when not is_classified
      then (linked_since at time zone 'UTC' at time zone 'Asia/Shanghai')::date end as done_on
  from budget_unit`;

const EXPENDITURE = budgets(`"totalExpenditure"::numeric`);

const THREE_PUBLIC = budgets(
  ['overseas', 'reception', 'vehiclePurchase', 'vehicleOperation']
    .map((item) => `coalesce(("threePublic"->>'${item}')::numeric, 0)`)
    .join(' + '),
);

/** 部门预算: budget units and their budgets of the year. */
export const budgetFigures: FigureSet = {
  title: { zh: '部门预算', en: 'Department budgets' },
  commonTables: [{ name: 'budget_unit', sql: BUDGET_UNITS }],
  universes: [
    { id: 'budget.published', sql: EXPENDITURE, exclusions: EXCLUSIONS },
    { id: 'budget.three-public', sql: THREE_PUBLIC, exclusions: EXCLUSIONS },
  ],
  figures: [
    {
      id: 'budget.due.count',
      name: '应公开部门预算',
      nameEn: 'Budgets due for publication',
      unit: '个',
      measure: 'due-count',
      universe: 'budget.published',
      definition: '预算一级单位数，不含涉密机构。',
      legalBasis: BUDGET_LAW,
    },
    {
      id: 'budget.published.count',
      name: '公开部门预算',
      nameEn: 'Budgets published',
      unit: '个',
      measure: 'count',
      universe: 'budget.published',
      definition: `应公开部门预算的单位中，本年度预算在截止日处于公开状态并附有原文链接的单位数；${LINK_NOTE}。`,
      legalBasis: BUDGET_LAW,
    },
    {
      id: 'budget.rate',
      name: '部门预算公开率',
      nameEn: 'Publication rate of budgets',
      unit: '%',
      measure: 'rate',
      universe: 'budget.published',
      definition: `本年度预算在截止日处于公开状态并附有原文链接的单位数，除以应公开部门预算的单位数，舍去两位小数以后的部分；${LINK_NOTE}。`,
      legalBasis: `${BUDGET_LAW}；不列入的：${CLASSIFIED}`,
      timeliness: 'budget.timely-rate',
      isHeadline: true,
      isObligation: true,
    },
    {
      id: 'budget.timely-rate',
      name: '部门预算按时公开率',
      nameEn: 'Budgets published in time',
      unit: '%',
      measure: 'timely-rate',
      universe: 'budget.published',
      definition:
        '批复之日起二十日内（按自然日，批复当日不计）公开的部门预算数，除以截止日已公开或期限已过的部门预算数，舍去两位小数以后的部分；公开日期以截止日所处的连续公开期间的起始日为准，原文链接后来才补上的，以补上之日为准。',
      legalBasis: sourcesOf(BUDGET_LIMITS),
    },
    {
      id: 'budget.amount',
      name: '公开部门预算资金',
      nameEn: 'Published budget expenditure',
      unit: '元',
      measure: 'amount',
      universe: 'budget.published',
      definition: '已公开部门预算公开时登记的支出总额之和。',
      legalBasis: BUDGET_LAW,
    },
    {
      id: 'budget.three-public.amount',
      name: '公开三公经费资金',
      nameEn: 'Published spending on travel, receptions and cars',
      unit: '元',
      measure: 'amount',
      universe: 'budget.three-public',
      definition:
        '已公开部门预算中因公出国（境）费、公务接待费、公务用车购置费和公务用车运行维护费之和。',
      legalBasis: '《地方预决算公开操作规程》（财预〔2016〕143号）',
    },
  ],
};
