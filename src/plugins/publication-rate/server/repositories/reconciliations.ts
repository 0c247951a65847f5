import type { Knex } from 'knex';

import type { ReconciliationDefinition } from '../../../../shared/contracts/reconciliation';
import { reconciliationTables } from '../../../../shared/reconciliation-sql';
import type {
  FundReconciliation,
  ReconciliationDifference,
  ReconciliationNode,
  ReconciliationRow,
} from '../../shared/contracts/reports';
import { SHOWN_DIFFERENCES } from '../constants';
import type { PeriodBindings } from '../domain/period';
import { likePattern } from './like-pattern';
import { runNamed } from './run-named';
import type { Statement } from './stream';

/** What every statement starts with. */
export interface ReconciliationSource {
  /** The ledger's query; see `PublicationLedgerService.publicAtSql`. */
  readonly publicAt: string;
  readonly definition: ReconciliationDefinition;
  readonly period: PeriodBindings;
  /** Only trees of these organizations; of every one if left out. */
  readonly organizations?: readonly string[] | undefined;
}

/** The payments of a node, by the index on it; '' stands for none. */
const ofNode = (node: string): string =>
  node === '' ? `(r.node_code is null or r.node_code = '')` : 'r.node_code = :node';

interface Page {
  readonly search: string;
  readonly limit: number;
  readonly offset: number;
}

interface DifferenceJson {
  readonly rule: ReconciliationDifference['rule'];
  readonly message: string;
  readonly amount: string;
  readonly nodeCode: string;
  readonly nodeName: string;
  readonly documentId: string | null;
  readonly onRow: boolean;
}

interface TreeRow extends Omit<FundReconciliation, 'differences' | 'state'> {
  /** JSON of `DifferenceJson[]`. */
  readonly differences: string;
}

interface NodeRow extends Omit<ReconciliationNode, 'differences'> {
  /** JSON of `DifferenceJson[]`. */
  readonly differences: string;
  readonly total: string;
}

const money = (amount: string): string => `(${amount})::numeric(30, 2)::text`;

/** Differences of a group as JSON, those of the tree itself first, then the largest. */
const DIFFERENCES_JSON = `
  jsonb_agg(jsonb_build_object(
    'rule', rule, 'message', message, 'amount', ${money('amount')}, 'nodeCode', node_code,
    'nodeName', node_name, 'documentId', document_id, 'onRow', on_row
  ) order by place) filter (where place <= ${SHOWN_DIFFERENCES})`;

const withTrees = ({ publicAt, definition, organizations }: ReconciliationSource): string => `
  with recursive public_at as not materialized (${publicAt}),
  tree as materialized (
    select * from (${definition.trees}) t
    where (:documentId = '' or document_id = :documentId)
      and ${organizations ? 'organization_id = any(:organizations)' : 'true'}
  )`;

const bindingsOf = ({ period, organizations }: ReconciliationSource) => ({
  ...period,
  ...(organizations ? { organizations } : {}),
});

const withDifferences = (source: ReconciliationSource): string => {
  const { nodes, rows, rowSums } = source.definition;
  return `${withTrees(source)}, ${reconciliationTables(nodes, rows, rowSums)}`;
};

/**
 * Every person and household once, and each payment's persons, of the rows that meet a condition. A
 * row without a
 * number of the person can't be told from another and counts by itself.
 */
const personSums = (rows: string, condition: string): string => `
  select coalesce(sum(once), 0) as persons, coalesce(sum(times), 0) as person_times,
    coalesce(sum(households), 0) as households
  from (
    select max(r.persons) as once, sum(r.persons) as times, max(r.households) as households
    from (${rows}) r
    where ${condition} and r.payee is not null
    group by r.payee
    union all
    select sum(r.persons), sum(r.persons), sum(r.households)
    from (${rows}) r
    where ${condition} and r.payee is null
  ) payees`;

/** The same of the node `n`. */
const nodeSums = ({ definition }: ReconciliationSource): string =>
  personSums(definition.rows, 'r.node_code = n.code and r.tree_code = n.tree_code and n.has_rows');

const toDifferences = (
  { uids }: ReconciliationDefinition,
  tree: string,
  json: string,
): ReconciliationDifference[] =>
  (JSON.parse(json) as DifferenceJson[]).map(({ onRow, documentId, ...difference }) => ({
    ...difference,
    uid: onRow ? uids.row : documentId === null ? uids.tree : uids.node,
    documentId: documentId ?? tree,
  }));

/** All SQL around reconciliations. The domains' own SQL is code of this repository, never input. */
export const reconciliationsRepository = {
  /** The trees with their sums and first differences; those that differ first. */
  async trees(
    trx: Knex.Transaction,
    source: ReconciliationSource,
    /** '' for every tree of the year. */
    documentId: string,
  ): Promise<FundReconciliation[]> {
    const { rows } = await runNamed<TreeRow>(
      trx,
      `${withDifferences(source)},
       difference as (
         select tree_id, count(*)::integer as count, ${DIFFERENCES_JSON} as differences
         from (
           select *, row_number() over (
             partition by tree_id order by rank, abs(amount) desc, node_code
           ) as place
           from tree_difference
         ) ranked
         group by tree_id
       ),
       level as (
         select tree_id,
           coalesce(sum(amount) filter (where level = 1), 0) as department_amount,
           coalesce(sum(amount) filter (where level = 2), 0) as street_amount,
           coalesce(sum(amount) filter (where level = 3), 0) as leaf_amount,
           coalesce(sum(stated_rest), 0) as stated_rest
         from tree_node group by tree_id
       ),
       paid as (select tree_id, sum(amount) as amount from tree_row group by tree_id)
       select t.document_id as "documentId", t.code, t.name,
         t.organization_id as "organizationId", t.organization,
         t.is_public as "isPublic", t.is_sensitive as "isSensitive",
         ${money('t.total')} as total, ${money('t.sources')} as sources,
         ${money('coalesce(l.department_amount, 0)')} as "departmentAmount",
         ${money('coalesce(l.street_amount, 0)')} as "streetAmount",
         ${money('coalesce(l.leaf_amount, 0)')} as "leafAmount",
         ${money('coalesce(l.stated_rest, 0)')} as "statedRest",
         case when t.has_rows then ${money('coalesce(paid.amount, 0)')} end as "beneficiaryAmount",
         coalesce(p.persons, 0)::text as persons,
         coalesce(p.households, 0)::text as households,
         coalesce(p.person_times, 0)::text as "personTimes",
         coalesce(d.differences, '[]')::text as differences,
         coalesce(d.count, 0) as "differenceCount"
       from tree t
       left join level l on l.tree_id = t.document_id
       left join paid on paid.tree_id = t.document_id
       left join difference d on d.tree_id = t.document_id
       left join lateral (
         ${personSums(source.definition.rows, 'r.tree_code = t.code')}
       ) p on t.has_rows
       order by d.count is null, t.code, t.document_id`,
      { ...bindingsOf(source), documentId },
    );
    return rows.map((row) => ({
      ...row,
      differences: toDifferences(source.definition, row.documentId, row.differences),
      state: row.differenceCount > 0 ? 'different' : 'balanced',
    }));
  },

  /** A page of a tree's nodes, those that differ first; null where there is no such tree. */
  async nodes(
    trx: Knex.Transaction,
    source: ReconciliationSource,
    filter: Page & {
      readonly documentId: string;
      /** The children of this node; '' for those at the top. Of no meaning where `isAnywhere`. */
      readonly node: string;
      readonly isAnywhere: boolean;
      /** Only nodes with a difference. */
      readonly isDifferent: boolean;
    },
  ): Promise<{ nodes: ReconciliationNode[]; total: number } | null> {
    const { rows } = await runNamed<NodeRow>(
      trx,
      `${withDifferences(source)},
       difference as (
         select node_code, ${DIFFERENCES_JSON} as differences
         from (
           select *, row_number() over (partition by node_code order by rank) as place
           from tree_difference where node_code <> ''
         ) ranked
         group by node_code
       ),
       different_below as (
         select n.parent_code as code
         from difference d join tree_node n on n.code = d.node_code
         where n.parent_code is not null
         union
         select n.parent_code
         from different_below b join tree_node n on n.code = b.code
         where n.parent_code is not null
       ),
       matching as materialized (
         select n.*, d.differences
         from tree_node n
         left join difference d on d.node_code = n.code
         where (:isAnywhere or coalesce(n.parent_code, '') = :node)
           and (not :isDifferent or d.node_code is not null)
           and (:search = '%%' or n.receiver ilike :search or n.code ilike :search)
       ),
       page as (
         select *, row_number() over (order by differences is null, code) as place
         from matching order by place limit :limit offset :offset
       )
       select (select count(*) from matching)::text as total,
         n.code, nullif(n.parent_code, '') as "parentCode", n.tier, n.receiver,
         n.document_id as "documentId", ${money('n.amount')} as received,
         ${money('n.children_amount')} as children, ${money('n.stated_rest')} as "statedRest",
         n.rest_reason as "restReason",
         case when n.is_leaf or n.times > 0 then ${money('n.rows_amount')} end as beneficiaries,
         p.persons::text as persons, p.households::text as households,
         p.person_times::text as "personTimes",
         coalesce(n.differences, '[]')::text as differences,
         n.children::integer as "childCount",
         exists (select from different_below b where b.code = n.code) as "isDifferentBelow"
       from tree t
       left join page n on true
       left join lateral (${nodeSums(source)}) p on true
       order by n.place`,
      {
        ...bindingsOf(source),
        ...filter,
        search: likePattern(filter.search),
      },
    );
    if (rows.length === 0) return null;
    return {
      nodes: rows
        .filter(({ documentId }) => documentId !== null)
        .map(({ total: _, ...row }) => ({
          ...row,
          differences: toDifferences(source.definition, filter.documentId, row.differences),
        })),
      total: Number(rows[0]?.total ?? 0),
    };
  },

  /** A page of the payments below a node ('': of those that name none), in their order; null where there is no such tree. */
  async rows(
    trx: Knex.Transaction,
    source: ReconciliationSource,
    filter: Page & { readonly documentId: string; readonly node: string },
  ): Promise<{ rows: ReconciliationRow[]; total: number } | null> {
    const { rows } = await runNamed<ReconciliationRow & { total: string }>(
      trx,
      `${withTrees(source)},
       matching as materialized (
         select r.*
         from tree t
         join (${source.definition.rows}) r on r.tree_code = t.code
         where ${ofNode(filter.node)}
           and (:search = '%%' or r.label ilike :search or r.place ilike :search)
       ),
       page as (select * from matching order by id limit :limit offset :offset)
       select (select count(*) from matching)::text as total,
         r.document_id as "documentId", coalesce(r.node_code, '') as "nodeCode", coalesce(r.label, '') as label,
         r.place, r.period, ${money('r.amount')} as amount, r.persons::text as persons,
         r.households::text as households
       from tree t
       left join page r on true
       order by r.id`,
      {
        ...bindingsOf(source),
        ...filter,
        search: likePattern(filter.search),
      },
    );
    if (rows.length === 0) return null;
    return {
      rows: rows
        .filter(({ documentId }) => documentId !== null)
        .map(({ total: _, ...row }) => ({ ...row, uid: source.definition.uids.row })),
      total: Number(rows[0]?.total ?? 0),
    };
  },

  /** Every difference of the trees. */
  allDifferences: (source: ReconciliationSource, documentId: string): Statement => ({
    sql: `${withDifferences(source)}
      select t.code as fund, t.name, t.organization, d.rule, d.message, d.node_code as node,
        d.node_name as receiver, ${money('d.amount')} as amount
      from tree_difference d
      join tree t on t.document_id = d.tree_id
      order by t.code, t.document_id, d.rank, abs(d.amount) desc, d.node_code`,
    values: { ...bindingsOf(source), documentId },
  }),

  /** Every node of the trees, with what doesn't agree there. */
  allNodes: (source: ReconciliationSource, documentId: string): Statement => ({
    sql: `${withDifferences(source)},
      told as (
        select tree_id, node_code, string_agg(message, '；' order by rank) as message,
          sum(amount) as amount
        from tree_difference group by tree_id, node_code
      )
      select t.code as fund, t.name, n.code as node, nullif(n.parent_code, '') as parent, n.tier,
        n.receiver, ${money('n.amount')} as received, ${money('n.children_amount')} as children,
        ${money('n.rows_amount')} as paid, ${money('n.stated_rest')} as rest,
        n.rest_reason as "restReason", p.persons::text as persons, p.households::text as households,
        p.person_times::text as "personTimes", ${money('coalesce(told.amount, 0)')} as amount,
        told.message
      from tree_node n
      join tree t on t.document_id = n.tree_id
      left join told on told.tree_id = n.tree_id and told.node_code = n.code
      left join lateral (${nodeSums(source)}) p on true
      order by t.code, t.document_id, n.code`,
    values: { ...bindingsOf(source), documentId },
  }),

  /** Every payment of the trees; of one node where it is given, '' for those that name none. */
  allRows: (
    source: ReconciliationSource,
    documentId: string,
    node: string | undefined,
  ): Statement => ({
    sql: `${withTrees(source)}
      select t.code as fund, t.name, r.node_code as node, coalesce(r.label, '') as label, r.place,
        r.period, ${money('r.amount')} as amount, r.persons::text as persons,
        r.households::text as households
      from tree t
      join (${source.definition.rows}) r on r.tree_code = t.code
      where ${node === undefined ? 'true' : ofNode(node)}
      order by r.tree_code, r.id`,
    values: { ...bindingsOf(source), documentId, ...(node === undefined ? {} : { node }) },
  }),
};
