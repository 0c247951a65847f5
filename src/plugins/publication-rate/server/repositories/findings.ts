import type { Knex } from 'knex';

import type { FindingDefinition } from '../../../../shared/contracts/reconciliation';
import type { PlausibilityFinding } from '../../shared/contracts/reports';
import type { PeriodBindings } from '../domain/period';
import { likePattern } from './like-pattern';
import { runNamed } from './run-named';
import type { Statement } from './stream';

/** What every statement starts with. */
export interface FindingsSource {
  /** The ledger's query; see `PublicationLedgerService.publicAtSql`. */
  readonly publicAt: string;
  /** All that are asked for, at least one, in their order. */
  readonly definitions: readonly FindingDefinition[];
  readonly period: PeriodBindings;
  /** Only findings of these organizations; of every one if left out. */
  readonly organizations?: readonly string[] | undefined;
}

/** Columns that every declared query returns; see `FindingDefinition`. */
const COLUMNS = [
  'item_key',
  'label',
  'uid',
  'document_id',
  'organization_id',
  'organization',
  'reason',
  'amount',
  'due_on',
  'done_on',
] as const;

interface FindingRow {
  /** JSON of counts by kind. */
  readonly counts: string;
  readonly total: string;
  readonly kind: string | null;
  readonly key: string;
  readonly label: string;
  readonly uid: string | null;
  readonly documentId: string | null;
  readonly organization: string | null;
  readonly organizationId: string | null;
  readonly reason: string | null;
  readonly amount: string | null;
  readonly dueOn: string | null;
  readonly doneOn: string | null;
}

/** Kinds are ids of this repository's code; they stand in the statement as they are. */
const withFindings = ({ publicAt, definitions }: FindingsSource): string => `
  with public_at as not materialized (${publicAt}),
  finding as materialized (
    ${definitions
      .map(
        ({ kind, sql }, index) =>
          `select '${kind}' as kind, ${index} as kind_place, ${COLUMNS.join(', ')} from (${sql}) finding_${index}`,
      )
      .join('\nunion all\n')}
  )`;

const condition = ({ organizations }: FindingsSource): string => `
  ${organizations ? 'organization_id = any(:organizations)' : 'true'}
  and (:search = '%%' or label ilike :search or organization ilike :search or reason ilike :search)`;

const bindingsOf = ({ period, organizations }: FindingsSource, search: string) => ({
  ...period,
  isOfAll: organizations === undefined,
  organizations: organizations ?? [],
  search: likePattern(search),
});

/** All SQL around findings. The domains' own SQL is code of this repository, never input. */
export const findingsRepository = {
  /** A page of what was found, kind by kind, and how many there are of each kind. */
  async page(
    trx: Knex.Transaction,
    source: FindingsSource,
    filter: {
      /** '' for every kind; the counts are of every kind in any case. */
      readonly kind: string;
      readonly search: string;
      readonly limit: number;
      readonly offset: number;
    },
  ): Promise<{
    findings: Omit<PlausibilityFinding, 'kindName'>[];
    total: number;
    counts: Readonly<Record<string, number>>;
  }> {
    const { rows } = await runNamed<FindingRow>(
      trx,
      `${withFindings(source)},
       matching as materialized (select * from finding where ${condition(source)}),
       page as (
         select *, row_number() over (
           order by kind_place, amount desc nulls last, label, item_key
         ) as place
         from matching where :kind = '' or kind = :kind
         order by place limit :limit offset :offset
       )
       select (select count(*) from matching where :kind = '' or kind = :kind)::text as total,
         (select coalesce(jsonb_object_agg(kind, count), '{}')::text from (
           select kind, count(*) as count from matching group by kind
         ) by_kind) as counts,
         f.kind, f.item_key as key, f.label, f.uid, f.document_id as "documentId", f.organization,
         f.organization_id as "organizationId", f.reason, f.amount::numeric(30, 2)::text as amount, f.due_on::text as "dueOn",
         f.done_on::text as "doneOn"
       from (select) one
       left join page f on true
       order by f.place`,
      { ...filter, ...bindingsOf(source, filter.search) },
    );
    return {
      findings: rows.flatMap(({ total: _, counts: __, kind, ...row }) =>
        kind === null ? [] : [{ kind, ...row }],
      ),
      total: Number(rows[0]?.total ?? 0),
      counts: JSON.parse(rows[0]?.counts ?? '{}') as Record<string, number>,
    };
  },

  /** Every finding, kind by kind. */
  all: (source: FindingsSource, kind: string, search: string): Statement => ({
    sql: `${withFindings(source)}
      select kind, label, organization, reason, amount::numeric(30, 2)::text as amount
      from finding
      where (:kind = '' or kind = :kind) and ${condition(source)}
      order by kind_place, amount desc nulls last, label, item_key`,
    values: { ...bindingsOf(source, search), kind },
  }),
};
