import type { FigureSet } from '../../shared/contracts/publication-rate';
import { labelSql } from '../../shared/label-sql';
import { workingDayRow } from '../../shared/working-day-sql';

const BASIS = '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）：有效留言应当答复';

const INQUIRIES = `
  select i.document_id as item_key, ${labelSql('i.title')} as label,
    'api::inquiry.inquiry' as uid, i.document_id, o.name as organization,
    o.document_id as organization_id,
    case when i.is_valid is false then 'excluded'
      when i.replied_on <= :asOfDay then 'counted' else 'missing' end as state,
    case when i.is_valid is false then '无效留言，不列入应答复范围'
      when i.replied_on <= :asOfDay then null else '尚未回复' end as reason,
    1 as quantity, null::numeric(18, 2) as amount,
    due.due_on, due.due_is_provisional,
    case when i.replied_on <= :asOfDay then i.replied_on end as done_on
  from inquiries i
  left join inquiries_organization_lnk l on l.inquiry_id = i.id
  left join organizations o on o.id = l.organization_id
  left join lateral (${workingDayRow('i.received_on', ':limitInquiryReply')}) due on true
  where i.received_on between :yearStart and least(:yearEnd, :asOfDay)
    and coalesce(o.is_classified, false) = false`;

/** 咨询投诉: valid inquiries of the year and their replies. */
export const inquiryFigures: FigureSet = {
  title: { zh: '咨询投诉', en: 'Inquiries' },
  limits: [
    {
      binding: 'limitInquiryReply',
      name: '咨询投诉答复期限',
      nameEn: 'Time to answer an inquiry',
      unit: 'working-days',
      default: 15,
      min: 1,
      max: 60,
      basis: '国家没有统一规定，由本单位设定',
    },
  ],
  universes: [
    {
      id: 'inquiry.answered',
      sql: INQUIRIES,
      staysOpen: true,
      extraColumns: ['due_is_provisional'],
      frozenName: '咨询投诉',
      exclusions: [{ reason: '无效留言，不列入应答复范围', basis: BASIS }],
    },
  ],
  figures: [
    {
      id: 'inquiry.received.count',
      name: '收到咨询建议投诉',
      nameEn: 'Inquiries received',
      unit: '件',
      measure: 'due-count',
      universe: 'inquiry.answered',
      definition: '本年度收到的有效咨询、建议和投诉件数，无论是否已回复；无效留言不计。',
      legalBasis: BASIS,
    },
    {
      id: 'inquiry.answered.count',
      name: '回复处理',
      nameEn: 'Inquiries answered',
      unit: '件',
      measure: 'count',
      universe: 'inquiry.answered',
      definition: '本年度收到的有效咨询、建议和投诉中，截止日已经回复的件数。',
      legalBasis: BASIS,
    },
    {
      id: 'inquiry.answer-rate',
      name: '回复率',
      nameEn: 'Answer rate of inquiries',
      unit: '%',
      measure: 'rate',
      universe: 'inquiry.answered',
      definition: '回复处理件数除以收到的有效咨询、建议和投诉件数，舍去两位小数以后的部分。',
      legalBasis: BASIS,
      timeliness: 'inquiry.timely-rate',
      isHeadline: true,
      isObligation: true,
    },
    {
      id: 'inquiry.timely-rate',
      name: '咨询投诉按时回复率',
      nameEn: 'Inquiries answered in time',
      unit: '%',
      measure: 'timely-rate',
      universe: 'inquiry.answered',
      definition:
        '收到次日起、设定的答复期限（工作日）内回复的有效咨询、建议和投诉件数，除以截止日已回复或期限已过的件数，舍去两位小数以后的部分；答复期限以现行设定为准，设定改动后，以前年度也按新期限重新计算。',
      legalBasis: `${BASIS}；答复期限由本单位设定`,
    },
  ],
};
