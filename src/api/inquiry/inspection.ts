import type { InspectionSet } from '../../shared/contracts/publication-rate-inspection';
import { labelSql } from '../../shared/label-sql';

const CHECK_BASIS =
  '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）：一年内有效留言超过三个月未回复的，单项否决';

const UNANSWERED = `
  select ${labelSql('i.title')} as label, 'api::inquiry.inquiry' as uid, i.document_id,
    coalesce(o.document_id, '') as organization_id, o.name as organization,
    i.received_on as since, i.received_on as runs_from
  from inquiries i
  left join inquiries_organization_lnk l on l.inquiry_id = i.id
  left join organizations o on o.id = l.organization_id
  where i.is_valid is not false and i.replied_on is null and i.received_on <= :asOfDay
    and coalesce(o.is_classified, false) = false`;

/** Inquiries that nobody answers. */
export const inquiryInspection: InspectionSet = {
  limits: [
    {
      id: 'inquiry.unanswered.warn',
      name: '留言未回复：提醒',
      nameEn: 'Unanswered message: warning',
      unit: 'months',
      default: 2,
      min: 1,
      max: 11,
      basis: CHECK_BASIS,
      below: 'inquiry.unanswered.fail',
    },
    {
      id: 'inquiry.unanswered.fail',
      name: '留言未回复：不合格',
      nameEn: 'Unanswered message: failing',
      unit: 'months',
      default: 3,
      min: 1,
      max: 12,
      basis: CHECK_BASIS,
    },
  ],
  checks: [
    {
      id: 'inquiry.unanswered',
      name: '有效留言回复',
      nameEn: 'Effective messages answered',
      basis: CHECK_BASIS,
      sql: UNANSWERED,
      warnsAfter: 'inquiry.unanswered.warn',
      failsAfter: 'inquiry.unanswered.fail',
      failsOn: 'passing',
      whenEmpty: 'good',
      texts: {
        since: '收到于',
        never: '没有填写收到日期',
        good: '没有接近或超过期限的未回复留言',
        empty: '有效留言均已回复',
        advice: '请办理单位尽快回复，并填写回复日期',
      },
    },
  ],
};
