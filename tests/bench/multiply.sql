-- Ten times the receivers and the staff: every row nine times more, each copy a person of its own.
-- What was passed on, and what the funds say of it, grows with it, so that they still add up.
-- Indexes are made once, after the rows.
create temporary table remade as
select indexname, indexdef from pg_indexes
where tablename = 'fund_beneficiaries' and indexdef not like 'CREATE UNIQUE%';
do $$
declare one text;
begin
  for one in select indexname from remade loop execute format('drop index %I', one); end loop;
end $$;
insert into fund_beneficiaries (
  document_id, fund_code, allocation_code, public_name, street, community, amount, period, persons,
  households, name, id_number, id_hash, account, created_at, updated_at, published_at
)
select substr(md5(b.document_id || n), 1, 24), fund_code, allocation_code, public_name, street,
  community, amount, period, persons, households, name, id_number, md5(id_hash || n), account,
  created_at, updated_at, published_at
from generate_series(1, 9) n, fund_beneficiaries b;
do $$
declare one text;
begin
  for one in select indexdef from remade loop execute one; end loop;
end $$;

update fund_allocations
set amount = amount * 10, undisbursed_amount = undisbursed_amount * 10;
update funds set total_amount = total_amount * 10;
update components_fund_sources
set central = central * 10, province = province * 10, city = city * 10, district = district * 10;
-- The ledger can only be appended to; this is no ledger but material to measure with.
set session_replication_role = replica;
update publication_ledger_entries set content = content || jsonb_build_object(
  'totalAmount', (content->>'totalAmount')::numeric * 10,
  'sources', (
    select jsonb_object_agg(key, case
      when key in ('central', 'province', 'city', 'district') then to_jsonb(value::numeric * 10)
      else to_jsonb(value) end)
    from jsonb_each_text(content->'sources')
  )
)
where subject_type = 'api::fund.fund';
set session_replication_role = origin;

create temporary table copied as
select s.id as old_id, n, substr(md5(s.document_id || n), 1, 24) as document_id
from generate_series(1, 9) n, staff_members s;
insert into staff_members (
  document_id, name, gender, position, professional_title, establishment_kind, joined_on, left_on,
  entry_channel, roll_status, real_name_verified, card_number, id_number, id_hash, birth_month,
  created_at, updated_at, published_at
)
select c.document_id, name, gender, position, professional_title, establishment_kind, joined_on,
  left_on, entry_channel, roll_status, real_name_verified, card_number, id_number,
  md5(id_hash || c.n), birth_month, created_at, updated_at, published_at
from copied c join staff_members s on s.id = c.old_id;
insert into staff_members_organization_lnk (staff_member_id, organization_id)
select s.id, l.organization_id
from copied c
join staff_members s on s.document_id = c.document_id
join staff_members_organization_lnk l on l.staff_member_id = c.old_id;
