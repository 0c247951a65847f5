import type { FindingDefinition } from '../../shared/contracts/reconciliation';
import { labelSql } from '../../shared/label-sql';
import { yuanSql } from '../../shared/yuan-sql';

/** A sentence where the parts don't make up what the table states for them, else null. */
const mismatch = (parent: string, stated: string, children: string): string =>
  `case when ${stated} <> ${children} then '${parent}填报 ' || ${yuanSql(stated)}
      || ' 元，分项合计 ' || ${yuanSql(children)} || ' 元' end`;

/** A sentence where a part is larger than what contains it, else null. */
const excess = (child: string, part: string, parent: string, whole: string): string =>
  `case when ${part} > ${whole} then '${child} ' || ${yuanSql(part)} || ' 元，大于${parent} '
      || ${yuanSql(whole)} || ' 元' end`;

/** 部门预算: amounts that contradict each other within one document. */
export const budgetFindings: readonly FindingDefinition[] = [
  {
    kind: 'budget.child-above-parent',
    name: '三公经费分项与总项不符',
    nameEn: 'Parts above or unlike their whole',
    definition:
      '部门预算、决算中，“三公”经费的分项之和与填报的公务用车费、合计不符，或“三公”经费、机关运行经费大于支出总额。',
    legalBasis: '《地方预决算公开操作规程》（财预〔2016〕143号）',
    sql: `
      with budget as (
        select b.document_id, ${labelSql('b.title')} as title, b.total_expenditure, b.operating_costs,
          o.document_id as organization_id, o.name as organization,
          t.stated_vehicles, t.stated_total,
          coalesce(t.vehicle_purchase, 0) + coalesce(t.vehicle_operation, 0) as vehicle_parts,
          coalesce(t.overseas, 0) + coalesce(t.reception, 0) + coalesce(t.vehicle_purchase, 0)
            + coalesce(t.vehicle_operation, 0) as all_parts
        from department_budgets b
        left join department_budgets_organization_lnk l on l.department_budget_id = b.id
        left join organizations o on o.id = l.organization_id
        join department_budgets_cmps c on c.entity_id = b.id and c.field = 'threePublic'
        join components_budget_three_publics t on t.id = c.cmp_id
        where b.published_at is null and b.year = :year and not coalesce(o.is_classified, false)
      ),
      checked as (
        select *, concat_ws('；',
          ${mismatch('公务用车购置及运行维护费', 'stated_vehicles', 'vehicle_parts')},
          ${mismatch('“三公”经费合计', 'stated_total', 'all_parts')},
          ${excess('“三公”经费', 'all_parts', '支出总额', 'total_expenditure')},
          ${excess('机关运行经费', 'operating_costs', '支出总额', 'total_expenditure')}
        ) as reason
        from budget
      )
      select document_id as item_key, title as label, 'api::budget.department-budget' as uid,
        document_id, organization_id, organization, reason, all_parts::numeric(18, 2) as amount,
        null::date as due_on, null::date as done_on
      from checked
      where reason <> ''`,
  },
];
