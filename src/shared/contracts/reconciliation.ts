/**
 * Money that is passed on through a tree: what a domain declares so that publication-rate can check
 * it to the fen. The rules are those of `src/shared/reconciliation-sql.ts`; the domain only says
 * where its trees, nodes and rows are.
 *
 * The queries may use the bindings and `public_at` of a universe (see `UniverseDefinition`); `nodes`,
 * `rows` and `rowSums` are read tree by tree and use neither. None may end in a semicolon.
 */
export interface ReconciliationDefinition {
  /** Stable id, such as `fund`. */
  readonly id: string;
  /** Chinese name and its English. */
  readonly name: string;
  readonly nameEn: string;
  /** One Chinese sentence: what is compared with what. */
  readonly definition: string;
  readonly legalBasis: string;
  /**
   * One row for each tree of the year that is or should be public:
   *   document_id, code, name         text; `code` is what nodes and rows refer to
   *   organization_id, organization   text, documentId and name of who answers for it, or null
   *   is_public, is_sensitive         boolean; of a sensitive one the public sees totals only
   *   has_rows                        boolean, whether the money must reach rows
   *   total, sources                  numeric(18,2) yuan
   * What belongs to a classified organ is no row.
   */
  readonly trees: string;
  /**
   * One row for each node:
   *   tree_code, code, parent_code    text; parent_code is null at the top, and '' where a parent
   *                                   is required and lacking
   *   tier                            text, the domain's word for its level
   *   level                           integer: 1 top, 2 between, 3 where the money may stay
   *   receiver                        text, what a person calls it
   *   document_id                     text
   *   amount                          numeric(18,2), what it received
   *   stated_rest                     numeric(18,2), what it states as not passed on
   *   rest_reason                     text, the reason that it states for it, or null
   */
  readonly nodes: string;
  /**
   * One row for each payment below a node:
   *   tree_code, node_code            text
   *   id                              integer, unique, the order of the rows
   *   document_id, label, place       text; the label is masked where the public's is
   *   period                          text or null
   *   amount                          numeric(18,2)
   *   persons, households             integer
   *   payee                           text that stands for a person, or null; never shown
   */
  readonly rows: string;
  /**
   * `rows` added up, one row for each tree_code and node_code (text, '' for none): amount, persons,
   * households (sums) and times (how many rows, never 0). Kept by the domain where there are too
   * many rows to add up for each question.
   */
  readonly rowSums: string;
  /** Content types behind trees, nodes and rows: links to correct them. */
  readonly uids: { readonly tree: string; readonly node: string; readonly row: string };
}

/**
 * Something that isn't wrong by arithmetic but should be looked at. `sql` may use the bindings and
 * `public_at` of a universe, and `:isOfAll` and `:organizations` (text[], documentIds; empty where
 * `:isOfAll`): whose findings are asked for. A finding about several organizations must be a row of
 * each one asked for, and tell nothing of the others. It returns one row for each finding:
 *   item_key         text, unique within the kind
 *   label            text, what a person calls the item
 *   uid, document_id text, the record to look at
 *   organization_id, organization   text, or null
 *   reason           text, Chinese: what was found, with the numbers
 *   amount           numeric(18,2) yuan, or null
 *   due_on, done_on  date or null
 * Nothing of a classified organ is a row, and no number or hash of a person may be in any column.
 */
export interface FindingDefinition {
  /** Stable id, such as `fund.duplicate-payee`. */
  readonly kind: string;
  /** Chinese name and its English. */
  readonly name: string;
  readonly nameEn: string;
  /** One Chinese sentence: what is looked for. */
  readonly definition: string;
  readonly legalBasis: string;
  readonly sql: string;
}

/** `strapi.plugin('publication-rate').service('reconciliations')` */
export interface ReconciliationDeclarations {
  /** @throws Error for an id that is declared twice. */
  declare(definition: ReconciliationDefinition): void;
}

/** `strapi.plugin('publication-rate').service('findings')` */
export interface FindingDeclarations {
  /** @throws Error for a kind that is declared twice. */
  declare(definition: FindingDefinition): void;
}
