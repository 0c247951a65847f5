import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { JobQueueService } from '../../../../shared/contracts/job-queue';
import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import type {
  LimitDefinition,
  LinkSource,
} from '../../../../shared/contracts/publication-rate-inspection';
import type { OrganizationScope } from '../../../../shared/contracts/publication-rate-rights';
import { today } from '../../../../shared/legal-days';
import type { InspectionLight } from '../../shared/contracts/reports';
import { readConfig } from '../config';
import { LINK_JOB, MAX_OFFENDERS, PLUGIN_ID } from '../constants';
import { isOwnOutage, pauseAfter } from '../domain/link-schedule';
import { periodBindings, yearOf, type PeriodBindings } from '../domain/period';
import { createLinksRepository, type BrokenLink, type LinkSums } from '../repositories/links';
import { probe, type ProbeResult } from '../utils/probe';

const BASIS =
  '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）：链接应能正常打开，首页和其他页面的错链、断链逐个扣分';

/** Id of the limit, and of the light. */
export const BROKEN_AFTER = 'link.broken';

/** How often in a row a link has to fail before it counts as broken. */
export const LINK_LIMITS: readonly LimitDefinition[] = [
  {
    id: BROKEN_AFTER,
    name: '链接连续打不开：不合格',
    nameEn: 'Link failed in a row: broken',
    unit: 'times',
    default: 3,
    min: 2,
    max: 10,
    basis: '一次打不开可能是对方临时故障，连续多次才算断链；次数由公开办设定',
  },
];

/** Links taken and tried at a time, and for how long they are taken. */
const BATCH = 24;
const CONCURRENCY = 6;
const LEASE_MS = 10 * 60_000;

/** How many links that worked last are asked whether it is our own network that is down. */
const WITNESSES = 3;

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

const ADVICE = '请核对网址，改正后重新发布';

const lightMessage = (standing: InspectionLight['standing'], sums: LinkSums): string => {
  const { watched, failing, warning, unchecked } = sums;
  if (watched === 0) return '没有需要检查的链接。';
  if (standing === 'none') return `${watched} 个链接还没有检查，请稍后再看。`;
  if (standing === 'failing') return `${failing} 个链接打不开。${ADVICE}。`;
  if (standing === 'warning') return `${warning} 个链接最近一次打不开，系统会再试。`;
  return unchecked > 0
    ? `已检查的链接都能打开，还有 ${unchecked} 个待检查。`
    : `${watched} 个链接都能打开。`;
};

const standingOf = ({ watched, unchecked, warning, failing }: LinkSums) => {
  if (failing > 0) return 'failing';
  if (warning > 0) return 'warning';
  return unchecked === watched ? 'none' : 'good';
};

const offenderOf = (link: BrokenLink): InspectionLight['offenders'][number] => ({
  label: link.label,
  uid: link.uid,
  documentId: link.documentId,
  organization: link.organization,
  since: link.since,
  daysLeft: null,
  standing: link.standing,
  message:
    link.standing === 'failing'
      ? `${link.url} 打不开：${link.problem}。${ADVICE}。`
      : `${link.url} 最近一次打不开：${link.problem}，系统会再试。`,
});

/** Links from public records to other pages, tried again and again by a job. */
export const createLinksService = ({ strapi }: { strapi: Core.Strapi }) => {
  const repository = createLinksRepository({ strapi });
  const config = () => readConfig(strapi.config.get(`plugin::${PLUGIN_ID}`));
  const jobs = () => strapi.plugin('job-queue').service<JobQueueService>('jobs');
  const sources: LinkSource[] = [];

  const source = (period: PeriodBindings) => ({
    publicAt: strapi
      .plugin('publication-ledger')
      .service<PublicationLedgerService>('ledger')
      .publicAtSql(),
    links: sources,
    period,
  });

  const keep = async (): Promise<void> => {
    const day = today();
    await strapi.db.connection.transaction((trx) =>
      repository.keep(trx, source(periodBindings(yearOf(day), day))),
    );
  };

  /** A host that didn't answer is not asked for its other pages in the same round. */
  const tryAll = async (
    urls: readonly string[],
    silentHosts: Map<string, ProbeResult>,
    signal: AbortSignal,
  ): Promise<Map<string, ProbeResult>> => {
    const { linkCheckHosts, linkCheckTimeoutMs } = config();
    const waiting = [...urls];
    const results = new Map<string, ProbeResult>();
    const work = async (): Promise<void> => {
      for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
        const host = hostOf(url);
        const result =
          silentHosts.get(host) ??
          (await probe(url, {
            allowedHosts: linkCheckHosts,
            timeoutMs: linkCheckTimeoutMs,
            signal,
          }));
        if (result.kind === 'network' && result.isHostDown) silentHosts.set(host, result);
        results.set(url, result);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    return results;
  };

  /** Whether one of the links that worked last still answers. */
  const isOnline = async (signal: AbortSignal): Promise<boolean> => {
    const results = await tryAll(await repository.working(WITNESSES), new Map(), signal);
    return [...results.values()].some(({ kind }) => kind === 'ok' || kind === 'http');
  };

  /** Tries one batch of what is due. False when nothing was, or when it told nothing. */
  const checkBatch = async (
    silentHosts: Map<string, ProbeResult>,
    signal: AbortSignal,
  ): Promise<boolean> => {
    const claimed = await repository.claim(BATCH, LEASE_MS);
    if (claimed.length === 0) return false;
    const results = await tryAll(
      claimed.map(({ url }) => url),
      silentHosts,
      signal,
    );
    // What was broken off by the server's own end says nothing; the lease brings it back.
    if (signal.aborted) return false;
    const answers = [...results].map(([url, { kind }]) => ({ host: hostOf(url), kind }));
    if (isOwnOutage(answers) && !(await isOnline(signal))) {
      strapi.log.warn('publication-rate: no link answered; the network of this server may be down');
      return false;
    }
    await repository.record(
      claimed.map(({ url, failures: before }) => {
        const result = results.get(url);
        const isWorking = result?.kind === 'ok';
        const failures = isWorking ? 0 : before + 1;
        return {
          url,
          failures,
          isRefused: result?.kind === 'refused',
          status: result && 'status' in result ? result.status : null,
          problem: result && 'problem' in result ? result.problem : null,
          pauseMs: pauseAfter(failures),
        };
      }),
    );
    return true;
  };

  return {
    install: () => repository.install(),

    declare(links: readonly LinkSource[]): void {
      sources.push(...links);
    },

    /** Tries every link that is due; the job's work. */
    async check(signal: AbortSignal): Promise<void> {
      if (sources.length === 0) return;
      await keep();
      const silentHosts = new Map<string, ProbeResult>();
      while (!signal.aborted && (await checkBatch(silentHosts, signal)));
    },

    /** Asks for a check of all that doesn't work, as soon as possible. */
    async request(): Promise<void> {
      if (sources.length > 0) await keep();
      await repository.hurry();
      await jobs().enqueue(LINK_JOB, {});
    },

    /** How the links stand, as a light. */
    async light(
      trx: Knex.Transaction,
      period: PeriodBindings,
      brokenAfter: number,
      organizationIds: OrganizationScope,
    ): Promise<InspectionLight> {
      const { links, sums } = await repository.standing(trx, source(period), {
        brokenAfter,
        organizationIds,
        limit: MAX_OFFENDERS,
      });
      const standing = sums.watched === 0 ? 'none' : standingOf(sums);
      return {
        id: BROKEN_AFTER,
        name: '链接可用',
        nameEn: 'Links work',
        basis: BASIS,
        standing,
        message: lightMessage(standing, sums),
        limitDays: null,
        daysLeft: null,
        watched: sums.watched,
        offendersTotal: sums.warning + sums.failing,
        offenders: links.map(offenderOf),
      };
    },
  };
};
