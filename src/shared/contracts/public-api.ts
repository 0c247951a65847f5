import type { Knex } from 'knex';
import type { ZodType } from 'zod';

/** What the public may see of a content type: anything not named here doesn't exist for it. */
export interface PublicType {
  readonly uid: string;
  /** Path under /api: `notices`. */
  readonly path: string;
  /** Scalar attributes that may be returned, selected, filtered and sorted by. */
  readonly fields: readonly string[];
  /** Components returned on populate, each with its fields. */
  readonly components?: Readonly<Record<string, readonly string[]>>;
  /** Media attributes returned on populate (url, name, mime, size, alternativeText only). */
  readonly media?: readonly string[];
  /** Relations that may be populated and filtered through; the target must be a PublicType too. */
  readonly relations?: Readonly<Record<string, string>>;
  /** Relation path to the organization whose `isClassified` hides the row; '' for organizations themselves. */
  readonly classifiedThrough?: string;
  /** Strapi filters that every answer is bound by (state that makes a row public). */
  readonly filters?: Readonly<Record<string, unknown>>;
  /**
   * The row belongs to a published parent: `field` of the row equals `parentField` of a published
   * `parent` that also meets `parentFilters`. Both are scalar attributes, or both are relations to
   * the same type (then the two refer to the same record). A parent that is a PublicType itself
   * must also be visible as such.
   */
  readonly parent?: {
    readonly uid: string;
    readonly field: string;
    readonly parentField: string;
    readonly parentFilters?: Readonly<Record<string, unknown>>;
    /**
     * Rows about persons: public only until the parent has been public for as long as the setting
     * `personRetentionDays` says (PIPL art. 47); the parent with its totals stays.
     */
    readonly isRetained?: boolean;
  };
  readonly defaultSort: string;
  /** May be found by `slug` as well as by documentId. */
  readonly hasSlug?: boolean;
}

/** What a submission's `accept` may use to build the record. */
export interface SubmissionContext {
  /** Instant of receipt. */
  readonly now: Date;
  /** Its day in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly day: string;
  /** Random text of Crockford's base32 alphabet, 5 bits a character, that can't be guessed. */
  readonly code: (length: number) => string;
}

/** The record that a submission creates and what its sender is told of it. */
export interface AcceptedSubmission {
  readonly record: Readonly<Record<string, unknown>>;
  readonly answer: Readonly<Record<string, string>>;
}

/** What the public may send in: `POST /api/<path>` with `{ data }`. */
export interface PublicSubmission<T extends object = object> {
  readonly uid: string;
  /** Path under /api: `inquiries`. */
  readonly path: string;
  /** Largest body in bytes. */
  readonly maxBytes: number;
  /** Strict schema of `data`; its messages are shown to the sender. */
  readonly schema: ZodType<T>;
  accept(data: T, context: SubmissionContext): AcceptedSubmission;
  /**
   * How its sender follows it, with the number that `accept` answered and the query code that goes
   * with it: `POST /api/<path>/track`.
   */
  readonly tracking: {
    /** Attribute of the record that holds the number, under the same name in the answer. */
    readonly number: string;
    /** Attributes that `tell` needs; no private one. */
    readonly fields: readonly string[];
    /** What the sender is told. */
    tell(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  };
}

/** `strapi.plugin('public-api').service('types')`. Call both in the application's `register`. */
export interface PublicApiService {
  /** Mounts `GET /api/<path>` and `GET /api/<path>/:idOrSlug` of each type. */
  declare(types: readonly PublicType[]): void;
  /** Mounts `POST /api/<path>` and `POST /api/<path>/track`. */
  accept<T extends object>(submission: PublicSubmission<T>): void;
  /** Whether the record of a declared type is public, as seen inside the transaction. */
  isPublic(uid: string, documentId: string, trx: Knex.Transaction): Promise<boolean>;
}
