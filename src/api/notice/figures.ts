import type { FigureSet } from '../../shared/contracts/publication-rate';
import { labelSql } from '../../shared/label-sql';
import {
  limitSql,
  PUBLICATION_LIMITS,
  SOCIAL_ASSISTANCE_LIMITS,
  sourcesOf,
} from '../../shared/statutory-limits';
import { workingDayRow } from '../../shared/working-day-sql';

const ARTICLE_20 = '《政府信息公开条例》第二十条';
const ARTICLE_23 = '《政府信息公开条例》第二十三条';
const STATISTICS = '《政府信息公开情况统计表》（国办发〔2014〕32号）';

const LIMIT = `(case when n.is_social_assistance then ${limitSql(SOCIAL_ASSISTANCE_LIMITS, 'n.formed_on')}
  else ${limitSql(PUBLICATION_LIMITS, 'n.formed_on')} end)`;

/** `YYYY-MM` of a day; to_char, which heeds the session's settings, would run again for each row. */
const monthOf = (day: string): string =>
  `extract(year from ${day}) || '-' || lpad(extract(month from ${day})::text, 2, '0')`;

/**
 * Every piece of information of the year: notices issued, posts on Weibo and WeChat, and what units
 * reported for their own sites (one row for an organization, month and channel, counting for as
 * many items as were reported). Figures choose by `kind`, and by `source`: it is the same in all rows
 * of a part, so what a figure has nothing to do with isn't read for its page.
 */
const INFORMATION = `
  with published as materialized (
    -- The recorded text is long: it is unpacked once.
    select subject_document_id as document_id, c.*, public_since,
      c."issuedOn" between :yearStart and :yearEnd as is_of_year
    from public_at
    cross join lateral jsonb_to_record(content) as c (
      title text, kind text, issuer text, "issuedOn" date, "formedOn" date,
      "isSocialAssistance" boolean
    )
    where subject_type = 'api::notice.notice'
  ),
  draft as (
    select n.document_id, n.title, n.kind, coalesce(n.formed_on, n.issued_on) as formed_on,
      n.is_social_assistance, o.document_id as issuer
    from notices n
    left join notices_issuer_lnk l on l.notice_id = n.id
    left join organizations o on o.id = l.organization_id
    where n.published_at is null and n.issued_on between :yearStart and least(:yearEnd, :asOfDay)
      -- What is public belongs to the year that is recorded, whatever its draft has now.
      and not exists (
        select from published p where p.document_id = n.document_id and not p.is_of_year
      )
  ),
  notice as (
    select document_id,
      ${labelSql(`coalesce(p.title, d.title)`)} as title,
      coalesce(p.kind, d.kind)::text as kind,
      coalesce(p.issuer, d.issuer) as issuer,
      coalesce(p."formedOn", p."issuedOn", d.formed_on) as formed_on,
      -- Entries of before it was recorded don't have it.
      coalesce(p."isSocialAssistance", d.is_social_assistance, false) as is_social_assistance,
      p.document_id is not null as is_public,
      (p.public_since at time zone 'UTC' at time zone 'Asia/Shanghai')::date as public_on
    from draft d
    full join (select * from published where is_of_year) p using (document_id)
  ),
  delivery as (
    select d.document_id, d.title, d.channel_kind, d.source_document_id,
      (d.delivered_at at time zone 'UTC' at time zone 'Asia/Shanghai')::date as delivered_on
    from cross_post_deliveries d
    where (
        d.state = 'published'
        -- Taken back or vanished after the as-of day. What never left the draft box was no post.
        or d.checked_at >= :asOfEnd at time zone 'UTC' and d.state <> 'staged'
          and coalesce(d.url, d.remote_id) is distinct from d.remote->>'mediaId'
      )
      -- As instants without a zone, so that an index on the column can serve.
      and d.delivered_at >= (:yearStart::timestamp at time zone 'Asia/Shanghai') at time zone 'UTC'
      and d.delivered_at < ((:yearEnd + 1)::timestamp at time zone 'Asia/Shanghai') at time zone 'UTC'
      and d.delivered_at < :asOfEnd at time zone 'UTC'
  ),
  -- Fewer than what was carried to channels: who answers for them is looked up once.
  carried as materialized (
    select distinct on (n.document_id) n.document_id, o.name as organization,
      o.document_id as organization_id, coalesce(o.is_classified, false) as is_classified
    from notices n
    left join notices_issuer_lnk l on l.notice_id = n.id
    left join organizations o on o.id = l.organization_id
    where n.published_at is null
    order by n.document_id, n.id
  )
  select 'notice ' || n.document_id as item_key, n.title as label, 'api::notice.notice' as uid,
    n.document_id, o.name as organization, o.document_id as organization_id,
    case when n.is_public then 'counted' else 'missing' end as state,
    case when not n.is_public then '未公开' end as reason,
    1 as quantity, null::numeric(18, 2) as amount,
    due.due_on, due.due_is_provisional, n.public_on as done_on,
    n.kind, 'notice'::text as source
  from notice n
  left join organizations o on o.document_id = n.issuer
  left join lateral (${workingDayRow('n.formed_on', LIMIT)}) due on true
  where coalesce(o.is_classified, false) = false
  union all
  select 'delivery ' || d.document_id, ${labelSql('d.title')},
    case when n.document_id is not null then 'api::notice.notice' end, n.document_id, n.organization,
    n.organization_id, 'counted', null, 1, null, null, false, d.delivered_on, d.channel_kind::text,
    'delivery'::text
  from delivery d
  left join carried n on n.document_id = d.source_document_id
  where n.is_classified is not true
  union all
  select 'tally ' || t.document_id,
    concat_ws(' · ', o.name, t.month, case t.channel when 'website' then '网站' when 'gazette' then '公报'
      when 'weibo' then '微博' when 'wechat' then '微信' else '其他' end),
    'api::notice.publication-tally', t.document_id, o.name, o.document_id,
    'counted', null, coalesce(t.count, 0), null, null, false, null, 'tally'::text,
    'tally'::text
  from publication_tallies t
  left join publication_tallies_organization_lnk l on l.publication_tally_id = t.id
  left join organizations o on o.id = l.organization_id
  where t.month between ${monthOf(':yearStart')} and ${monthOf('least(:yearEnd, :asOfDay)')}
    and coalesce(o.is_classified, false) = false`;

/** Rows that are records of this system, not what was carried or reported. */
const IS_NOTICE = `source = 'notice' and kind is not null`;

/** 政务信息: notices of the year and what was carried to other channels. */
export const noticeFigures: FigureSet = {
  title: { zh: '政务信息', en: 'Government information' },
  universes: [
    {
      id: 'notice.information',
      sql: INFORMATION,
      extraColumns: ['kind', 'source', 'due_is_provisional'],
    },
  ],
  figures: [
    {
      id: 'notice.total.count',
      name: '全年上网发布信息',
      nameEn: 'Information published online',
      unit: '条',
      measure: 'count',
      universe: 'notice.information',
      where: `kind in ('document', 'normative-document', 'news', 'announcement', 'weibo', 'wechat', 'tally')`,
      definition:
        '本年度公开的文件、动态信息、公示公告，政务微博和政务微信发布的信息，以及各单位报送的本单位网站等渠道信息之和。',
      legalBasis: STATISTICS,
    },
    {
      id: 'notice.document.count',
      name: '公开发布各类文件',
      nameEn: 'Documents published',
      unit: '件',
      measure: 'count',
      universe: 'notice.information',
      where: `source = 'notice' and kind in ('document', 'normative-document')`,
      definition: '本年度印发、截止日处于公开状态的文件数，含规范性文件。',
      legalBasis: ARTICLE_20,
    },
    {
      id: 'notice.normative.count',
      name: '主动公开规范性文件',
      nameEn: 'Normative documents published',
      unit: '件',
      measure: 'count',
      universe: 'notice.information',
      where: `source = 'notice' and kind = 'normative-document'`,
      definition: '公开发布的各类文件中的规范性文件数。',
      legalBasis: `${ARTICLE_20}第（一）项`,
    },
    {
      id: 'notice.news.count',
      name: '政务公开动态信息',
      nameEn: 'News items',
      unit: '条',
      measure: 'count',
      universe: 'notice.information',
      where: `source = 'notice' and kind = 'news'`,
      definition: '本年度发布、截止日处于公开状态的动态信息数。',
      legalBasis: ARTICLE_20,
    },
    {
      id: 'notice.announcement.count',
      name: '公示公告',
      nameEn: 'Announcements',
      unit: '条',
      measure: 'count',
      universe: 'notice.information',
      where: `source = 'notice' and kind = 'announcement'`,
      definition: '本年度发布、截止日处于公开状态的公示公告数。',
      legalBasis: ARTICLE_20,
    },
    {
      id: 'notice.rate',
      name: '政务信息公开率',
      nameEn: 'Publication rate of information',
      unit: '%',
      measure: 'rate',
      universe: 'notice.information',
      where: IS_NOTICE,
      definition:
        '本年度印发的文件、动态、公示公告、机构编制文件和政策解读中，截止日处于公开状态的件数除以全部件数（含未公开的草稿），舍去两位小数以后的部分。',
      legalBasis: ARTICLE_20,
      timeliness: 'notice.timely-rate',
      isHeadline: true,
      isObligation: true,
    },
    {
      id: 'notice.timely-rate',
      name: '政务信息按时公开率',
      nameEn: 'Information published in time',
      unit: '%',
      measure: 'timely-rate',
      universe: 'notice.information',
      where: IS_NOTICE,
      definition:
        '形成之日起二十个工作日内（当日不计；2019年5月15日起形成的社会救助类信息十个工作日；未填形成日期的以印发日期为准）公开的件数，除以截止日已公开或期限已过的件数，舍去两位小数以后的部分；公开日期以截止日所处的连续公开期间的起始日为准。',
      legalBasis: sourcesOf([...PUBLICATION_LIMITS, ...SOCIAL_ASSISTANCE_LIMITS]),
    },
    {
      id: 'post.weibo.count',
      name: '政务微博公开政府信息',
      nameEn: 'Posts on Weibo',
      unit: '件',
      measure: 'count',
      universe: 'notice.information',
      where: `source = 'delivery' and kind = 'weibo'`,
      definition: '本年度在政务微博发布成功、截止日尚未撤回的信息数。',
      legalBasis: `${ARTICLE_23}；${STATISTICS}`,
    },
    {
      id: 'post.wechat.count',
      name: '政务微信发布政务信息',
      nameEn: 'Posts on WeChat',
      unit: '条',
      measure: 'count',
      universe: 'notice.information',
      where: `source = 'delivery' and kind = 'wechat'`,
      definition: '本年度在政务微信发布成功、截止日尚未撤回的信息数。',
      legalBasis: `${ARTICLE_23}；${STATISTICS}`,
    },
  ],
};
