import type { FigureDefinition, FigureSet } from '../../shared/contracts/publication-rate';
import { limitSql, REPLY_LIMITS, sourcesOf } from '../../shared/statutory-limits';
import { workingDayAfter } from '../../shared/working-day-sql';

const ARTICLE_33 = '《政府信息公开条例》第三十三条';
const ARTICLE_31 = '《政府信息公开条例》第二十九条、第三十一条';

/** The `count`-th working day after the clock's start that lies in no consultation. */
const countedDay = (count: string): string => `case
  when suspended is null then ${workingDayAfter('clock_start', count)}
  else (
    select w.day from working_calendar w
    where w.is_working and w.day > clock_start and not w.day <@ suspended
    order by w.day offset ${count} - 1 limit 1
  ) end`;

/**
 * Requests received in the year, with their last day to reply; none while a correction is awaited.
 *
 * - The day of receipt decides which Regulation governs a request; it is itself not counted.
 * - Once a correction arrives, the period begins anew after that day (711号 art. 30; the same is
 *   done under 492号, whose text leaves it open).
 * - An extension counts as far as the Regulation allows.
 * - Working days after the start of a consultation up to its end don't count (711号 art. 33); one that
 *   lasts still is taken to end on the as-of day.
 */
const REQUESTS = `
  with pause as (
    select c.entity_id as request_id,
      bool_or(p.reason = 'correction' and (p.ended_on is null or p.ended_on > :asOfDay))
        as awaits_correction,
      max(p.ended_on) filter (where p.reason = 'correction') as corrected_on,
      range_agg(daterange(p.started_on, greatest(p.started_on, least(p.ended_on, :asOfDay)), '(]'))
        filter (where p.reason <> 'correction') as suspended
    from disclosure_requests_cmps c
    join components_disclosure_request_pauses p on p.id = c.cmp_id
    where c.component_type = 'disclosure-request.pause' and p.started_on <= :asOfDay
    group by c.entity_id
  ),
  request as (
    select r.*, o.name as organization, o.document_id as organization_id, p.suspended,
      case when p.awaits_correction is not true then greatest(r.received_on, p.corrected_on) end
        as clock_start,
      ${limitSql(REPLY_LIMITS, 'r.received_on')} as base,
      ${limitSql(REPLY_LIMITS, 'r.received_on', ({ extension }) => extension)} as extension
    from disclosure_requests r
    left join pause p on p.request_id = r.id
    left join disclosure_requests_organization_lnk l on l.disclosure_request_id = r.id
    left join organizations o on o.id = l.organization_id
    where r.received_on between :yearStart and least(:yearEnd, :asOfDay)
      and coalesce(o.is_classified, false) = false
  ),
  based as (select *, ${countedDay('base')} as base_due from request offset 0),
  granted as (
    select *, base + case when extended_until > base_due then least(extension, (
      select e.number - b.number from working_calendar b, working_calendar e
      where b.day = base_due and e.day = extended_until
    )) else 0 end as days
    from based offset 0
  ),
  timed as (select *, case when days > base then ${countedDay('days')} else base_due end as due_on from granted)
  select document_id as item_key,
    coalesce(nullif(trim(number), ''), to_char(received_on, 'YYYY-MM-DD') || ' 收到的申请') as label,
    'api::disclosure-request.disclosure-request' as uid, document_id, organization, organization_id,
    case when answered_on <= :asOfDay then 'counted' else 'missing' end as state,
    case when answered_on <= :asOfDay then null
      when closed_on <= :asOfDay then '已办结，没有答复'
      else '尚未答复' end as reason,
    1 as quantity, null::numeric(18, 2) as amount, due_on,
    (select d.provisional_number > s.provisional_number from working_calendar s, working_calendar d
      where s.day = clock_start and d.day = due_on) as due_is_provisional,
    case when answered_on <= :asOfDay then answered_on when closed_on <= :asOfDay then closed_on end
      as done_on,
    channel
  from timed`;

const CLOSED = `
  select r.document_id as item_key,
    coalesce(nullif(trim(r.number), ''), to_char(r.received_on, 'YYYY-MM-DD') || ' 收到的申请') as label,
    'api::disclosure-request.disclosure-request' as uid, r.document_id, o.name as organization,
    o.document_id as organization_id,
    case when r.closed_on <= :asOfDay then 'counted' else 'missing' end as state,
    case when r.closed_on <= :asOfDay then null else '尚未办结' end as reason,
    1 as quantity, null::numeric(18, 2) as amount, null::date as due_on,
    case when r.closed_on <= :asOfDay then r.closed_on end as done_on
  from disclosure_requests r
  left join disclosure_requests_organization_lnk l on l.disclosure_request_id = r.id
  left join organizations o on o.id = l.organization_id
  where r.received_on between :yearStart and least(:yearEnd, :asOfDay)
    and coalesce(o.is_classified, false) = false`;

const byChannel = (channel: string, name: string, nameEn: string): FigureDefinition => ({
  id: `request.received.${channel}`,
  name,
  nameEn,
  unit: '件',
  measure: 'due-count',
  universe: 'request.answered',
  where: `channel = '${channel}'`,
  definition: `本年度收到的政府信息公开申请中，申请方式为${name.slice(0, 2)}的件数。`,
  legalBasis: ARTICLE_31,
});

/** 依申请公开: requests received in the year and what became of them. */
export const disclosureRequestFigures: FigureSet = {
  title: { zh: '依申请公开', en: 'Disclosure on request' },
  universes: [
    {
      id: 'request.answered',
      sql: REQUESTS,
      staysOpen: true,
      extraColumns: ['channel', 'due_is_provisional'],
    },
    { id: 'request.closed', sql: CLOSED },
  ],
  figures: [
    {
      id: 'request.received.count',
      name: '收到依申请公开',
      nameEn: 'Requests received',
      unit: '件',
      measure: 'due-count',
      universe: 'request.answered',
      definition: '本年度收到的政府信息公开申请件数，以收到日期为准，无论是否已答复。',
      legalBasis: ARTICLE_31,
    },
    byChannel('in-person', '当面申请', 'Requests in person'),
    byChannel('online', '网络申请', 'Requests online'),
    byChannel('letter', '信函申请', 'Requests by letter'),
    byChannel('fax', '传真申请', 'Requests by fax'),
    {
      id: 'request.closed.count',
      name: '申请办结数',
      nameEn: 'Requests closed',
      unit: '件',
      measure: 'count',
      universe: 'request.closed',
      definition: '本年度收到的申请中，截止日已经办结的件数。',
      legalBasis: ARTICLE_33,
    },
    {
      id: 'request.close-rate',
      name: '办结率',
      nameEn: 'Closing rate',
      unit: '%',
      measure: 'rate',
      universe: 'request.closed',
      definition: '申请办结数除以收到的申请数，舍去两位小数以后的部分。',
      legalBasis: ARTICLE_33,
    },
    {
      id: 'request.answered.count',
      name: '申请答复数',
      nameEn: 'Requests answered',
      unit: '件',
      measure: 'count',
      universe: 'request.answered',
      definition: '本年度收到的申请中，截止日已经答复的件数。',
      legalBasis: ARTICLE_33,
    },
    {
      id: 'request.answer-rate',
      name: '答复率',
      nameEn: 'Answer rate',
      unit: '%',
      measure: 'rate',
      universe: 'request.answered',
      definition: '申请答复数除以收到的申请数，舍去两位小数以后的部分。',
      legalBasis: ARTICLE_33,
      timeliness: 'request.timely-rate',
      isHeadline: true,
      isObligation: true,
    },
    {
      id: 'request.timely-rate',
      name: '依申请公开按时答复率',
      nameEn: 'Requests answered in time',
      unit: '%',
      measure: 'timely-rate',
      universe: 'request.answered',
      definition:
        '法定期限内答复（或办结）的件数，除以截止日已答复、已办结或期限已过的件数，舍去两位小数以后的部分。期限按收到日期适用的条例计算：2019年5月15日前收到的十五个工作日，可延长十五个工作日；其后收到的二十个工作日，可延长二十个工作日；收到当日不计，征求第三方和其他机关意见的时间不计，补正的自收到补正之日起重新计算。',
      legalBasis: sourcesOf(REPLY_LIMITS),
    },
  ],
};
