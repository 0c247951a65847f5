import type { FigureSet } from '../../shared/contracts/publication-rate';
import { labelSql } from '../../shared/label-sql';
import { limitSql, PUBLICATION_LIMITS, sourcesOf } from '../../shared/statutory-limits';
import { workingDayRow } from '../../shared/working-day-sql';
import { quotaKindSql } from './quota-kinds';

const ARTICLE_20 = '《政府信息公开条例》第二十条第（二）项';
const SCHEME = '省、市《财政与编制政务公开实施方案》';
const SECRETS = '《中华人民共和国保守国家秘密法》；《政府信息公开条例》第十四条';
const REAL_NAME = '机构编制实名制管理规定；《财政与编制政务公开实施方案》';

/** Each active organization with what was public of its establishment. */
const UNITS = `
  with published as materialized (
    -- The recorded content is long: it is unpacked once.
    select distinct on (c.organization) c.*, subject_document_id as document_id, public_since
    from public_at
    cross join lateral jsonb_to_record(content) as c (organization text, "asOf" text, quotas jsonb)
    where subject_type = 'api::establishment.establishment-record'
    order by c.organization, occurred_at desc
  ),
  draft as (
    select distinct on (l.organization_id) l.organization_id, r.document_id, r.as_of
    from establishment_records r
    join establishment_records_organization_lnk l on l.establishment_record_id = r.id
    where r.published_at is null
    order by l.organization_id, r.id
  )
    select o.id, o.document_id as unit_id, ${labelSql('o.name')} as name, o.kind,
      coalesce(o.is_first_level, false) as is_first_level,
      coalesce(o.is_classified, false) as is_classified,
      p.quotas, coalesce(p.document_id, d.document_id) as record_id,
      p.document_id is not null as is_public,
      p."asOf" as recorded_as_of, coalesce(p."asOf"::date, d.as_of) as as_of,
      (p.public_since at time zone 'UTC' at time zone 'Asia/Shanghai')::date as public_on,
      p.public_since
    from organizations o
    left join published p on p.organization = o.document_id
    left join draft d on d.organization_id = o.id
    where o.state = 'active'`;

const RECORD = `
    case when record_id is null then 'api::organization.organization'
      else 'api::establishment.establishment-record' end`;

const LIMIT = limitSql(PUBLICATION_LIMITS, 'as_of');

const RECORDS = `
  select
    -- A number, not the organ's own id in another form.
    case when is_classified then 'classified ' || row_number() over (
      partition by is_classified order by unit_id
    ) else unit_id end as item_key,
    case when is_classified then '涉密机构' else name end as label,
    case when not is_classified then ${RECORD} end as uid,
    case when not is_classified then coalesce(record_id, unit_id) end as document_id,
    case when not is_classified then name end as organization,
    case when not is_classified then unit_id end as organization_id,
    case when is_classified then 'excluded' when is_public then 'counted' else 'missing' end as state,
    case when is_classified then '涉密机构，按规定不上网公开'
      when not is_public then '机构编制信息未公开' end as reason,
    1 as quantity, null::numeric(18, 2) as amount,
    due.due_on, due.due_is_provisional,
    -- What was public before it changed counts from the first publication of the change.
    case when not is_classified then
      case when public_on < as_of then (
        select (min(e.occurred_at) at time zone 'UTC' at time zone 'Asia/Shanghai')::date
        from publication_ledger_entries e
        where e.subject_type = 'api::establishment.establishment-record'
          and e.subject_document_id = record_id and e.occurred_at >= public_since
          and e.content->>'asOf' is not distinct from recorded_as_of
      ) else public_on end
    end as done_on,
    kind, is_first_level and not is_classified as is_first_level
  from establishment_unit
  left join lateral (${workingDayRow('as_of', LIMIT)}) due on not is_classified`;

const QUOTAS = `
  select u.unit_id || ' ' || coalesce(q.place, 0) as item_key,
    u.name || coalesce(' · ' || ${quotaKindSql(`q.quota->>'kind'`)}, '') as label,
    ${RECORD} as uid, coalesce(u.record_id, u.unit_id) as document_id, u.name as organization,
    u.unit_id as organization_id,
    case when u.is_public then 'counted' else 'missing' end as state,
    case when not u.is_public then '机构编制信息未公开' end as reason,
    coalesce((q.quota->>'authorized')::integer, 0) as quantity,
    null::numeric(18, 2) as amount, null::date as due_on, u.public_on as done_on,
    u.kind, q.quota->>'kind' as quota_kind
  from establishment_unit u
  left join lateral jsonb_array_elements(
    case when jsonb_typeof(u.quotas) = 'array' then u.quotas else '[]' end
  ) with ordinality as q(quota, place) on true
  where not u.is_classified and (q.quota is not null or not u.is_public)`;

/** Who was on the roll on the day: entered by then and not yet left. */
export const ON_ROLL = `(s.joined_on is null or s.joined_on <= :asOfDay)
    and (s.left_on is null or s.left_on > :asOfDay)`;

/** The staff on the roll of units that aren't classified. */
const STAFF_ON_ROLL = `
  select s.document_id, s.name, s.position, s.real_name_verified, u.unit_id, u.name as unit_name,
    u.kind, u.is_public, u.public_on
  from establishment_unit u
  join staff_members_organization_lnk l on l.organization_id = u.id
  join staff_members s on s.id = l.staff_member_id
  where not u.is_classified and ${ON_ROLL}`;

const MEMBER = `document_id as item_key, ${labelSql('name')} || coalesce(' · ' || position, '') as label,
    'api::establishment.staff-member' as uid, document_id, unit_name as organization,
    unit_id as organization_id`;

const STAFF = `
  select ${MEMBER}, case when is_public then 'counted' else 'missing' end as state,
    case when not is_public then '所在机构编制信息未公开' end as reason,
    1 as quantity, null::numeric(18, 2) as amount, null::date as due_on, public_on as done_on, kind
  from establishment_staff`;

const REAL_NAMES = `
  select ${MEMBER}, case when real_name_verified then 'counted' else 'missing' end as state,
    case when real_name_verified is not true then '未核实实名' end as reason,
    1 as quantity, null::numeric(18, 2) as amount, null::date as due_on, null::date as done_on, kind
  from establishment_staff
  where is_public`;

const CHANGES = `
  select c.document_id as item_key, ${labelSql('c.person_name')} as label,
    'api::establishment.personnel-change' as uid, c.document_id, o.name as organization,
    o.document_id as organization_id,
    'counted' as state, null::text as reason, 1 as quantity, null::numeric(18, 2) as amount,
    null::date as due_on, c.recorded_on as done_on
  from personnel_changes c
  left join personnel_changes_organization_lnk l on l.personnel_change_id = c.id
  left join organizations o on o.id = l.organization_id
  where c.recorded_on between :yearStart and least(:yearEnd, :asOfDay)
    and coalesce(o.is_classified, false) = false`;

const ORGAN = `kind = 'organ'`;
const INSTITUTION = `kind = 'institution'`;

/** What timeliness counts, of organs, institutions or both. */
const timelyDefinition = (units: string): string =>
  `统计日期起二十个工作日内（当日不计）公开机构编制信息的${units}，除以截止日已公开或期限已过的${units}，舍去两位小数以后的部分；公开早于统计日期的（信息有变更），以变更后第一次公开之日为准；没有填报统计日期的不列入。`;

/** 机构编制: establishment records, quotas and staff of organs and institutions. */
export const establishmentFigures: FigureSet = {
  title: { zh: '机构编制', en: 'Establishment' },
  commonTables: [
    { name: 'establishment_unit', sql: UNITS, isKept: true },
    { name: 'establishment_staff', sql: STAFF_ON_ROLL, isKept: false },
  ],
  universes: [
    {
      id: 'establishment.records',
      sql: RECORDS,
      extraColumns: ['kind', 'is_first_level', 'due_is_provisional'],
      period: 'to-date',
      exclusions: [{ reason: '涉密机构，按规定不上网公开', basis: SECRETS }],
    },
    {
      id: 'establishment.quotas',
      sql: QUOTAS,
      extraColumns: ['kind', 'quota_kind'],
      period: 'to-date',
    },
    {
      id: 'establishment.staff',
      sql: STAFF,
      extraColumns: ['kind'],
      period: 'to-date',
      isLong: true,
      frozenName: '在册人员',
    },
    {
      id: 'establishment.real-names',
      sql: REAL_NAMES,
      extraColumns: ['kind'],
      period: 'to-date',
      isLong: true,
      frozenName: '在册人员',
    },
    { id: 'establishment.personnel-changes', sql: CHANGES, frozenName: '人员异动' },
  ],
  figures: [
    {
      id: 'establishment.organ.classified.count',
      name: '涉密机构',
      nameEn: 'Classified organs',
      unit: '个',
      measure: 'excluded-count',
      universe: 'establishment.records',
      where: ORGAN,
      definition: '在册的涉密党政群机关数；只列数量，不列名称，不计入任何公开率的分母。',
      legalBasis: SECRETS,
    },
    {
      id: 'establishment.organ.due.count',
      name: '应公开党政群机关',
      nameEn: 'Organs due for publication',
      unit: '个',
      measure: 'due-count',
      universe: 'establishment.records',
      where: ORGAN,
      definition: '在册的党政群机关数，不含涉密机构。',
      legalBasis: ARTICLE_20,
    },
    {
      id: 'establishment.organ.published.count',
      name: '公开党政群机关',
      nameEn: 'Organs published',
      unit: '个',
      measure: 'count',
      universe: 'establishment.records',
      where: ORGAN,
      definition: '应公开党政群机关中，机构编制信息在截止日处于公开状态的机关数。',
      legalBasis: ARTICLE_20,
    },
    {
      id: 'establishment.organ.first-level.count',
      name: '其中一级机构',
      nameEn: 'First-level organs among them',
      unit: '个',
      measure: 'count',
      universe: 'establishment.records',
      where: `${ORGAN} and is_first_level`,
      definition: '已公开的党政群机关中的一级机构数。',
      legalBasis: ARTICLE_20,
    },
    {
      id: 'establishment.organ.quota.administrative',
      name: '机关行政编制',
      nameEn: 'Administrative posts of organs',
      unit: '名',
      measure: 'count',
      universe: 'establishment.quotas',
      where: `${ORGAN} and quota_kind = 'administrative'`,
      definition: '已公开的党政群机关核定行政编制之和。',
      legalBasis: SCHEME,
    },
    {
      id: 'establishment.organ.quota.other',
      name: '机关其他编制',
      nameEn: 'Other posts of organs',
      unit: '名',
      measure: 'count',
      universe: 'establishment.quotas',
      where: `${ORGAN} and quota_kind <> 'administrative'`,
      definition: '已公开的党政群机关核定的行政编制以外的编制（机关事业编、专项编等）之和。',
      legalBasis: SCHEME,
    },
    {
      id: 'establishment.organ.staff.count',
      name: '机关在册人员',
      nameEn: 'Staff of organs',
      unit: '名',
      measure: 'count',
      universe: 'establishment.staff',
      where: ORGAN,
      definition: '截止日在册、且所在党政群机关编制信息已公开的人员数。',
      legalBasis: SCHEME,
    },
    {
      id: 'establishment.organ.rate',
      name: '机关编制公开率',
      nameEn: 'Publication rate of organs',
      unit: '%',
      measure: 'rate',
      universe: 'establishment.records',
      where: ORGAN,
      definition: '公开的党政群机关数除以应公开的党政群机关数，舍去两位小数以后的部分。',
      legalBasis: `${ARTICLE_20}；不列入的：${SECRETS}`,
      timeliness: 'establishment.organ.timely-rate',
    },
    {
      id: 'establishment.organ.timely-rate',
      name: '机关编制按时公开率',
      nameEn: 'Organs published in time',
      unit: '%',
      measure: 'timely-rate',
      universe: 'establishment.records',
      where: ORGAN,
      definition: timelyDefinition('党政群机关数'),
      legalBasis: sourcesOf(PUBLICATION_LIMITS),
    },
    {
      id: 'establishment.organ.real-name-rate',
      name: '机关实名制落实率',
      nameEn: 'Verified identities in organs',
      unit: '%',
      measure: 'rate',
      universe: 'establishment.real-names',
      where: ORGAN,
      definition:
        '已公开的机关在册人员中核实实名的人数除以在册人数（按人计），舍去两位小数以后的部分。',
      legalBasis: REAL_NAME,
    },
    {
      id: 'establishment.institution.due.count',
      name: '应公开事业单位',
      nameEn: 'Institutions due for publication',
      unit: '个',
      measure: 'due-count',
      universe: 'establishment.records',
      where: INSTITUTION,
      definition: '在册的事业单位数，不含涉密机构。',
      legalBasis: ARTICLE_20,
    },
    {
      id: 'establishment.institution.published.count',
      name: '公开事业单位',
      nameEn: 'Institutions published',
      unit: '个',
      measure: 'count',
      universe: 'establishment.records',
      where: INSTITUTION,
      definition: '应公开事业单位中，机构编制信息在截止日处于公开状态的单位数。',
      legalBasis: ARTICLE_20,
    },
    {
      id: 'establishment.institution.quota',
      name: '事业编制',
      nameEn: 'Posts of institutions',
      unit: '名',
      measure: 'count',
      universe: 'establishment.quotas',
      where: INSTITUTION,
      definition: '已公开的事业单位核定编制之和。',
      legalBasis: SCHEME,
    },
    {
      id: 'establishment.institution.staff.count',
      name: '事业单位在册人员',
      nameEn: 'Staff of institutions',
      unit: '名',
      measure: 'count',
      universe: 'establishment.staff',
      where: INSTITUTION,
      definition: '截止日在册、且所在事业单位编制信息已公开的人员数。',
      legalBasis: SCHEME,
    },
    {
      id: 'establishment.institution.rate',
      name: '事业单位编制公开率',
      nameEn: 'Publication rate of institutions',
      unit: '%',
      measure: 'rate',
      universe: 'establishment.records',
      where: INSTITUTION,
      definition: '公开的事业单位数除以应公开的事业单位数，舍去两位小数以后的部分。',
      legalBasis: `${ARTICLE_20}；不列入的：${SECRETS}`,
      timeliness: 'establishment.institution.timely-rate',
    },
    {
      id: 'establishment.institution.timely-rate',
      name: '事业单位编制按时公开率',
      nameEn: 'Institutions published in time',
      unit: '%',
      measure: 'timely-rate',
      universe: 'establishment.records',
      where: INSTITUTION,
      definition: timelyDefinition('事业单位数'),
      legalBasis: sourcesOf(PUBLICATION_LIMITS),
    },
    {
      id: 'establishment.institution.real-name-rate',
      name: '事业单位实名制落实率',
      nameEn: 'Verified identities in institutions',
      unit: '%',
      measure: 'rate',
      universe: 'establishment.real-names',
      where: INSTITUTION,
      definition:
        '已公开的事业单位在册人员中核实实名的人数除以在册人数（按人计），舍去两位小数以后的部分。',
      legalBasis: REAL_NAME,
    },
    {
      id: 'establishment.rate',
      name: '机构编制公开率',
      nameEn: 'Publication rate of establishment',
      unit: '%',
      measure: 'rate',
      universe: 'establishment.records',
      definition:
        '公开机构编制信息的党政群机关和事业单位数除以应公开的单位数，舍去两位小数以后的部分。',
      legalBasis: `${ARTICLE_20}；不列入的：${SECRETS}`,
      timeliness: 'establishment.timely-rate',
      isHeadline: true,
      isObligation: true,
    },
    {
      id: 'establishment.timely-rate',
      name: '机构编制按时公开率',
      nameEn: 'Establishment published in time',
      unit: '%',
      measure: 'timely-rate',
      universe: 'establishment.records',
      definition: timelyDefinition('单位数'),
      legalBasis: sourcesOf(PUBLICATION_LIMITS),
    },
    {
      id: 'establishment.real-name-rate',
      name: '实名制落实率',
      nameEn: 'Verified identities',
      unit: '%',
      measure: 'rate',
      universe: 'establishment.real-names',
      definition:
        '已公开编制信息的机关和事业单位在册人员中核实实名的人数除以在册人数（按人计），舍去两位小数以后的部分。',
      legalBasis: REAL_NAME,
      isHeadline: true,
      isObligation: true,
    },
    {
      id: 'establishment.document.count',
      name: '公开机构编制文件',
      nameEn: 'Establishment documents published',
      unit: '个',
      measure: 'count',
      universe: 'notice.information',
      where: `source = 'notice' and kind = 'establishment-document'`,
      definition: '本年度印发、截止日处于公开状态的机构编制文件数。',
      legalBasis: SCHEME,
    },
    {
      id: 'establishment.personnel-change.count',
      name: '更新人员信息',
      nameEn: 'Personnel changes recorded',
      unit: '人次',
      measure: 'count',
      universe: 'establishment.personnel-changes',
      definition: '本年度登记的人员异动数，一人一次异动计一人次。',
      legalBasis: SCHEME,
    },
  ],
};
