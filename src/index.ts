import type { Core, UID } from '@strapi/strapi';

import { budget } from './api/budget/domain';
import { calendar } from './api/calendar/domain';
import { createWorkingCalendar } from './api/calendar/working-calendar';
import { disclosureRequest } from './api/disclosure-request/domain';
import { establishment } from './api/establishment/domain';
import { fund, fundAuditFinding } from './api/fund/domain';
import { inquiry } from './api/inquiry/domain';
import { notice } from './api/notice/domain';
import { organization } from './api/organization/domain';
import { queryPoint } from './api/query-point/domain';
import { deskTypes } from './desk';
import { figuresDataSet } from './figures-data-set';
import { deskRoles } from './roles';
import type { CrossPostService } from './shared/contracts/cross-post';
import type { Domain } from './shared/contracts/domain';
import type { DeskRolesService, EditorDeskService } from './shared/contracts/editor-desk';
import type { JobQueueService } from './shared/contracts/job-queue';
import type { PublicApiService, PublicType } from './shared/contracts/public-api';
import type {
  LedgerSubject,
  PublicationLedgerService,
} from './shared/contracts/publication-ledger';
import type { PublicationRateService } from './shared/contracts/publication-rate';
import type {
  InspectedPlugin,
  InspectionService,
} from './shared/contracts/publication-rate-inspection';
import type { RateRightsService } from './shared/contracts/publication-rate-rights';
import type {
  FindingDeclarations,
  ReconciliationDeclarations,
} from './shared/contracts/reconciliation';

/** Every domain, in the order of the annual report: the figures keep it. */
const DOMAINS: readonly Domain[] = [
  organization,
  fund,
  budget,
  establishment,
  notice,
  queryPoint,
  disclosureRequest,
  inquiry,
  fundAuditFinding,
  calendar,
];

/** What Strapi calls when the content types have their tables, before the plugins start. */
interface SyncHook {
  register(handler: () => Promise<void>): void;
}

interface Model {
  readonly attributes: Readonly<
    Record<string, { readonly type: string; readonly component?: string }>
  >;
}

/** The public media of a type and of its public components. */
const publicMedia = (strapi: Core.Strapi, type: PublicType): string[] => {
  const attributesOf = (uid: string): Model['attributes'] =>
    (strapi.getModel(uid as UID.Schema) as unknown as Model).attributes;
  const inComponents = Object.entries(type.components ?? {}).flatMap(([name, fields]) => {
    const component = attributesOf(type.uid)[name]?.component;
    if (!component) return [];
    return fields
      .filter((field) => attributesOf(component)[field]?.type === 'media')
      .map((field) => `${name}.${field}`);
  });
  return [...(type.media ?? []), ...inComponents];
};

/** The ledger records what the public may see, of records that the public may see. */
const ledgerSubject = (
  strapi: Core.Strapi,
  type: PublicType,
  publicApi: PublicApiService,
): LedgerSubject => ({
  uid: type.uid,
  fields: type.fields,
  relations: Object.keys(type.relations ?? {}),
  components: Object.keys(type.components ?? {}),
  media: publicMedia(strapi, type),
  isPublic: (documentId, trx) => publicApi.isPublic(type.uid, documentId, trx),
});

/** Composition root: hands each domain's declarations to the plugins. */
export default {
  register({ strapi }: { strapi: Core.Strapi }): void {
    const desk = strapi.plugin('editor-desk');
    const publicApi = strapi.plugin('public-api').service<PublicApiService>('types');
    const ledger = strapi.plugin('publication-ledger').service<PublicationLedgerService>('ledger');
    const rate = strapi.plugin('publication-rate');
    const figures = rate.service<PublicationRateService>('figures');
    const posts = strapi.plugin('cross-post').service<CrossPostService>('posts');

    desk.service<EditorDeskService>('desk').declare(
      deskTypes,
      DOMAINS.flatMap((domain) => domain.rules ?? []),
    );
    desk.service<DeskRolesService>('roles').declare(deskRoles);

    const publicTypes = DOMAINS.flatMap((domain) => domain.public ?? []);
    publicApi.label(deskTypes);
    publicApi.declare(publicTypes);
    publicApi.supply(figuresDataSet(figures));
    for (const submission of DOMAINS.flatMap((domain) => domain.submissions ?? [])) {
      publicApi.accept(submission);
    }
    ledger.declare(publicTypes.map((type) => ledgerSubject(strapi, type, publicApi)));

    for (const set of DOMAINS.flatMap((domain) => domain.figures ?? [])) figures.declare(set);
    const inspection = rate.service<InspectionService>('inspection');
    for (const set of DOMAINS.flatMap((domain) => domain.inspections ?? [])) {
      inspection.declare(set);
    }
    inspection.declare(strapi.plugin('cross-post').service<InspectedPlugin>('inspection').set());
    rate.service<RateRightsService>('rights').declare({
      uid: 'api::organization.organization',
      nameField: 'name',
      classifiedField: 'isClassified',
    });
    for (const definition of DOMAINS.flatMap((domain) => domain.reconciliations ?? [])) {
      rate.service<ReconciliationDeclarations>('reconciliations').declare(definition);
    }
    for (const definition of DOMAINS.flatMap((domain) => domain.findings ?? [])) {
      rate.service<FindingDeclarations>('findings').declare(definition);
    }
    figures.useCalendar(createWorkingCalendar(strapi));
    const tablesExist = strapi.hook('strapi::content-types.afterSync') as SyncHook;
    tablesExist.register(async () => {
      for (const domain of DOMAINS) await domain.install?.(strapi);
    });
    posts.declare(DOMAINS.flatMap((domain) => domain.posts ?? []));
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await strapi.plugin('editor-desk').service<DeskRolesService>('roles').apply();
    await strapi.plugin('job-queue').service<JobQueueService>('jobs').startWorkers();
  },
};
