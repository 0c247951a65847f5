export const PLUGIN_ID = 'public-api';

/** What one request may ask for. Beyond it the answer is 400, except the page size, which is cut. */
export const LIMITS = {
  /** Characters of the query string. */
  query: 8192,
  pageSize: 100,
  defaultPageSize: 25,
  /** Highest offset of a list. */
  offset: 2_000_000,
  /** Conditions in `filters`. */
  conditions: 30,
  /** Nested groups ($and, $or, $not) in `filters`. */
  groups: 10,
  /** Relations passed in one path of `filters`. */
  filterDepth: 3,
  /** Levels of `populate`. */
  populateDepth: 2,
  sortKeys: 5,
  /** Characters of one value. */
  value: 200,
  /** Values of one $in. */
  values: 100,
} as const;

/** What one search may ask for. Beyond it the answer is 400. */
export const SEARCH_LIMITS = {
  characters: 100,
  /** Words and runs of Chinese characters. */
  terms: 10,
  /** How many of what is found can be looked through. */
  depth: 10_000,
} as const;

/** Entries of the ledger in one answer of the feed of changes. */
export const CHANGES = { limit: 100, defaultLimit: 50 } as const;

/** What a media file shows of itself. */
export const MEDIA_FIELDS = [
  'url',
  'name',
  'mime',
  'size',
  'alternativeText',
  'width',
  'height',
] as const;

/** Memory for finished answers, where the plugin's setting `cacheMegabytes` says nothing else. */
export const CACHE_MEGABYTES = 64;

/**
 * How many requests are worked on at a time, how many wait, and for how long: what is answered
 * from the cache doesn't count. `quick` leaves some of the database pool to everybody else; `scan`
 * is for lists that no index leads to, `slow` for what reads whole tables.
 */
export const LANES = {
  quick: { places: 8, line: 300, patienceMs: 3_000 },
  scan: { places: 2, line: 30, patienceMs: 3_000 },
  slow: { places: 2, line: 10, patienceMs: 5_000 },
} as const;

/** A statement of the public that takes longer is given up, and answered with 503. */
export const STATEMENT_TIMEOUT_MS = 5_000;

/** What the public may send in, by the hour. */
export const WRITES = {
  submit: {
    /** Beyond it a challenge is to be solved. */
    freePerSender: 20,
    freeOverall: 300,
    /** Beyond it nothing comes in. */
    perSender: 100,
    overall: 2_000,
    /** Of a portal with a token of its own, which doesn't count among the others. */
    perPortal: 2_000,
  },
  track: { perSender: 60, overall: 6_000 },
  /** About half a second of a telephone's time: 256 tries on average. */
  challenge: { algorithm: 'PBKDF2/SHA-256', cost: 2_000, keyPrefix: '00', seconds: 600 },
} as const;

/** Permission of an API token: to post for citizens, without a challenge. */
export const PORTAL_ACTION = 'plugin::public-api.portal.submit';

/** Files that come with a submission: what an office can open and a browser doesn't run. */
export const ATTACHMENTS = {
  maxBytes: 5 * 1024 * 1024,
  /** Type by content -> extension. */
  types: { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' },
} as const;

/** Totals of lists that are remembered, by filter. */
export const COUNTS = 5_000;

/** What subscribers are sent when something changes. */
export const WEBHOOKS = {
  /** Subscriptions in all. */
  most: 100,
  timeoutMs: 10_000,
  /** Above the time of one message. */
  leaseSeconds: 40,
  sweepSeconds: 60,
  /** Changes that are read at a time. */
  pageSize: 20,
  /** How long one subscriber may keep a worker before others have their turn. */
  turnMs: 60_000,
  retrySeconds: [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 21_600],
  pauseDays: 5,
  /** The log of attempts is kept for so long. */
  logDays: 30,
} as const;

/** Queue of the work: one job brings one subscriber up to date. */
export const WEBHOOK_JOB = `${PLUGIN_ID}.webhook`;

export const WEBHOOKS_ACTION = `plugin::${PLUGIN_ID}.webhooks`;

export const UPLOAD_FILE = 'plugin::upload.file';
export const LEDGER_ENTRY = 'plugin::publication-ledger.entry';

/** Address of the media library's folder. */
export const UPLOADS = '/uploads/';

/** Cookie that lets the panel's pictures and links, which send no token, through to drafts' files. */
export const FILE_PASS = { cookie: 'gongkai_files', seconds: 3_600 } as const;

/** Must stand among the application's middlewares. */
export const FILES_GATE = `plugin::${PLUGIN_ID}.files`;
