import { addDays, legalDayOf, startOfDay, today } from '../../../../shared/legal-days';

/** Lists of persons stay online for a year at least (Hubei's disclosure scheme of 2006). */
const LEAST_DAYS = 366;

/** @throws Error where the setting would take lists offline earlier than that. */
export const checkRetention = (days: number | null): void => {
  if (days !== null && !(Number.isInteger(days) && days >= LEAST_DAYS))
    throw new Error(
      `public-api: personRetentionDays (PERSON_RETENTION_DAYS) must be at least ${LEAST_DAYS}, or unset for no end`,
    );
};

/** Beginning, in UTC, of the first legal day whose publications are still within the retention. */
export const retainedSince = (days: number, now: Date): string =>
  startOfDay(addDays(today(now), -days))
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');

/** The instant at which the rows of a parent that became public then go offline. */
export const offlineAt = (publicSince: Date, days: number): Date =>
  startOfDay(addDays(legalDayOf(publicSince), days + 1));
