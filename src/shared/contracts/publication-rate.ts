/**
 * A universe is one query: every item that should or does count for a group of figures, one row
 * each. Numerator, denominator, exclusions and the drill-down all come from it.
 *
 * The query may use these named bindings: `:year` (integer), `:asOfDay` (date, Asia/Shanghai),
 * `:asOfEnd` (timestamptz, the end of that day), `:yearStart`, `:yearEnd` (dates); and the common
 * table `public_at` (subject_type, subject_document_id, content jsonb, occurred_at,
 * public_since): what was public at `:asOfEnd` according to the ledger. Read it once, with a
 * condition on `subject_type`, into a `materialized` common table.
 *
 * It must return exactly these columns, and may return more (for `where` of a figure):
 *   item_key       text, unique in the result
 *   label          text, what a person calls the item
 *   uid            text, content type of the record behind it (link to fix it), or null
 *   document_id    text, or null
 *   organization   text, name of the responsible organization, or null
 *   organization_id  text, its documentId; null for none and for a classified one
 *   state          text: 'counted' | 'missing' | 'excluded'
 *   reason         text, Chinese, why missing or excluded; null when counted
 *   quantity       numeric, how much the item counts for (1 for a plain count)
 *   amount         numeric(18,2) yuan, or null
 *   due_on         date or null: the last day on which it is done in time
 *   done_on        date or null; null where it isn't done by `:asOfDay`
 * and, where `due_on` counts working days and `extraColumns` names it:
 *   due_is_provisional  boolean: a day was counted whose year has no official calendar
 *
 * Beside these bindings it may use those of `FigureSet.limits`.
 *
 * Where the items are organizations, a classified organ is an `excluded` row without its name;
 * where they are anything else, what belongs to a classified organ is no row at all: in public
 * such organs may appear as a count of organs and as nothing else.
 */
export interface UniverseDefinition {
  readonly id: string;
  readonly sql: string;
  /** Names of additional columns, each 'text' or 'boolean', that figures may filter by. */
  readonly extraColumns?: readonly string[];
  /** Which time its rows speak of; `year` unless told. */
  readonly period?: FigurePeriodKind;
  /**
   * What isn't done in its year is still to be done in any later one. It reads its year as the days
   * from `:yearStart` to `:yearEnd` alone, so that several years can be asked for at once.
   */
  readonly staysOpen?: boolean;
  /**
   * It has thousands of rows, and an index finds those of an organization: a page then adds the rows
   * up and reads only those of the organizations that it shows.
   */
  readonly isLong?: boolean;
  /**
   * What a row is called in a snapshot, where its label names a person or is in a person's words; its
   * key follows. A snapshot is never erased, so it keeps nothing of a record that may have to be.
   */
  readonly frozenName?: string;
  /** Every `reason` that an `excluded` row may have, with its basis. */
  readonly exclusions?: readonly FigureExclusion[];
}

/** A query that several universes of a set read: run once where several are asked for together. */
export interface CommonTable {
  /** Name under which they read it; unique among all sets. */
  readonly name: string;
  /** Same bindings as a universe; may read the set's common tables above it. */
  readonly sql: string;
  /**
   * Whether its rows are kept aside: true where they are few and cost much, false where they are so
   * many that each reader should read what it needs of them; where several read it unless told.
   */
  readonly isKept?: boolean;
}

/**
 * - `year`: what belongs to the year, as it stood at the end of the as-of day
 * - `to-date`: what there is on the as-of day, whatever its year
 * - `custom`: each row speaks of a period of its own, which its label names
 */
export type FigurePeriodKind = 'year' | 'to-date' | 'custom';

/** A limit that an office sets for itself, where no law does; one of the plugin's settings. */
export interface FigureLimit {
  /** Binding under which universes use it, an integer: `limit` and words, such as `limitReply`. */
  readonly binding: string;
  readonly name: string;
  readonly nameEn: string;
  readonly unit: 'working-days' | 'days';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly basis: string;
}

/** What is left out of a numerator and denominator. */
export interface FigureExclusion {
  readonly reason: string;
  readonly basis: string;
}

/**
 * How a value comes from the universe's rows (after `where`):
 * - `due-count`, `due-amount`: quantity or amount of counted + missing
 * - `count`, `amount`: quantity or amount of counted
 * - `excluded-count`: quantity of excluded
 * - `rate`, `amount-rate`: counted / (counted + missing), percent floored to two decimals, "—" for 0/0
 * - `timely-rate`: as `rate`, but over the rows as timeliness sees them. Counted: done on or before
 *   the due day. Missing: done later, or not done although the due day is past. Excluded: what the
 *   universe excludes, what has no due day, and what is neither done nor due by the as-of day.
 */
export type FigureMeasure =
  | 'due-count'
  | 'due-amount'
  | 'count'
  | 'amount'
  | 'excluded-count'
  | 'rate'
  | 'amount-rate'
  | 'timely-rate';

export type FigureUnit =
  '项' | '元' | '%' | '人' | '个' | '名' | '人次' | '条' | '件' | '次' | '户';

export interface FigureDefinition {
  /** Stable id, such as `fund.rate`. */
  readonly id: string;
  /** Chinese name and its English. */
  readonly name: string;
  readonly nameEn: string;
  readonly unit: FigureUnit;
  readonly measure: FigureMeasure;
  /** Id of the universe; it may be declared by another set. */
  readonly universe: string;
  /** SQL condition over the universe's columns that narrows it for this figure. */
  readonly where?: string;
  /** One Chinese sentence: what is counted, and how. */
  readonly definition: string;
  /** Law or catalogue on which it rests. */
  readonly legalBasis: string;
  /** Id of the rate of what was done in time, over the same rows; only of a `rate`. */
  readonly timeliness?: string;
  /** Shown first on pages and start screens. */
  readonly isHeadline?: boolean;
  /** A column of the heatmap: a rate whose items have responsible organizations. */
  readonly isObligation?: boolean;
}

/** Figures of one domain, in the order in which people read them. */
export interface FigureSet {
  /** Heading under which the figures are listed. */
  readonly title: { readonly zh: string; readonly en: string };
  readonly commonTables?: readonly CommonTable[];
  readonly limits?: readonly FigureLimit[];
  readonly universes: readonly UniverseDefinition[];
  readonly figures: readonly FigureDefinition[];
}

/** One computed figure; all numbers are decimal strings, money in yuan with two decimals. */
export interface FigureValue {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly value: string;
  readonly numerator?: string;
  readonly denominator?: string;
  readonly excluded?: string;
}

/** How a figure's value was made presentable. */
export type FigureRounding = 'floor-2-decimals' | 'exact-2-decimals' | 'exact';

/** What a figure means, for the people who answer for it. */
export interface FigureDescription {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly group: { readonly zh: string; readonly en: string };
  readonly unit: FigureUnit;
  readonly measure: FigureMeasure;
  readonly rounding: FigureRounding;
  readonly definition: string;
  readonly legalBasis: string;
  readonly universe: string;
  readonly period: FigurePeriodKind;
  readonly exclusions: readonly FigureExclusion[];
  /** Id of the rate of what was done in time, or of the rate that this one belongs to. */
  readonly timeliness: string | null;
  readonly completeness: string | null;
  readonly isHeadline: boolean;
  readonly isObligation: boolean;
}

/** The year and day that an answer speaks of. */
export interface FigurePeriod {
  readonly year: number;
  /** `YYYY-MM-DD` in Asia/Shanghai, or the ISO instant that was asked for. */
  readonly asOf: string;
  /** ISO instant, UTC. */
  readonly computedAt: string;
}

export type ItemState = 'counted' | 'missing' | 'excluded';

/** One row behind a figure. */
export interface FigureItem {
  readonly key: string;
  readonly label: string;
  readonly uid: string | null;
  readonly documentId: string | null;
  readonly organization: string | null;
  readonly organizationId: string | null;
  readonly state: ItemState;
  readonly reason: string | null;
  readonly quantity: string;
  readonly amount: string | null;
  readonly dueOn: string | null;
  /** The due day was counted with days whose year has no official calendar yet. */
  readonly dueIsProvisional: boolean;
  readonly doneOn: string | null;
}

/** Quantity and amount of a figure's rows, by state. */
export interface FigureSums {
  readonly counted: string;
  readonly missing: string;
  readonly excluded: string;
  readonly countedAmount: string;
  readonly missingAmount: string;
}

/** A figure with one page of the rows that it comes from. */
export interface FigureDrillDown {
  readonly figure: FigureDescription & FigureValue;
  readonly sums: FigureSums;
  readonly items: readonly FigureItem[];
  readonly pagination: {
    readonly page: number;
    readonly pageSize: number;
    readonly pageCount: number;
    readonly total: number;
  };
  readonly period: FigurePeriod;
}

/** Years that anything was published in, newest first, and the one to begin with. */
export interface FigureYears {
  readonly years: readonly { readonly year: number; readonly publications: number }[];
  readonly suggested: number;
}

/** What every question may be narrowed to. */
export interface FigureScope {
  readonly year: number;
  /**
   * A past day (`YYYY-MM-DD`): what stood at its end; or a past instant (ISO with its zone): what
   * was public at that instant by the ledger, and what records dated by the day say of its day.
   */
  readonly asOf?: string | undefined;
  /** documentIds of responsible organizations; every one if left out, none if empty. */
  readonly organizations?: readonly string[] | undefined;
}

export interface ComputeParams extends FigureScope {
  /** Only these figures. */
  readonly ids?: readonly string[] | undefined;
}

export interface DrillDownParams extends FigureScope {
  readonly id: string;
  readonly state: ItemState | 'all';
  /** Part of a label, organization or reason; '' for all. */
  readonly search: string;
  readonly page: number;
  readonly pageSize: number;
}

/** The office's working days. */
export interface WorkingCalendar {
  /** The day on which so many working days after `day` end; see `src/shared/working-days.ts`. */
  addWorkingDays(day: string, count: number): Promise<string>;
}

/** `strapi.plugin('publication-rate').service('figures')` */
export interface PublicationRateService {
  declare(set: FigureSet): void;
  /** Which calendar says what is due soon; the published one until told. */
  useCalendar(calendar: WorkingCalendar): void;
  /** @throws NotFoundError for an unknown figure. */
  compute(params: ComputeParams): Promise<{
    data: FigureValue[];
    meta: FigurePeriod;
  }>;
  /** Every declared figure, in order. */
  describe(): FigureDescription[];
  years(): Promise<FigureYears>;
  /** @throws NotFoundError for an unknown figure. */
  drillDown(params: DrillDownParams): Promise<FigureDrillDown>;
}
