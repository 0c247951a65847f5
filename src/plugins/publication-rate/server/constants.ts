export const PLUGIN_ID = 'publication-rate';

/** Rights that an administrator's role may have. */
export const ACTIONS = { read: `plugin::${PLUGIN_ID}.read` } as const;

/** Legal days are days of this zone. */
export const TIME_ZONE = 'Asia/Shanghai';

/** Years that may be asked for: those that the records' own validation accepts. */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;

export const MAX_PAGE_SIZE = 100;

/** A statement that runs longer than this is given up, so that it can't hold a connection. */
export const STATEMENT_TIMEOUT_MS = 60_000;

/**
 * What the public may use at once. Each computation holds one connection of the pool; whoever comes
 * when the queue is full is asked to come back.
 */
export const PUBLIC_LIMITS = { running: 2, waiting: 16, waitMs: 10_000 } as const;

/** Seconds that a client turned away is asked to wait. */
export const RETRY_AFTER_SECONDS = 5;

/**
 * Life of a public answer. Short, because visits, tallies, staff and the like count without
 * standing in the ledger.
 */
export const PUBLIC_CACHE_MS = 5_000;
export const PUBLIC_CACHE_SIZE = 32;

/** How many of the newest years with publications are searched for double rows at start. */
export const VALIDATED_YEARS = 3;

/** Column that a universe returns where it counts working days; see `UniverseDefinition`. */
export const PROVISIONAL_COLUMN = 'due_is_provisional';

/** What falls due within so many working days is shown as soon due. */
export const SOON_WORKING_DAYS = 3;

/** Items of each kind that a list of what to do shows; their number is told whole. */
export const MY_WORK_ITEMS = 20;

/** Columns that every universe returns; see `UniverseDefinition`. */
export const UNIVERSE_COLUMNS = [
  'item_key',
  'label',
  'uid',
  'document_id',
  'organization',
  'organization_id',
  'state',
  'reason',
  'quantity',
  'amount',
  'due_on',
  'done_on',
] as const;

/** How many differences of a tree or node are listed with it; their number is told beside. */
export const SHOWN_DIFFERENCES = 20;

/** Nodes of a tree on one page; children can be asked for node by node. */
export const MAX_NODES = 1000;

/** Exports at once: each holds a connection while its reader takes the rows. */
export const EXPORT_LIMITS = { running: 2, waiting: 8, waitMs: 10_000 } as const;

/** A reader of an export who takes nothing for so long has gone. */
export const EXPORT_IDLE_MS = 60_000;
