import type { InspectionSet } from '../../shared/contracts/publication-rate-inspection';
import { labelSql } from '../../shared/label-sql';

/** Links to the policies that a public fund rests on. */
const LINKS = `
  select ${labelSql(`coalesce(p.content->>'name', '') || ' · ' || coalesce(policy->>'title', '')`)} as label,
    p.subject_type as uid, p.subject_document_id as document_id,
    o.document_id as organization_id, o.name as organization, trim(policy->>'url') as url
  from public_at p
  left join organizations o on o.document_id = p.content->>'department'
  cross join lateral jsonb_array_elements(case when jsonb_typeof(p.content->'policies') = 'array'
    then p.content->'policies' else '[]'::jsonb end) policy
  where p.subject_type = 'api::fund.fund' and trim(coalesce(policy->>'url', '')) <> ''
    and coalesce(o.is_classified, false) = false`;

/** 专项资金: the addresses of their policies. */
export const fundInspection: InspectionSet = {
  limits: [],
  checks: [],
  links: [{ id: 'fund', sql: LINKS }],
};
