import type { Core } from '@strapi/strapi';

import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import type { PublicationRateService } from '../../../../shared/contracts/publication-rate';
import { today } from '../../../../shared/legal-days';
import { PUBLIC_CACHE_MS, PUBLIC_CACHE_SIZE, PUBLIC_LIMITS } from '../constants';
import { createGate } from '../utils/gate';
import { getService } from '../utils/get-service';

type Answer = Awaited<ReturnType<PublicationRateService['compute']>>;

/**
 * The figures for anybody: what a stranger may ask for as often as he likes must leave connections
 * and processor time to everything else.
 */
export const createPublicFiguresService = ({ strapi }: { strapi: Core.Strapi }) => {
  const enter = createGate(PUBLIC_LIMITS);
  // The least recently used first.
  const answers = new Map<string, { readonly answer: Promise<Answer>; readonly until: number }>();
  let readingHead: Promise<string> | null = null;

  /** Position of the ledger; one read for all who ask meanwhile. */
  const head = (): Promise<string> =>
    (readingHead ??= strapi
      .plugin('publication-ledger')
      .service<PublicationLedgerService>('ledger')
      .head()
      .finally(() => {
        readingHead = null;
      }));

  return {
    /**
     * As `figures.compute`, a few seconds old at most: equal questions share one computation. A
     * publication or withdrawal shows at once; records outside the ledger when the seconds are over.
     * @throws BusyError where too many different questions come at once.
     */
    async compute({ year, asOf = today() }: { year: number; asOf?: string | undefined }) {
      const key = `${year} ${asOf} ${await head()}`;
      const known = answers.get(key);
      answers.delete(key);
      if (known && known.until > Date.now()) {
        answers.set(key, known);
        return known.answer;
      }
      let until = Infinity;
      const answer = enter(() => {
        until = Date.now() + PUBLIC_CACHE_MS;
        return getService(strapi, 'figures').compute({ year, asOf });
      });
      const entry = {
        answer,
        /** Counted from when the records are read; until then all who ask may wait together. */
        get until() {
          return until;
        },
      };
      answers.set(key, entry);
      for (const oldest of answers.keys()) {
        if (answers.size <= PUBLIC_CACHE_SIZE) break;
        answers.delete(oldest);
      }
      answer.catch(() => {
        if (answers.get(key) === entry) answers.delete(key);
      });
      return answer;
    },
  };
};
