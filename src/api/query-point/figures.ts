import type { FigureSet } from '../../shared/contracts/publication-rate';
import { labelSql } from '../../shared/label-sql';

const ARTICLE_25 = '《政府信息公开条例》第二十五条';

const POINTS = `
  select document_id as item_key, ${labelSql('name')} as label,
    'api::query-point.query-point' as uid, document_id, street as organization,
    null::text as organization_id,
    case when maintained_on between :yearStart and least(:yearEnd, :asOfDay)
      then 'counted' else 'missing' end as state,
    case when maintained_on between :yearStart and least(:yearEnd, :asOfDay) then null
      when maintained_on is null then '没有更新维护记录'
      else '本年度未更新维护' end as reason,
    1 as quantity, null::numeric(18, 2) as amount, null::date as due_on, maintained_on as done_on
  from query_points
  where is_active`;

/** Points that have entries in the month of the as-of day, and after that day. */
const CUT_MONTH = `
  select query_point_id from query_point_clicks
  where month = date_trunc('month', :asOfDay::timestamp)::date and last_day > :asOfDay`;

/** The clicks are kept by month; see click-sums.ts. */
const CLICKS = `
  with counted as (
    select query_point_id, clicks, last_day
    from query_point_clicks
    where month between :yearStart and least(:yearEnd, :asOfDay) and last_day <= :asOfDay
    union all
    -- The month that the day cuts, where entries go on after it.
    select l.query_point_id, sum(v.clicks), max(v.day)
    from query_point_visits v
    join query_point_visits_point_lnk l on l.query_point_visit_id = v.id
    where :asOfDay between :yearStart and :yearEnd
      and v.day between date_trunc('month', :asOfDay::timestamp)::date and :asOfDay
      and exists (${CUT_MONTH})
      and l.query_point_id in (${CUT_MONTH})
    group by 1
  ),
  of_point as (
    select query_point_id, sum(clicks) as clicks, max(last_day) as day from counted group by 1
  )
  select p.document_id as item_key, ${labelSql('p.name')} as label, 'api::query-point.query-point' as uid,
    p.document_id, p.street as organization, null::text as organization_id, 'counted' as state, null::text as reason,
    coalesce(v.clicks, 0) as quantity, null::numeric(18, 2) as amount, null::date as due_on,
    v.day as done_on
  from of_point v
  join query_points p on p.id = v.query_point_id`;

/** 查询点: the free query points and their use. */
export const queryPointFigures: FigureSet = {
  title: { zh: '查询点', en: 'Query points' },
  universes: [
    { id: 'query-point.maintained', sql: POINTS },
    { id: 'query-point.clicks', sql: CLICKS },
  ],
  figures: [
    {
      id: 'query-point.count',
      name: '免费查询点',
      nameEn: 'Free query points',
      unit: '个',
      measure: 'due-count',
      universe: 'query-point.maintained',
      definition: '正在开放的免费查询点数，无论本年度是否更新维护。',
      legalBasis: ARTICLE_25,
    },
    {
      id: 'query-point.maintained.count',
      name: '更新维护查询点',
      nameEn: 'Query points maintained',
      unit: '个',
      measure: 'count',
      universe: 'query-point.maintained',
      definition: '正在开放的免费查询点中，本年度更新维护过设备的查询点数。',
      legalBasis: ARTICLE_25,
    },
    {
      id: 'query-point.clicks',
      name: '查询点累计点击',
      nameEn: 'Clicks at query points',
      unit: '次',
      measure: 'count',
      universe: 'query-point.clicks',
      definition: '本年度各免费查询点每日点击次数之和。',
      legalBasis: ARTICLE_25,
    },
  ],
};
