/** A text shown to people: Chinese first, English beside it. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

export interface FieldLabel extends Label {
  /** What to write here, and where to find it. */
  readonly hint?: Label;
  /** Chinese and English of every value of an enumeration. */
  readonly values?: Readonly<Record<string, Label>>;
  /** Set by the system: shown, not edited. */
  readonly readOnly?: boolean;
  /** A number that is a name, such as a year: shown without thousands separators. */
  readonly plainNumber?: boolean;
  /** Kept by the system for itself: neither shown nor filtered by, and not in `form`. */
  readonly hidden?: boolean;
}

/** How editors see a content type (or, with `uid` of a component, a component). */
export interface DeskType {
  readonly uid: string;
  readonly label: Label;
  /** Heading in the content menu and position in it (components have none). */
  readonly menu?: { readonly group: Label; readonly order: number };
  readonly mainField: string;
  readonly defaultSort?: { readonly field: string; readonly order: 'ASC' | 'DESC' };
  readonly pageSize?: 10 | 20 | 50 | 100;
  /** Columns of the list. */
  readonly list: readonly string[];
  /** Rows of the form; a field alone takes the whole row, up to four share it equally. */
  readonly form: readonly (readonly string[])[];
  readonly fields: Readonly<Record<string, FieldLabel>>;
}

export type RecordData = Readonly<Record<string, unknown>>;

/** A fault in a record, told to the person who entered it. */
export interface RecordIssue {
  readonly field: string;
  /** Chinese: what is wrong and what to do. */
  readonly message: string;
}

/** What `derive` and `check` may know beside the record. */
export interface RecordContext {
  /** False while a draft is saved: what is missing is no fault yet, what is wrong is. */
  readonly isFinal: boolean;
  /** Today in Asia/Shanghai, YYYY-MM-DD. */
  readonly today: string;
  /** The record as it is stored, personal data decrypted; null for a new one. */
  readonly previous: RecordData | null;
  /** The records that `references` found, by field; empty while `derive` runs. */
  readonly referenced: Readonly<Record<string, RecordData | null>>;
}

/**
 * What a clerk would expect to be checked before a record is saved. A record holds its scalars,
 * components whole, and to-one relations as the related record's scalars (or null).
 */
export interface RecordRules {
  readonly uid: string;
  /** Pure checks over the record as it would be after saving (existing values merged with new ones). */
  check(record: RecordData, context: RecordContext): readonly RecordIssue[];
  /**
   * Scalars to set before the checks: those that the system fills in where they are blank (slug, title,
   * masked name), and codes in their stored form. Pure. A slug filled in is made unique by -2, -3 …
   */
  derive?(record: RecordData, context: RecordContext): RecordData;
  /**
   * Combinations that may occur once; a relation is named by its attribute. The fault is shown at
   * the first field. A combination with a blank part is not compared.
   */
  readonly uniqueKeys?: readonly { readonly fields: readonly string[]; readonly message: string }[];
  /** Field -> business code of another type that must exist. */
  readonly references?: Readonly<
    Record<string, { readonly uid: string; readonly field: string; readonly message: string }>
  >;
  /** Personal data kept encrypted: plain field -> field of its keyed hash (or null). */
  readonly encrypted?: Readonly<Record<string, string | null>>;
}

export type DeskAction = 'create' | 'read' | 'update' | 'delete' | 'publish';

/** A role of the admin panel, kept as declared: what somebody changes by hand is put back at start. */
export interface DeskRole {
  /** Never changes; what the role is found by. */
  readonly code: string;
  readonly name: string;
  readonly description: string;
  /** Content types and what may be done with them, with all their fields but the hidden ones. */
  readonly content: readonly {
    readonly uids: readonly string[];
    readonly actions: readonly DeskAction[];
    /** Fields that stay out of reach: not shown, not searched, not changed. */
    readonly withoutFields?: readonly string[];
  }[];
  /** Other actions, by id; one that no plugin has registered is left out. */
  readonly actions: readonly string[];
}

/** `strapi.plugin('editor-desk').service('roles')` */
export interface DeskRolesService {
  declare(declarations: {
    readonly roles: readonly DeskRole[];
    /** Roles that others made, whose names are given here and whose rights are left as they are. */
    readonly renamed?: readonly Pick<DeskRole, 'code' | 'name' | 'description'>[];
    /** Codes of roles to remove, unless somebody holds them. */
    readonly retired?: readonly string[];
  }): void;
  /**
   * Creates and corrects the declared roles; a no-op where they are as declared. To be called from
   * the application's bootstrap, which runs last: where roles exist before the admin's own start,
   * Strapi makes no super admin.
   */
  apply(): Promise<void>;
}

/** `apis` of the plugin's half in the admin panel, where app.tsx declares the same types. */
export interface EditorDeskPanel {
  declare(types: readonly DeskType[]): void;
}

/** `strapi.plugin('editor-desk').service('rules')` */
export interface RecordRulesService {
  declare(rules: readonly RecordRules[]): void;
}

/** `strapi.plugin('editor-desk').service('desk')` */
export interface EditorDeskService {
  declare(types: readonly DeskType[], rules: readonly RecordRules[]): void;
}
