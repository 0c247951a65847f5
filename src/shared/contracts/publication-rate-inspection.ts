/** What a limit is counted in. */
export type LimitUnit = 'days' | 'months' | 'working-days' | 'times';

/** A number that the disclosure office may set, such as the days within which a column is updated. */
export interface LimitDefinition {
  /** Stable id, such as `column.news.fail`. */
  readonly id: string;
  /** Chinese name and its English. */
  readonly name: string;
  readonly nameEn: string;
  readonly unit: LimitUnit;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Law or indicator on which the default rests. */
  readonly basis: string;
  /** Id of a limit of the same unit that must be greater: that of failing, for one of warning. */
  readonly below?: string;
}

/**
 * One indicator of the national check (国办秘函〔2019〕19号). Its query may use the bindings
 * `:asOfDay` (date, today in Asia/Shanghai) and `:asOfEnd`, and the common table `public_at`; see
 * `UniverseDefinition`. It returns one row for each thing watched, with exactly these columns:
 *   label            text, what a person calls it
 *   uid              text, content type of the record behind it, or null
 *   document_id      text, or null
 *   organization_id  text, documentId of the responsible organization, null for the whole site, ''
 *                    where nobody is responsible yet: only those who see all see it
 *   organization     text, its name, or null
 *   since            date of the last update (or of the receipt), null where there was none ever
 *   runs_from        date from which the limit runs: `since`, or where there was none, the day from
 *                    which it could be expected; null: it is failing already
 * What belongs to a classified organ is no row.
 */
export interface InspectionCheck {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly basis: string;
  readonly sql: string;
  /** Ids of the limits. */
  readonly warnsAfter: string;
  readonly failsAfter: string;
  /**
   * `reaching`: it fails on the day on which the limit is full; `passing`: that day is the last
   * good one.
   */
  readonly failsOn: 'reaching' | 'passing';
  /** What no row at all means. */
  readonly whenEmpty: 'good' | 'none';
  /** Chinese parts of its messages. */
  readonly texts: {
    /** Before the date: 最近更新于, 收到于. */
    readonly since: string;
    /** Where there was none ever: 从未更新. */
    readonly never: string;
    /** All is well, or nothing to watch. */
    readonly good: string;
    readonly empty: string;
    /** What to do: 请发布新的动态信息. */
    readonly advice: string;
  };
}

/**
 * Links that a job tries from time to time. The query returns label, uid, document_id,
 * organization_id, organization (as a check does) and url; what is public only.
 */
export interface LinkSource {
  readonly id: string;
  readonly sql: string;
}

/** What a domain lets be inspected. */
export interface InspectionSet {
  readonly limits: readonly LimitDefinition[];
  readonly checks: readonly InspectionCheck[];
  readonly links?: readonly LinkSource[];
}

/** `strapi.plugin('<name>').service('inspection')` of a plugin that has something to inspect. */
export interface InspectedPlugin {
  set(): InspectionSet;
}

/** `strapi.plugin('publication-rate').service('inspection')` */
export interface InspectionService {
  declare(set: InspectionSet): void;
}

/** `strapi.plugin('publication-rate').service('settings')` */
export interface RateSettingsService {
  /** Every limit by its id, as set or by default. */
  get(): Promise<Readonly<Record<string, number>>>;
}
