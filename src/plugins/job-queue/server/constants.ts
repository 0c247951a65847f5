export const PLUGIN_ID = 'job-queue';

/** Schema of pg-boss's own tables, beside Strapi's. */
export const PGBOSS_SCHEMA = 'pgboss';

/** A job whose process sent no heartbeat for this long is taken over (pg-boss's minimum). */
export const HEARTBEAT_SECONDS = 10;

/** How often pg-boss looks for jobs of dead processes. */
export const SUPERVISE_SECONDS = 5;

/** How long a stopping server waits for running jobs. */
export const STOP_TIMEOUT_MS = 10_000;

/** A process looks for a job of its own at its time, where that is no further off than this. */
export const NUDGE_WITHIN_MS = 5_000;

/** The database's clock may be a little behind. */
export const NUDGE_DELAY_MS = 20;
