/**
 * A universe is one query: every item that should or does count for a group of figures, one row
 * each. Numerator, denominator, exclusions and the drill-down all come from it.
 *
 * The query may use these named bindings: `:year` (integer), `:asOfDay` (date, Asia/Shanghai),
 * `:asOfEnd` (timestamptz, the end of that day), `:yearStart`, `:yearEnd` (dates); and the common
 * table `public_at` (subject_type, subject_document_id, content jsonb, occurred_at,
 * public_since): what was public at `:asOfEnd` according to the ledger.
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

export interface FigureDefinition {
  /** Stable id, such as `fund.rate`. */
  readonly id: string;
  /** Chinese name and its English. */
  readonly name: string;
  readonly nameEn: string;
  readonly unit: '项' | '元' | '%' | '人' | '个' | '名' | '人次' | '条' | '件' | '次' | '户';
  readonly measure: FigureMeasure;
  /** Id of the universe. */
  readonly universe: string;
  /** SQL condition over the universe's columns that narrows it for this figure. */
  readonly where?: string;
  /** One Chinese sentence: what is counted, and how. */
  readonly definition: string;
  /** Law or catalogue on which it rests. */
  readonly legalBasis: string;
}

export interface FigureSet {
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

/** `strapi.plugin('publication-rate').service('figures')` */
export interface PublicationRateService {
  declare(set: FigureSet): void;
  compute(params: { year: number; asOf?: string }): Promise<{
    data: FigureValue[];
    meta: { year: number; asOf: string; computedAt: string };
  }>;
}
