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
   * `parent` that also meets `parentFilters`.
   */
  readonly parent?: {
    readonly uid: string;
    readonly field: string;
    readonly parentField: string;
    readonly parentFilters?: Readonly<Record<string, unknown>>;
  };
  readonly defaultSort: string;
  /** May be found by `slug` as well as by documentId. */
  readonly hasSlug?: boolean;
}

/** `strapi.plugin('public-api').service('types')` */
export interface PublicApiService {
  declare(types: readonly PublicType[]): void;
}
