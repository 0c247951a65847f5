import type { FindingDefinition } from '../../shared/contracts/reconciliation';
import { labelSql } from '../../shared/label-sql';
import { ON_ROLL } from './figures';
import { quotaKindSql } from './quota-kinds';

const REGULATION = '《地方各级人民政府机构设置和编制管理条例》第十六条；机构编制实名制管理规定';

/** `post`: of each organization with a record, the posts and the staff on the roll, kind by kind. */
const POSTS = `
  record as (
    select distinct on (o.id) r.id, r.document_id, o.id as unit,
      o.document_id as organization_id, ${labelSql('o.name')} as organization
    from establishment_records r
    join establishment_records_organization_lnk l on l.establishment_record_id = r.id
    join organizations o on o.id = l.organization_id
    where r.published_at is null and o.state = 'active' and not coalesce(o.is_classified, false)
    order by o.id, r.id
  ),
  quota as (
    select r.unit, q.kind, sum(coalesce(q.authorized, 0)) as authorized
    from record r
    join establishment_records_cmps c on c.entity_id = r.id and c.field = 'quotas'
    join components_establishment_quotas q on q.id = c.cmp_id
    group by r.unit, q.kind
  ),
  staff as (
    select l.organization_id as unit, s.establishment_kind as kind, count(*) as on_roll
    from staff_members s
    join staff_members_organization_lnk l on l.staff_member_id = s.id
    where ${ON_ROLL}
    group by l.organization_id, s.establishment_kind
  ),
  post as (
    select r.document_id, r.organization_id, r.organization, kind,
      coalesce(q.authorized, 0) as authorized, coalesce(s.on_roll, 0) as on_roll
    from quota q
    full join staff s using (unit, kind)
    join record r using (unit)
  )`;

/** 机构编制: posts and staff that don't go together, or go together too well. */
export const establishmentFindings: readonly FindingDefinition[] = [
  {
    kind: 'establishment.quota-equals-staff',
    name: '编制数与在册人数完全相同',
    nameEn: 'Posts equal staff in every kind',
    definition: '一个机构每一类编制的核定数都与在册人数相同：可能是照编制数填报，请核对实有人数。',
    legalBasis: REGULATION,
    sql: `
      with ${POSTS}
      select document_id as item_key, organization as label,
        'api::establishment.establishment-record' as uid, document_id, organization_id, organization,
        string_agg(${quotaKindSql('kind')} || ' ' || authorized || ' 名', '、' order by kind)
          || '，与在册人数完全相同' as reason,
        null::numeric(18, 2) as amount, null::date as due_on, null::date as done_on
      from post
      group by document_id, organization_id, organization
      having bool_and(authorized = on_roll) and sum(on_roll) > 0`,
  },
  {
    kind: 'establishment.staff-over-quota',
    name: '在册人数超过编制数',
    nameEn: 'More staff than posts',
    definition: '一个机构某一类编制的在册人数多于核定数：超编，或人员的编制类别、核定数填报有误。',
    legalBasis: REGULATION,
    sql: `
      with ${POSTS}
      select document_id || ' ' || coalesce(kind, '') as item_key,
        organization || coalesce(' · ' || ${quotaKindSql('kind')}, '') as label,
        'api::establishment.establishment-record' as uid, document_id, organization_id, organization,
        '核定 ' || authorized || ' 名，在册 ' || on_roll || ' 名，超出 ' || on_roll - authorized || ' 名'
          as reason,
        null::numeric(18, 2) as amount, null::date as due_on, null::date as done_on
      from post
      where on_roll > authorized`,
  },
];
