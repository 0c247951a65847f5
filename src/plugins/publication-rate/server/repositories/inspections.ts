import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type {
  InspectionCheck,
  LimitDefinition,
} from '../../../../shared/contracts/publication-rate-inspection';
import type { OrganizationScope } from '../../../../shared/contracts/publication-rate-rights';
import type { PeriodBindings } from '../domain/period';
import { bindNamed } from './named-bindings';

/** A thing watched that is near its limit or beyond it. */
export interface WatchedRow {
  readonly label: string;
  readonly uid: string | null;
  readonly documentId: string | null;
  readonly organization: string | null;
  readonly since: string | null;
  readonly daysLeft: number | null;
  readonly standing: 'good' | 'warning' | 'failing';
}

export interface WatchedSums {
  readonly watched: number;
  readonly warning: number;
  readonly failing: number;
}

interface Row {
  watched: number;
  warning: number;
  failing: number;
  label: string | null;
  uid: string | null;
  document_id: string | null;
  organization: string | null;
  since: string | null;
  days_left: number | null;
  standing: WatchedRow['standing'];
}

/** The day on which a limit that runs from `runs_from` is full. */
const fullOn = ({ unit }: LimitDefinition): string =>
  unit === 'months'
    ? `(runs_from + make_interval(months => ?::integer))::date`
    : `(runs_from + ?::integer)`;

/** All SQL of the check's lights but that of links. */
export const createInspectionsRepository = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * The worst of the things that a check watches, and how many there are: those near their limit
   * or beyond it, or the one that is next.
   */
  async watched(
    trx: Knex.Transaction,
    source: { publicAt: string; check: InspectionCheck; period: PeriodBindings },
    limits: Record<'warn' | 'fail', { definition: LimitDefinition; value: number }>,
    { organizationIds, limit }: { organizationIds: OrganizationScope; limit: number },
  ): Promise<{ rows: WatchedRow[]; sums: WatchedSums }> {
    const { check, period } = source;
    const head = bindNamed(
      `with public_at as not materialized (${source.publicAt}), watched as (${check.sql})`,
      { ...period },
    );
    const grace = check.failsOn === 'passing' ? 1 : 0;
    const { rows } = await strapi.db.connection
      .raw<{ rows: Row[] }>(
        `${head.sql},
         limited as (
           select *, ${fullOn(limits.warn.definition)} as warns_on,
             ${fullOn(limits.fail.definition)} as full_on
           from watched
           where ?::text[] is null or organization_id is null or organization_id = any(?::text[])
         ),
         judged as materialized (
           select *, full_on - ?::date as days_left,
             case when runs_from is null or ?::date >= full_on + ${grace} then 'failing'
               when ?::date >= warns_on then 'warning' else 'good' end as standing
           from limited
         ),
         sums as (
           select count(*)::integer as watched,
             (count(*) filter (where standing = 'warning'))::integer as warning,
             (count(*) filter (where standing = 'failing'))::integer as failing
           from judged
         ),
         worst as (
           select *, row_number() over (order by days_left nulls first, label, document_id) as place
           from judged order by place limit ?
         )
         select sums.*, worst.label, worst.uid, worst.document_id, worst.organization,
           to_char(worst.since, 'YYYY-MM-DD') as since, worst.days_left, worst.standing
         from sums left join worst on worst.standing <> 'good' or worst.place = 1
         order by worst.place`,
        [
          ...head.bindings,
          limits.warn.value,
          limits.fail.value,
          organizationIds as string[] | null,
          organizationIds as string[] | null,
          period.asOfDay,
          period.asOfDay,
          period.asOfDay,
          limit,
        ] as Knex.RawBinding[],
      )
      .transacting(trx);
    const [sums] = rows as [Row, ...Row[]];
    return {
      sums: { watched: sums.watched, warning: sums.warning, failing: sums.failing },
      rows: rows
        .filter((row) => row.label !== null)
        .map((row) => ({
          label: row.label as string,
          uid: row.uid,
          documentId: row.document_id,
          organization: row.organization,
          since: row.since,
          daysLeft: row.days_left,
          standing: row.standing,
        })),
    };
  },

  /** Days of a limit that is full today: months have no number of days of their own. */
  async daysOf(
    trx: Knex.Transaction,
    { unit }: LimitDefinition,
    value: number,
    day: string,
  ): Promise<number> {
    if (unit !== 'months') return value;
    const { rows } = await strapi.db.connection
      .raw<{ rows: { days: number }[] }>(
        'select ?::date - (?::date - make_interval(months => ?::integer))::date as days',
        [day, day, value],
      )
      .transacting(trx);
    return rows[0]?.days ?? 0;
  },
});
