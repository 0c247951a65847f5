/** A value as PostgreSQL's COPY takes it: instants are ISO texts in UTC, money is decimal text. */
export type Scalar = string | number | boolean | null | undefined;

/** A component's values by attribute. */
export type ComponentValue = Readonly<Record<string, Scalar>>;

/**
 * A record of a content type by its attributes. A relation holds the other record; a component
 * holds its value or values.
 */
export type Entity = {
  readonly documentId: string;
  /** Instant of entry. */
  readonly createdAt: string;
  /** Types with draft and publish: instant of publication, or null for a draft only. */
  readonly publishedAt?: string | null;
};

/** The records of one content type. */
export interface Section {
  readonly uid: string;
  /** Chinese name for progress lines. */
  readonly label: string;
  readonly rows: Iterable<Entity>;
}

/** One entry of the publication ledger; the database adds position and hashes. */
export interface LedgerRecord {
  readonly subjectType: string;
  readonly subjectDocumentId: string;
  readonly action: 'publish' | 'create' | 'import';
  readonly occurredAt: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** A whole data set, in an order in which what is referred to comes first. */
export interface DataSet {
  readonly sections: readonly Section[];
  /** In order of time. */
  readonly ledger: readonly LedgerRecord[];
}

export type DataSetName = 'year-2017' | 'gaps';
