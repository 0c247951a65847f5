import type { Knex } from 'knex';

/** What happened to a public record. `import`: rows loaded in bulk under one parent. */
export type LedgerAction =
  'publish' | 'republish' | 'unpublish' | 'delete' | 'create' | 'update' | 'import';

/** A content type whose public life is recorded. */
export interface LedgerSubject {
  readonly uid: string;
  /**
   * Fields that make up the recorded content: the digest is taken over them and they are kept
   * with the entry, so that a past state can be told. Name no private field here.
   */
  readonly fields: readonly string[];
  /** Relations (many to one) recorded by the other record's documentId. */
  readonly relations?: readonly string[];
  /** Components recorded whole. */
  readonly components?: readonly string[];
  /**
   * Media recorded by name and hash of the file, so that a replaced one is noticed; media of a
   * component as `component.attribute`.
   */
  readonly media?: readonly string[];
  /**
   * Whether the record is public right now, inside the transaction of its change: a published
   * notice of a classified organ is not, nor is an inquiry without an answer.
   */
  isPublic(documentId: string, trx: Knex.Transaction): Promise<boolean>;
}

/** One row of the ledger as it was written. */
export interface LedgerEntry {
  /** 1, 2, 3 … without gaps, in commit order. */
  readonly position: string;
  readonly subjectType: string;
  readonly subjectDocumentId: string;
  readonly subjectLocale: string;
  readonly action: LedgerAction;
  readonly actorId: string | null;
  readonly actorName: string;
  /** ISO instant, UTC. */
  readonly occurredAt: string;
  /** The subject's recorded fields; null after unpublish and delete. */
  readonly content: Record<string, unknown> | null;
  /** sha256 (hex) of the content. */
  readonly digest: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** Runs in the transaction that wrote the entry: what it throws undoes the publication. */
export type LedgerListener = (
  entry: LedgerEntry,
  context: {
    readonly trx: Knex.Transaction;
    /** The record appeared or vanished because of a change of another one that it refers to. */
    readonly isIndirect: boolean;
  },
) => Promise<void>;

/** Which entries `changesSql` gives. */
export interface LedgerChangeChoice {
  /** Entries after this position. */
  readonly since: string;
  readonly limit: number;
  readonly uids: readonly string[];
  /** Of these types every entry is given, of the others only a record's newest. */
  readonly each: readonly string[];
  /** Types whose entries come with content. */
  readonly withContent: readonly string[];
}

/** One row of `changesSql`; everything but `head` is null where there is no entry. */
export interface LedgerChangeRow {
  /** Position of the ledger's newest entry; '0' for none. */
  readonly head: string;
  readonly position: string | null;
  readonly uid: string | null;
  readonly documentId: string | null;
  readonly action: LedgerAction | null;
  /** ISO instant, UTC. */
  readonly occurredAt: string | null;
  /** JSON as text: what was recorded with the entry, and with the record's entry before it. */
  readonly content: string | null;
  readonly contentBefore: string | null;
}

/** `strapi.plugin('publication-ledger').service('ledger')` */
export interface PublicationLedgerService {
  declare(subjects: readonly LedgerSubject[]): void;
  subjects(): readonly LedgerSubject[];
  /** Calls the listener for every entry appended through the Document Service. */
  onAppend(listener: LedgerListener): void;
  /** Entries of one record, oldest first. */
  history(uid: string, documentId: string): Promise<LedgerEntry[]>;
  /** Position of the newest entry; '0' for an empty ledger. */
  head(): Promise<string>;
  /** ISO instant of the first entry; null for an empty ledger. */
  firstEntryAt(): Promise<string | null>;
  /** Recomputes the chain in the database; the first position that doesn't fit, or null. */
  verify(): Promise<{ entries: string; brokenAt: string | null }>;
  /**
   * SQL for a query of what was public: rows (subject_type, subject_document_id, content jsonb,
   * occurred_at, public_since) for every record public just before the instant bound as `:asOfEnd`;
   * public_since: the instant since which it has been public without interruption.
   */
  publicAtSql(): string;
  /**
   * The record with that documentId, or else the last one that bore the slug, if it has been
   * withdrawn: when, and what was last public of it.
   */
  withdrawal(uid: string, idOrSlug: string): Promise<LedgerWithdrawal | null>;
  /**
   * Statement (`?` for values) for the entries that changed what is public, oldest first: rows
   * `LedgerChangeRow`, at least one. A withdrawal of what wasn't public is none of them. As positions
   * are in commit order, none can appear below one that has been given.
   */
  changesSql(choice: LedgerChangeChoice): {
    readonly text: string;
    readonly bindings: readonly (string | number)[];
  };
  /**
   * SQL expressions over a record of the type whose documentId is the column given (as the caller's
   * own SQL names it): the instant since which it has been public without interruption, and the
   * one of its newest correction, each `timestamp` in UTC or null. A correction shows other content
   * than was public before, whether or not the record was withdrawn in between.
   */
  publicSinceSql(uid: string, documentIdColumn: string): string;
  correctedAtSql(uid: string, documentIdColumn: string): string;
  /**
   * SQL expression: when what is public of one of these types last changed by an entry, `timestamp`
   * in UTC or null. What never was public counts for nothing, whatever became of it.
   */
  lastChangeSql(uids: readonly string[]): string;
}

/** A record that was public and no longer is. */
export interface LedgerWithdrawal {
  readonly documentId: string;
  /** ISO instant, UTC. */
  readonly withdrawnAt: string;
  /** It was deleted while it was public, and not hidden before. */
  readonly wasDeleted: boolean;
  readonly content: Readonly<Record<string, unknown>>;
}
