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
 *   state          text: 'counted' | 'missing' | 'excluded'
 *   reason         text, Chinese, why missing or excluded; null when counted
 *   quantity       numeric, how much the item counts for (1 for a plain count)
 *   amount         numeric(18,2) yuan, or null
 *   due_on         date or null
 *   done_on        date or null
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
}

/**
 * How a value comes from the universe's rows (after `where`):
 * - `due-count`, `due-amount`: quantity or amount of counted + missing
 * - `count`, `amount`: quantity or amount of counted
 * - `excluded-count`: quantity of excluded
 * - `rate`, `amount-rate`: counted / (counted + missing), percent floored to two decimals, "—" for 0/0
 */
export type FigureMeasure =
  'due-count' | 'due-amount' | 'count' | 'amount' | 'excluded-count' | 'rate' | 'amount-rate';

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
}

/** Figures of one domain, in the order in which people read them. */
export interface FigureSet {
  /** Heading under which the figures are listed. */
  readonly title: { readonly zh: string; readonly en: string };
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
}

/** The year and day that an answer speaks of. */
export interface FigurePeriod {
  readonly year: number;
  /** `YYYY-MM-DD` in Asia/Shanghai. */
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
  readonly state: ItemState;
  readonly reason: string | null;
  readonly quantity: string;
  readonly amount: string | null;
  readonly dueOn: string | null;
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

export interface DrillDownParams {
  readonly id: string;
  readonly year: number;
  readonly asOf?: string | undefined;
  readonly state: ItemState | 'all';
  /** Part of a label, organization or reason; '' for all. */
  readonly search: string;
  readonly page: number;
  readonly pageSize: number;
}

/** `strapi.plugin('publication-rate').service('figures')` */
export interface PublicationRateService {
  declare(set: FigureSet): void;
  compute(params: { year: number; asOf?: string | undefined }): Promise<{
    data: FigureValue[];
    meta: FigurePeriod;
  }>;
  /** Every declared figure, in order. */
  describe(): FigureDescription[];
  years(): Promise<FigureYears>;
  /** @throws NotFoundError for an unknown figure. */
  drillDown(params: DrillDownParams): Promise<FigureDrillDown>;
}
