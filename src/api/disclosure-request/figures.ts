import type { FigureDefinition, FigureSet } from '../../shared/contracts/publication-rate';

const ARTICLE_33 = '《政府信息公开条例》第三十三条';
const ARTICLE_31 = '《政府信息公开条例》第二十九条、第三十一条';

/** Requests received in the year, and whether each had come to `column` by the day. */
const requests = (column: 'closed_on' | 'answered_on', missing: string): string => `
  select r.document_id as item_key,
    coalesce(nullif(trim(r.number), ''), to_char(r.received_on, 'YYYY-MM-DD') || ' 收到的申请') as label,
    'api::disclosure-request.disclosure-request' as uid, r.document_id, o.name as organization,
    o.document_id as organization_id,
    case when r.${column} <= :asOfDay then 'counted' else 'missing' end as state,
    case when r.${column} <= :asOfDay then null else '${missing}' end as reason,
    1 as quantity, null::numeric(18, 2) as amount, null::date as due_on,
    case when r.${column} <= :asOfDay then r.${column} end as done_on, r.channel
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
      sql: requests('answered_on', '尚未答复'),
      extraColumns: ['channel'],
    },
    { id: 'request.closed', sql: requests('closed_on', '尚未办结'), extraColumns: ['channel'] },
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
      isHeadline: true,
      isObligation: true,
    },
  ],
};
