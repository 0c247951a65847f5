import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import type {
  InspectionCheck,
  InspectionService as DeclaringService,
  InspectionSet,
} from '../../../../shared/contracts/publication-rate-inspection';
import type { OrganizationScope } from '../../../../shared/contracts/publication-rate-rights';
import { today } from '../../../../shared/legal-days';
import type { Inspection, InspectionLight } from '../../shared/contracts/reports';
import { MAX_OFFENDERS } from '../constants';
import { lightText, limitText, standingOf, watchedText } from '../domain/lights';
import { periodBindings, yearOf, type PeriodBindings } from '../domain/period';
import { createInspectionsRepository } from '../repositories/inspections';
import { createUniversesRepository } from '../repositories/universes';
import { getService } from '../utils/get-service';
import { BROKEN_AFTER, LINK_LIMITS } from './links';

/** The service with the parts that only this plugin uses. */
export interface InspectionService extends DeclaringService {
  /** The lights as they stand today, of all organizations or of some. */
  inspect(organizationIds: OrganizationScope): Promise<Inspection>;
}

type Limits = Readonly<Record<string, number>>;

/** The indicators of the national check as lights. */
export const createInspectionService = ({ strapi }: { strapi: Core.Strapi }): InspectionService => {
  const repository = createInspectionsRepository({ strapi });
  const sets: InspectionSet[] = [];
  getService(strapi, 'settings').declare(LINK_LIMITS);

  const publicAt = (): string =>
    strapi.plugin('publication-ledger').service<PublicationLedgerService>('ledger').publicAtSql();

  const limitOf = (id: string, values: Limits) => {
    const definition = [...LINK_LIMITS, ...sets.flatMap(({ limits }) => limits)].find(
      (limit) => limit.id === id,
    );
    if (!definition) throw new Error(`publication-rate: limit ${id} is not declared`);
    return { definition, value: values[id] ?? definition.default };
  };

  const light = async (
    trx: Knex.Transaction,
    check: InspectionCheck,
    values: Limits,
    period: PeriodBindings,
    organizationIds: OrganizationScope,
  ): Promise<InspectionLight> => {
    const warn = limitOf(check.warnsAfter, values);
    const fail = limitOf(check.failsAfter, values);
    const { rows, sums } = await repository.watched(
      trx,
      { publicAt: publicAt(), check, period },
      { warn, fail },
      { organizationIds, limit: MAX_OFFENDERS },
    );
    const standing = standingOf(sums, check.whenEmpty);
    const limit = limitText(fail.definition, fail.value);
    return {
      id: check.id,
      name: check.name,
      nameEn: check.nameEn,
      basis: check.basis,
      standing,
      message: lightText(check.texts, standing, sums, rows[0], limit),
      limitDays: await repository.daysOf(trx, fail.definition, fail.value, period.asOfDay),
      daysLeft: rows[0]?.daysLeft ?? null,
      watched: sums.watched,
      offendersTotal: sums.warning + sums.failing,
      offenders: rows
        .filter((row) => row.standing !== 'good')
        .map((row) => ({
          label: row.label,
          uid: row.uid,
          documentId: row.documentId,
          organization: row.organization,
          since: row.since,
          daysLeft: row.daysLeft,
          standing: row.standing === 'failing' ? 'failing' : 'warning',
          message: `${watchedText(row, check.texts)}。${check.texts.advice}。`,
        })),
    };
  };

  return {
    declare(set) {
      getService(strapi, 'settings').declare(set.limits);
      getService(strapi, 'links').declare(set.links ?? []);
      sets.push(set);
    },

    async inspect(organizationIds) {
      const values = await getService(strapi, 'settings').get();
      const day = today();
      const period = periodBindings(yearOf(day), day);
      const lights = await createUniversesRepository({ strapi }).snapshot(async (trx) => {
        const found: InspectionLight[] = [];
        for (const check of sets.flatMap(({ checks }) => checks)) {
          found.push(await light(trx, check, values, period, organizationIds));
        }
        const { value } = limitOf(BROKEN_AFTER, values);
        found.push(await getService(strapi, 'links').light(trx, period, value, organizationIds));
        return found;
      });
      return { lights, checkedAt: new Date().toISOString() };
    },
  };
};
