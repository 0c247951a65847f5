export const PLUGIN_ID = 'publication-ledger';

/** Table of the content type `plugin::publication-ledger.entry`. */
export const ENTRY_TABLE = 'publication_ledger_entries';

/** Actions after which the subject is public. */
export const PUBLIC_ACTIONS = ['publish', 'republish', 'create', 'update', 'import'] as const;

/** Who is recorded where no administrator is signed in: start-up, jobs and the command line. */
export const SYSTEM_ACTOR = '系统';
