import type { Knex } from 'knex';
import type { ZodType } from 'zod';

import type { DeskType, Label } from './editor-desk';

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
  /**
   * Only of a type with rows by the hundred thousand: attributes that begin an index. What leads
   * through none of them is read by few requests at a time.
   */
  readonly indexed?: readonly string[];
  /** May be found by `slug` as well as by documentId. */
  readonly hasSlug?: boolean;
  /** Told in `/api/feeds/<path>.rss`, `.atom` and `.json`. */
  readonly feed?: PublicFeed;
  /** Listed in the sitemap. Leave it out for what tells of single persons. */
  readonly isInSitemap?: boolean;
  /** Entered in the information catalogue, `/api/catalogue`. */
  readonly entry?: CatalogueEntry;
  /** Files for download, `/api/open-data/<id>`. */
  readonly openData?: readonly OpenDataSet[];
  /** Found by `/api/search`: each record, or lists of records that are too many or too personal. */
  readonly search?: SearchableRecords | SearchableLists;
}

/** Which public attributes of a record are searched and shown with what is found. */
export interface SearchableRecords {
  readonly title: string;
  /** Text attributes, and those of components as `policies.title`. */
  readonly texts: readonly string[];
  /** An integer or a date attribute: the year to choose by. */
  readonly year?: string;
  /** A date attribute: newer ones go first among equals. */
  readonly day?: string;
  /** A relation: the organization to choose by; '' where the record is one itself. */
  readonly organization: string;
}

/**
 * Rows under a public parent that are found as lists and not one by one: one list for each parent
 * and each combination of `by`. The type must be public by its parent alone. The other names are
 * attributes of the parent.
 */
export interface SearchableLists {
  /** What the lists are called in answers: `beneficiary-lists`. */
  readonly as: string;
  /** Text attributes of the rows. */
  readonly by: readonly string[];
  readonly title: string;
  readonly year?: string;
  readonly day?: string;
  readonly organization: string;
}

/** Which public attributes make a news item. */
export interface PublicFeed {
  readonly title: string;
  readonly summary: string;
  /** A date attribute: the day in Asia/Shanghai that the item is dated with; newest first. */
  readonly day: string;
  /** An enumeration to choose by: `?kind=`. */
  readonly kind: string;
  /** A relation to choose by: `?organization=`. */
  readonly organization: string;
}

/**
 * How a type is entered in the catalogue that article 12 of the regulation requires: 索引号, 名称,
 * 内容概述, 生成日期. Each text may hold public attributes in braces: `{organization.code}/{year}`;
 * where one of them is blank, so is the whole.
 */
export interface CatalogueEntry {
  readonly indexNumber: string;
  readonly name: string;
  /** Tried in turn until one isn't blank. */
  readonly summary: readonly string[];
  /** Date attributes, tried in turn. */
  readonly formedOn: readonly string[];
  /** Relation to the responsible organ. */
  readonly organization: string;
  /** Enumeration attribute with the item of article 20 or 21, or that item itself as `=art20-7`. */
  readonly subject: string;
  /** Enumeration attribute, or `=kind`. */
  readonly kind: string;
  /** Enumeration attribute that says whether a document still holds. */
  readonly validity?: string;
}

/** One file of open data: rows of the type, or with `each` of one of its components. */
export interface OpenDataSet {
  /** Part of the address: `/api/open-data/<id>`. */
  readonly id: string;
  readonly name: Label;
  readonly description: Label;
  readonly keywords: readonly Label[];
  /**
   * Column -> public attribute, attribute of a relation (`department.name`) or of a component
   * (`sources.central`).
   */
  readonly columns: Readonly<Record<string, string>>;
  /** Repeatable component of which each entry makes a row; components then may only name this one. */
  readonly each?: string;
  /** Columns that tell a row from all others; none where rows have no name of their own. */
  readonly key: readonly string[];
  /** Attributes that the rows are ordered by before their number; none for large sets. */
  readonly sort?: readonly string[];
  /** Column -> `columnType` of the Fiscal Data Package, where the set is one. */
  readonly fiscal?: Readonly<Record<string, string>>;
}

/** A column of a data set that isn't made of a public type. */
export interface SuppliedColumn {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'decimal' | 'date' | 'datetime';
  readonly label: Label;
  readonly hint?: Label;
}

/** A small data set whose rows another part computes. */
export interface SuppliedDataSet extends Pick<
  OpenDataSet,
  'id' | 'name' | 'description' | 'keywords' | 'key'
> {
  readonly columns: readonly SuppliedColumn[];
  /** Every row with its columns as text (numbers as decimal text), null for blank; in a fixed order. */
  rows(): Promise<readonly Readonly<Record<string, string | null>>[]>;
}

/** JSON Schema, draft 2020-12; `#/components/schemas/…` refers to the document's own. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A parameter of a public route, as the documentation tells it. */
export interface ParameterDescription {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly description: Label;
  readonly schema: JsonSchema;
  /** Path parameters always are. */
  readonly isRequired?: boolean;
  /** `name[key]=value`, where the schema is an object. */
  readonly isDeep?: boolean;
  /** A value that the route answers with success. */
  readonly example?: unknown;
}

/** What a public route answers in one case. */
export interface AnswerDescription {
  readonly description: Label;
  /** Media type -> what it holds; none for an empty answer. */
  readonly content?: Readonly<
    Record<string, { readonly schema: JsonSchema; readonly example?: () => Promise<unknown> }>
  >;
  readonly headers?: Readonly<
    Record<string, { readonly description: Label; readonly schema: JsonSchema }>
  >;
}

/** A public route, for `/api/openapi.json` and the reference page made of it. */
export interface RouteDescription {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** From the root, parameters in braces: `/api/notices/{idOrSlug}`. */
  readonly path: string;
  /** Unique; the name of the call in generated clients. */
  readonly id: string;
  /** Heading under which the route is listed. */
  readonly group: Label;
  readonly summary: Label;
  readonly description?: Label;
  readonly parameters?: readonly ParameterDescription[];
  readonly body?: {
    readonly mediaType: string;
    readonly schema: JsonSchema;
    readonly example: unknown;
    /** Another form in which the same may come. */
    readonly alternative?: { readonly mediaType: string; readonly schema: JsonSchema };
  };
  /** By status. What every route may answer (400, 404, 429, 500, 503) need not be told. */
  readonly answers: Readonly<Record<number, AnswerDescription>>;
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
  /** For the documentation: what it is, a `data` that is accepted, and what its sender is told. */
  readonly description: {
    readonly label: Label;
    readonly example: Readonly<Record<string, unknown>>;
    readonly answer: Readonly<Record<string, string>>;
  };
  /** Strict schema of `data`; its messages are shown to the sender. */
  readonly schema: ZodType<T>;
  /**
   * How many files may come with it, as `multipart/form-data`. They are kept encrypted, for those
   * who may read the record in the panel.
   */
  readonly files?: number;
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
  /** Names of types, fields and values for people: the data dictionary and the documentation. */
  label(types: readonly DeskType[]): void;
  /** Adds a data set to the open data. */
  supply(set: SuppliedDataSet): void;
  /** Adds routes to the documentation: every public route must be there, whoever serves it. */
  describe(routes: readonly RouteDescription[]): void;
  /** Whether the record of a declared type is public, as seen inside the transaction. */
  isPublic(uid: string, documentId: string, trx: Knex.Transaction): Promise<boolean>;
}
