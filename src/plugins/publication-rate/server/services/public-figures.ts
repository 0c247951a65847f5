import type { Core } from '@strapi/strapi';

import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import { today } from '../../../../shared/legal-days';
import type {
  PublicFigures,
  PublicReconciliations,
  PublicTrend,
  PublicYears,
} from '../../shared/contracts/public';
import type { FundReconciliation, TrendSeries } from '../../shared/contracts/reports';
import { PUBLIC_CACHE_MS, PUBLIC_CACHE_SIZE, PUBLIC_LIMITS } from '../constants';
import { createAnswerCache } from '../utils/answer-cache';
import { createGate } from '../utils/gate';
import { getService } from '../utils/get-service';

interface PeriodParams {
  readonly year: number;
  readonly asOf?: string | undefined;
}

/** What anybody may know of a fund's tables: of a sensitive one the totals, and no numbers below. */
const summaryOf = (fund: FundReconciliation): PublicReconciliations['data'][number] => ({
  documentId: fund.documentId,
  code: fund.code,
  name: fund.name,
  organization: fund.organization,
  isSensitive: fund.isSensitive,
  total: fund.total,
  sources: fund.sources,
  details: fund.isSensitive
    ? null
    : {
        departmentAmount: fund.departmentAmount,
        streetAmount: fund.streetAmount,
        leafAmount: fund.leafAmount,
        statedRest: fund.statedRest,
        beneficiaryAmount: fund.beneficiaryAmount,
        persons: fund.persons,
        households: fund.households,
        personTimes: fund.personTimes,
        differenceCount: fund.differenceCount,
      },
  state: fund.state,
});

/**
 * The figures for anybody: what a stranger may ask for as often as he likes must leave connections
 * and processor time to everything else. Each answer is a few seconds old at most. A publication or
 * withdrawal shows at once; records outside the ledger when the seconds are over.
 *
 * Every method throws BusyError where too many different questions come at once.
 */
export const createPublicFiguresService = ({ strapi }: { strapi: Core.Strapi }) => {
  const answer = createAnswerCache(
    { size: PUBLIC_CACHE_SIZE, lifeMs: PUBLIC_CACHE_MS },
    createGate(PUBLIC_LIMITS),
  );
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

  const periodOf = (year: number, asOf: string) => ({
    year,
    asOf,
    computedAt: new Date().toISOString(),
  });

  return {
    /** As `figures.compute`, with what each figure means. */
    async compute({ year, asOf = today() }: PeriodParams): Promise<PublicFigures> {
      return answer(`figures ${year} ${asOf} ${await head()}`, async () => {
        const figures = getService(strapi, 'figures');
        const { data, meta } = await figures.compute({ year, asOf });
        const meanings = new Map(figures.describe().map((figure) => [figure.id, figure]));
        return {
          data: data.map((value) => ({
            ...value,
            definition: meanings.get(value.id)?.definition ?? '',
            legalBasis: meanings.get(value.id)?.legalBasis ?? '',
          })),
          meta,
        };
      });
    },

    /** Years that anything was published in. */
    async years(): Promise<PublicYears> {
      return answer(`years ${today()} ${await head()}`, async () => {
        const { years, suggested } = await getService(strapi, 'figures').years();
        return { data: { years: [...years], suggested } };
      });
    },

    /** A figure through the months of a year. @throws NotFoundError for an unknown figure. */
    async trend({
      id,
      year,
      asOf = today(),
    }: PeriodParams & { readonly id: string }): Promise<PublicTrend> {
      // Before a computation takes a place.
      getService(strapi, 'figures').pick([id]);
      return answer(`trend ${id} ${year} ${asOf} ${await head()}`, async () => {
        const [series] = (await getService(strapi, 'reports').trend({ ids: [id], year, asOf })) as [
          TrendSeries,
        ];
        return { data: { ...series, points: [...series.points] }, meta: periodOf(year, asOf) };
      });
    },

    /** Whether the tables of the public funds add up. */
    async reconciliations({ year, asOf = today() }: PeriodParams): Promise<PublicReconciliations> {
      return answer(`reconciliations ${year} ${asOf} ${await head()}`, async () => {
        const { data, period } = await getService(strapi, 'reconciliations').list({ year, asOf });
        return {
          data: data.filter(({ isPublic }) => isPublic).map(summaryOf),
          meta: period,
        };
      });
    },
  };
};
