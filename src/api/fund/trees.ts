/**
 * The funds' tables as trees of money: see `ReconciliationDefinition` for the columns. `fund` is the
 * common table of figures.ts.
 */
export const FUND_TREES = `
  select f.document_id, f.code, f.name, f.organization_id, f.organization, f.is_public,
    coalesce((f.content->>'isSensitive')::boolean, d.is_sensitive, false) as is_sensitive,
    f.reaches_individuals as has_rows,
    coalesce(f.total_amount, 0) as total,
    case when f.is_public then (
      select coalesce(sum(value::numeric(18, 2)), 0) from jsonb_each_text(
        case when jsonb_typeof(f.content->'sources') = 'object' then f.content->'sources' else '{}' end
      ) where key in ('central', 'province', 'city', 'district')
    ) else (
      select coalesce(sum(coalesce(s.central, 0) + coalesce(s.province, 0) + coalesce(s.city, 0)
        + coalesce(s.district, 0)), 0)::numeric(18, 2)
      from funds_cmps c join components_fund_sources s on s.id = c.cmp_id
      where c.entity_id = d.id and c.field = 'sources'
    ) end as sources
  from fund f
  left join funds d on d.document_id = f.document_id and d.published_at is null`;

export const FUND_NODES = `
  select fund_code as tree_code, code,
    -- Whoever isn't a department has somebody above.
    case when tier = 'department' then nullif(trim(parent_code), '')
      else coalesce(trim(parent_code), '') end as parent_code,
    tier, case tier when 'department' then 1 when 'street' then 2 else 3 end as level,
    receiver, document_id, coalesce(amount, 0) as amount,
    coalesce(undisbursed_amount, 0) as stated_rest,
    nullif(trim(undisbursed_reason), '') as rest_reason
  from fund_allocations`;

export const FUND_ROWS = `
  select fund_code as tree_code, allocation_code as node_code, id, document_id,
    public_name as label, concat_ws(' ', street, community) as place, period,
    coalesce(amount, 0) as amount, coalesce(persons, 0) as persons,
    coalesce(households, 0) as households, id_hash as payee
  from fund_beneficiaries`;
