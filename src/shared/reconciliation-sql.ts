import { signedYuanSql, yuanSql } from './yuan-sql';

/**
 * Common tables that reconcile money passed on through trees, to the fen: shared by the figure that
 * counts the trees without a difference and by the page that shows the differences, so that the two
 * can't disagree.
 *
 * `tree` must be a common table before these, with the columns of `ReconciliationDefinition.trees`;
 * `nodes` and `rows` are its queries. They make:
 * - `tree_node`: every node with what it passed on, to children and to rows
 * - `tree_row`: rows of a tree, added up by node
 * - `tree_difference`: one row for each difference: tree_id, rank, rule, message, amount (signed: what
 *   is there less what should be), node_code, node_name, document_id (null for the tree itself) and
 *   on_row (the document is a row)
 *
 * The rules: Σ sources = total; Σ top nodes = total; at every node, what children and rows got and
 * what is stated, with its reason, as the rest = what it received; where money must reach rows, the
 * last nodes hold it against their rows. Nodes without a way up to the top, and rows of an unknown
 * node, are differences of their whole amount.
 *
 * @param nodes SQL of this repository, never input; as are `rows` and `rowSums`.
 */
export const reconciliationTables = (nodes: string, rows: string, rowSums: string): string => `
  tree_row as materialized (
    select t.document_id as tree_id, r.*
    from tree t
    join (${rowSums}) r on r.tree_code = t.code
    where t.has_rows
  ),
  tree_bare_node as materialized (
    select t.document_id as tree_id, t.has_rows, n.*
    from tree t
    join (${nodes}) n on n.tree_code = t.code
  ),
  tree_linked_node as materialized (
    select n.*, p.level as parent_level
    from tree_bare_node n
    left join tree_bare_node p on p.tree_id = n.tree_id and p.code = n.parent_code
  ),
  tree_child as materialized (
    select tree_id, parent_code, sum(amount) as amount, count(*) as children
    from tree_bare_node
    where parent_code is not null
    group by tree_id, parent_code
  ),
  -- Going up a circle, somewhere a node is no higher than the one below it: in a tree without such a
  -- node nothing hangs in a circle.
  tree_crooked as materialized (
    select distinct tree_id from tree_linked_node where parent_level >= level
  ),
  -- There from the top and from nodes without a parent downwards: who isn't reached is in a circle.
  tree_reached as (
    with recursive node as materialized (
      select tree_id, code, parent_code, parent_level
      from tree_linked_node
      join tree_crooked using (tree_id)
    ),
    reached as (
      select tree_id, code from node where parent_level is null
      union
      select n.tree_id, n.code
      from reached r
      join node n on n.tree_id = r.tree_id and n.parent_code = r.code
    )
    select * from reached
  ),
  tree_node as materialized (
    select n.*,
      n.parent_code is not null and n.parent_level is null as is_orphan,
      crooked.tree_id is not null and reached.code is null as is_circular,
      coalesce(c.children, 0) as children,
      coalesce(c.amount, 0) as children_amount,
      coalesce(r.amount, 0) as rows_amount,
      coalesce(r.persons, 0) as persons,
      coalesce(r.households, 0) as households,
      coalesce(r.times, 0) as times,
      -- At the end of the way and without rows, there is nothing to hold the amount against.
      n.level < 3 or n.has_rows or coalesce(c.children, 0) > 0 as is_checked,
      n.has_rows and coalesce(c.children, 0) = 0 and (n.level = 3 or r.node_code is not null)
        as is_leaf,
      case when n.rest_reason is null then 0 else n.stated_rest end as explained_rest
    from tree_linked_node n
    left join tree_crooked crooked on crooked.tree_id = n.tree_id
    left join tree_reached reached on reached.tree_id = n.tree_id and reached.code = n.code
    left join tree_child c on c.tree_id = n.tree_id and c.parent_code = n.code
    left join tree_row r on r.tree_id = n.tree_id and r.node_code = n.code
  ),
  tree_difference as materialized (
    select t.document_id as tree_id, 1 as rank, 'total-sources' as rule,
      '资金来源合计 ' || ${yuanSql('t.sources')} || ' 元，资金总额 ' || ${yuanSql('t.total')}
        || ' 元，相差 ' || ${signedYuanSql('t.sources - t.total')} || ' 元' as message,
      t.sources - t.total as amount,
      '' as node_code, t.name as node_name, null::text as document_id, false as on_row
    from tree t
    where t.sources <> t.total

    union all
    select t.document_id, 2, 'total-departments',
      '主管部门拨付合计 ' || ${yuanSql('t.top_amount')} || ' 元，资金总额 ' || ${yuanSql('t.total')}
        || ' 元，相差 ' || ${signedYuanSql('t.top_amount - t.total')} || ' 元',
      t.top_amount - t.total, '', t.name, null, false
    from (
      select t.*, coalesce(top.amount, 0) as top_amount
      from tree t
      left join (
        select tree_id, sum(amount) as amount
        from tree_bare_node where parent_code is null group by tree_id
      ) top on top.tree_id = t.document_id
    ) t
    where t.top_amount <> t.total

    union all
    select n.tree_id, 3,
      case
        when n.is_leaf and n.rows_amount + n.stated_rest <> n.amount then 'leaf-beneficiaries'
        when n.children_amount + n.rows_amount > n.amount then 'children-exceed-received'
        else 'rest-not-stated'
      end,
      '“' || n.receiver || '”收到 ' || ${yuanSql('n.amount')} || ' 元，'
        || case when n.is_leaf then '' else '下拨 ' || ${yuanSql('n.children_amount')} || ' 元，' end
        || case when n.is_leaf or n.rows_amount <> 0
          then '发放到人到户 ' || ${yuanSql('n.rows_amount')} || ' 元，' else '' end
        || '填报未拨付 ' || ${yuanSql('n.stated_rest')} || ' 元'
        || case when n.stated_rest <> n.explained_rest then '（没有填写原因，不计入）' else '' end
        || '，相差 ' || ${signedYuanSql('n.passed')} || ' 元',
      n.passed, n.code, n.receiver, n.document_id, false
    from (
      select *, children_amount + rows_amount + explained_rest - amount as passed from tree_node
    ) n
    where n.is_checked and n.passed <> 0

    union all
    select n.tree_id, 4, 'unknown-parent',
      '“' || n.receiver || '”' || case
        when n.is_circular then '的上级拨付互相循环，没有上到主管部门'
        when n.parent_code = '' then '没有填写上级拨付编号'
        else '的上级拨付编号“' || n.parent_code || '”不在本项资金中' end
        || '，涉及 ' || ${yuanSql('n.amount')} || ' 元',
      n.amount, n.code, n.receiver, n.document_id, false
    from tree_node n
    where n.is_orphan or n.is_circular

    union all
    select r.tree_id, 5, 'unknown-allocation',
      case when r.node_code = '' then '到人到户明细没有填写拨付编号'
        else '到人到户明细的拨付编号“' || r.node_code || '”不在本项资金中' end || '，涉及 '
        || r.times || ' 行 ' || ${yuanSql('r.amount')} || ' 元',
      r.amount, r.node_code, r.node_code,
      one.document_id, true
    from tree_row r
    join tree t on t.document_id = r.tree_id
    left join tree_node n on n.tree_id = r.tree_id and n.code = r.node_code
    cross join lateral (
      -- In two halves, each of which an index on the node's code finds.
      select min(document_id) as document_id
      from (
        select o.document_id from (${rows}) o
        where r.node_code <> '' and o.node_code = r.node_code and o.tree_code = t.code
        union all
        select o.document_id from (${rows}) o
        where r.node_code = '' and (o.node_code is null or o.node_code = '')
          and o.tree_code = t.code
      ) paid
    ) one
    where n.code is null
  )`;
