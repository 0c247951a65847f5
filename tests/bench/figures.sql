-- The figures of 2017 as somebody would write them by hand for today's records: no past days, no
-- drill-down, nothing withdrawn, no request extended or paused; the ledger only for the day of first
-- publication. One row: figure id, value as text.
with
f as (select * from funds where published_at is not null and year = 2017),
fund_sum as (
  select count(*) as n, sum(total_amount) as amount, count(*) filter (where reaches_individuals) as individual from f
),
people as (
  select fund_code, sum(persons) as persons, sum(amount) as amount from fund_beneficiaries group by fund_code
),
tiers as (
  select fund_code,
    sum(amount) filter (where tier = 'department') as department,
    sum(amount) filter (where tier = 'street') as street,
    sum(amount) filter (where tier in ('community', 'project')) as leaf
  from fund_allocations group by fund_code
),
source as (
  select c.entity_id, sum(s.central + s.province + s.city + s.district) as amount
  from funds_cmps c join components_fund_sources s on s.id = c.cmp_id and c.component_type = 'fund.sources'
  group by c.entity_id
),
reconciled as (
  select count(*) as n from f join people p on p.fund_code = f.code join tiers t on t.fund_code = f.code
    join source s on s.entity_id = f.id
  where f.total_amount = s.amount and f.total_amount = t.department and f.total_amount = t.street
    and f.total_amount = t.leaf and f.total_amount = p.amount
),
policy as (
  select count(distinct f.id) as n from f join funds_cmps c on c.entity_id = f.id and c.component_type = 'fund.policy'
    join tiers t on t.fund_code = f.code
),
b as (
  select d.*, o.id as organization from department_budgets d
    join department_budgets_organization_lnk l on l.department_budget_id = d.id
    join organizations o on o.id = l.organization_id
  where d.published_at is not null and d.year = 2017 and d.stage = 'budget' and not o.is_classified
    and coalesce(d.source_url, '') <> ''
),
budget as (
  select count(distinct b.organization) as n, sum(b.total_expenditure) as amount,
    sum(t.overseas + t.reception + t.vehicle_purchase + t.vehicle_operation) as three_public
  from b join department_budgets_cmps c on c.entity_id = b.id and c.component_type = 'budget.three-public'
    join components_budget_three_publics t on t.id = c.cmp_id
),
entry as (
  select subject_document_id as id, min(occurred_at) as first_at from publication_ledger_entries group by 1
),
organ as (select * from organizations where state = 'active'),
record as (
  select r.id, r.document_id, r.as_of, o.id as organization, o.kind, o.is_first_level from establishment_records r
    join establishment_records_organization_lnk l on l.establishment_record_id = r.id
    join organ o on o.id = l.organization_id
  where r.published_at is not null and not o.is_classified
),
quota as (
  select
    sum(q.authorized) filter (where r.kind = 'organ' and q.kind = 'administrative') as administrative,
    sum(q.authorized) filter (where r.kind = 'organ' and q.kind <> 'administrative') as other,
    sum(q.authorized) filter (where r.kind = 'institution') as institution
  from record r join establishment_records_cmps c on c.entity_id = r.id and c.component_type = 'establishment.quota'
    join components_establishment_quotas q on q.id = c.cmp_id
),
staff as (
  select
    count(*) filter (where r.kind = 'organ') as organ,
    count(*) filter (where r.kind = 'organ' and s.real_name_verified) as organ_verified,
    count(*) filter (where r.kind = 'institution') as institution,
    count(*) filter (where r.kind = 'institution' and s.real_name_verified) as institution_verified
  from staff_members s join staff_members_organization_lnk l on l.staff_member_id = s.id
    join record r on r.organization = l.organization_id
  where s.left_on is null
),
n as (
  select
    count(*) filter (where kind in ('document', 'normative-document')) as document,
    count(*) filter (where kind = 'normative-document') as normative,
    count(*) filter (where kind = 'news') as news,
    count(*) filter (where kind = 'announcement') as announcement,
    count(*) filter (where kind = 'establishment-document') as establishment,
    count(*) as published
  from notices where published_at is not null and issued_on between '2017-01-01' and '2017-12-31'
),
tally as (select sum(count) as n from publication_tallies where month between '2017-01' and '2017-12'),
post as (
  select count(*) filter (where channel_kind = 'weibo') as weibo, count(*) filter (where channel_kind = 'wechat') as wechat
  from cross_post_deliveries where state = 'published'
    and delivered_at >= timestamp '2016-12-31 16:00' and delivered_at < timestamp '2017-12-31 16:00'
),
point as (
  select count(*) as n, count(*) filter (where maintained_on between '2017-01-01' and '2017-12-31') as maintained
  from query_points where is_active
),
click as (select sum(clicks) as n from query_point_visits where day between '2017-01-01' and '2017-12-31'),
request as (
  select count(*) as n, count(*) filter (where closed_on is not null) as closed,
    count(*) filter (where answered_on is not null) as answered,
    count(*) filter (where channel = 'in-person') as in_person, count(*) filter (where channel = 'online') as online,
    count(*) filter (where channel = 'letter') as letter, count(*) filter (where channel = 'fax') as fax
  from disclosure_requests where received_on between '2017-01-01' and '2017-12-31'
),
inquiry as (
  select count(*) as n, count(*) filter (where replied_on is not null) as answered
  from inquiries where is_valid and received_on between '2017-01-01' and '2017-12-31'
),
-- Done by the due day, of what is done or whose due day is past.
timely as (
  select 'budget.timely-rate' as id, public_on <= approved_on + 20 as in_time,
    public_on is not null or approved_on + 20 < current_date as is_due
  from (
    select b.approved_on, (e.first_at at time zone 'UTC' at time zone 'Asia/Shanghai')::date as public_on
    from b join entry e on e.id = b.document_id
  ) budgets
  union all
  select 'establishment.timely-rate', public_on <= due.day, public_on is not null or due.day < current_date
  from (
    select r.as_of, (e.first_at at time zone 'UTC' at time zone 'Asia/Shanghai')::date as public_on
    from record r join entry e on e.id = r.document_id
  ) records
  join working_calendar s on s.day = records.as_of
  join working_calendar due on due.number = s.number + 20 and due.is_working
  union all
  select 'notice.timely-rate', public_on <= due.day, true
  from (
    select coalesce(formed_on, issued_on) as formed_on,
      (e.first_at at time zone 'UTC' at time zone 'Asia/Shanghai')::date as public_on
    from notices n join entry e on e.id = n.document_id
    where n.published_at is not null and n.issued_on between '2017-01-01' and '2017-12-31'
  ) published
  join working_calendar s on s.day = published.formed_on
  join working_calendar due on due.number = s.number + 20 and due.is_working
  union all
  select 'request.timely-rate', answered_on <= due.day, answered_on is not null or due.day < current_date
  from disclosure_requests r
  join working_calendar s on s.day = r.received_on
  join working_calendar due on due.number = s.number + 15 and due.is_working
  where received_on between '2017-01-01' and '2017-12-31'
  union all
  select 'inquiry.timely-rate', replied_on <= due.day, replied_on is not null or due.day < current_date
  from inquiries i
  join working_calendar s on s.day = i.received_on
  join working_calendar due on due.number = s.number + 15 and due.is_working
  where is_valid and received_on between '2017-01-01' and '2017-12-31'
),
timeliness as (
  select id, trunc(100.0 * count(*) filter (where in_time) / nullif(count(*) filter (where is_due), 0), 2) as rate
  from timely group by id
),
finding as (
  select
    sum(a.persons) filter (where f.category = 'social-insurance-subsidy') as social_persons,
    sum(a.amount) filter (where f.category = 'social-insurance-subsidy') as social_amount,
    sum(a.persons) filter (where f.category = 'family-planning-support') as family_persons,
    sum(a.amount) filter (where f.category = 'family-planning-support') as family_amount,
    sum(a.households) filter (where f.category = 'minimum-living') as subsistence_households,
    sum(a.amount) filter (where f.category = 'minimum-living') as subsistence_amount
  from fund_audit_findings a join f on f.code = a.fund_code
  where a.found_on between '2017-01-01' and '2017-12-31'
)
select v.id, v.value::text from
  fund_sum, reconciled, policy, budget, quota, staff, n, tally, post, point, click, request, inquiry, finding,
  (select count(*) filter (where is_budget_unit and not is_classified) as budget_due,
     count(*) filter (where kind = 'organ' and not is_classified) as organ_due,
     count(*) filter (where kind = 'organ' and is_classified) as organ_classified,
     count(*) filter (where kind = 'institution' and not is_classified) as institution_due from organ) due,
  (select count(*) filter (where kind = 'organ') as organ, count(*) filter (where kind = 'institution') as institution,
     count(*) filter (where kind = 'organ' and is_first_level) as first_level from record) published,
  (select count(*) as due, sum(total_amount) as amount from funds where published_at is null and year = 2017) catalogue,
  (select sum(people.persons) as persons from people join f on f.code = people.fund_code where f.reaches_individuals) person,
  (select count(*) as n from notices where published_at is null and issued_on between '2017-01-01' and '2017-12-31') draft,
  (select count(*) as n from personnel_changes where recorded_on between '2017-01-01' and '2017-12-31') change,
  lateral (values
    ('fund.due.count', catalogue.due::numeric), ('fund.due.amount', catalogue.amount),
    ('fund.published.count', fund_sum.n), ('fund.published.amount', fund_sum.amount),
    ('fund.rate', trunc(100.0 * fund_sum.n / nullif(catalogue.due, 0), 2)),
    ('fund.amount-rate', trunc(100.0 * fund_sum.amount / nullif(catalogue.amount, 0), 2)),
    ('fund.policy-complete.rate', trunc(100.0 * policy.n / nullif(catalogue.due, 0), 2)),
    ('establishment.rate', trunc(100.0 * (published.organ + published.institution)
      / nullif(due.organ_due + due.institution_due, 0), 2)),
    ('establishment.real-name-rate', trunc(100.0 * (staff.organ_verified + staff.institution_verified)
      / nullif(staff.organ + staff.institution, 0), 2)),
    ('notice.rate', trunc(100.0 * n.published / nullif(draft.n, 0), 2)),
    ('budget.timely-rate', (select rate from timeliness where id = 'budget.timely-rate')),
    ('establishment.timely-rate', (select rate from timeliness where id = 'establishment.timely-rate')),
    ('notice.timely-rate', (select rate from timeliness where id = 'notice.timely-rate')),
    ('request.timely-rate', (select rate from timeliness where id = 'request.timely-rate')),
    ('inquiry.timely-rate', (select rate from timeliness where id = 'inquiry.timely-rate')),
    ('fund.individual.count', fund_sum.individual), ('fund.individual.persons', person.persons),
    ('fund.policy-complete.count', policy.n), ('fund.reconciled.count', reconciled.n),
    ('budget.due.count', due.budget_due), ('budget.published.count', budget.n),
    ('budget.rate', trunc(100.0 * budget.n / nullif(due.budget_due, 0), 2)),
    ('budget.amount', budget.amount), ('budget.three-public.amount', budget.three_public),
    ('establishment.organ.classified.count', due.organ_classified), ('establishment.organ.due.count', due.organ_due),
    ('establishment.organ.published.count', published.organ), ('establishment.organ.first-level.count', published.first_level),
    ('establishment.organ.quota.administrative', quota.administrative), ('establishment.organ.quota.other', quota.other),
    ('establishment.organ.staff.count', staff.organ),
    ('establishment.organ.rate', trunc(100.0 * published.organ / nullif(due.organ_due, 0), 2)),
    ('establishment.organ.real-name-rate', trunc(100.0 * staff.organ_verified / nullif(staff.organ, 0), 2)),
    ('establishment.institution.due.count', due.institution_due),
    ('establishment.institution.published.count', published.institution),
    ('establishment.institution.quota', quota.institution), ('establishment.institution.staff.count', staff.institution),
    ('establishment.institution.rate', trunc(100.0 * published.institution / nullif(due.institution_due, 0), 2)),
    ('establishment.institution.real-name-rate', trunc(100.0 * staff.institution_verified / nullif(staff.institution, 0), 2)),
    ('establishment.document.count', n.establishment), ('establishment.personnel-change.count', change.n),
    ('notice.total.count', n.document + n.news + n.announcement + post.weibo + post.wechat + tally.n),
    ('notice.document.count', n.document), ('notice.normative.count', n.normative), ('notice.news.count', n.news),
    ('notice.announcement.count', n.announcement), ('post.weibo.count', post.weibo), ('post.wechat.count', post.wechat),
    ('query-point.count', point.n), ('query-point.maintained.count', point.maintained), ('query-point.clicks', click.n),
    ('request.received.count', request.n), ('request.received.in-person', request.in_person),
    ('request.received.online', request.online), ('request.received.letter', request.letter),
    ('request.received.fax', request.fax), ('request.closed.count', request.closed),
    ('request.close-rate', trunc(100.0 * request.closed / nullif(request.n, 0), 2)),
    ('request.answered.count', request.answered),
    ('request.answer-rate', trunc(100.0 * request.answered / nullif(request.n, 0), 2)),
    ('inquiry.received.count', inquiry.n), ('inquiry.answered.count', inquiry.answered),
    ('inquiry.answer-rate', trunc(100.0 * inquiry.answered / nullif(inquiry.n, 0), 2)),
    ('finding.social-insurance.persons', finding.social_persons), ('finding.social-insurance.amount', finding.social_amount),
    ('finding.family-planning.persons', finding.family_persons), ('finding.family-planning.amount', finding.family_amount),
    ('finding.subsistence.households', finding.subsistence_households), ('finding.subsistence.amount', finding.subsistence_amount)
  ) as v (id, value)
