import type { InspectionSet } from '../../shared/contracts/publication-rate-inspection';
import { labelSql } from '../../shared/label-sql';

/** Links of public budgets, and of the tables listed with them. */
const LINKS = `
  select ${labelSql(`coalesce(o.name, '') || ' ' || coalesce(p.content->>'year', '')
      || case p.content->>'stage' when 'budget' then ' 部门预算' else ' 部门决算' end
      || link.suffix`)} as label,
    p.subject_type as uid, p.subject_document_id as document_id,
    o.document_id as organization_id, o.name as organization, trim(link.url) as url
  from public_at p
  left join organizations o on o.document_id = p.content->>'organization'
  cross join lateral (
    select p.content->>'sourceUrl' as url, '' as suffix
    union all
    select entry->>'url', ' · ' || coalesce(entry->>'name', '')
    from jsonb_array_elements(case when jsonb_typeof(p.content->'tables') = 'array'
      then p.content->'tables' else '[]'::jsonb end) entry
  ) link
  where p.subject_type = 'api::budget.department-budget' and trim(coalesce(link.url, '')) <> ''
    and coalesce(o.is_classified, false) = false`;

/** 部门预算、决算: the addresses that lead to the published tables. */
export const budgetInspection: InspectionSet = {
  limits: [],
  checks: [],
  links: [{ id: 'budget', sql: LINKS }],
};
