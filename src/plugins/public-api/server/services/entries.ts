import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from '../constants';
import { codesOf, createEntryPlan, type Coded, type EntryPlan } from '../domain/entries';
import type { Json } from '../domain/serialize';
import { createEntriesRepository, type EntryChoice } from '../repositories/entries';
import type { DocumentsService } from './documents';
import { siteOf } from './site';
import type { TypesService } from './types';

/** The information catalogue of article 12 of the regulation. */
export const createEntriesService = ({ strapi }: { strapi: Core.Strapi }) => {
  const types = () => strapi.plugin(PLUGIN_ID).service<TypesService>('types');
  let made: readonly EntryPlan[] | null = null;
  const entries = () => {
    const { parts, reader } = strapi.plugin(PLUGIN_ID).service<DocumentsService>('documents');
    return createEntriesRepository({ parts, reader });
  };

  const plans = (): readonly EntryPlan[] =>
    (made ??= types()
      .declarations()
      .flatMap(({ uid, entry }) => {
        const model = types().catalogue().get(uid);
        return entry && model ? [createEntryPlan(model, entry, types().catalogue())] : [];
      }));

  const codes = (of: 'subject' | 'kind' | 'validity') => codesOf(plans(), of, types().labels());

  return {
    /** @throws Error where a declaration names what isn't public: called at start. */
    plans,
    codes,

    async page(
      choice: EntryChoice,
      place: { offset: number; limit: number },
    ): Promise<{ items: Record<string, Json>[]; total: number }> {
      const { rows, total } = await entries().page(plans(), choice, place);
      const { url } = siteOf(strapi);
      const known = { subject: codes('subject'), kind: codes('kind'), validity: codes('validity') };
      const coded = (of: keyof typeof known, value: string | null): Json => {
        if (value === null) return null;
        const { zh, en } = known[of].get(value) ?? { zh: value, en: value };
        return { value, label: { zh, en } } satisfies Coded;
      };
      const items = rows.map((row): Record<string, Json> => ({
        documentId: row.documentId,
        url: `${url}/api/${row.path}/${row.documentId}`,
        indexNumber: row.indexNumber,
        name: row.name,
        summary: row.summary ?? row.name,
        formedOn: row.formedOn,
        organization:
          row.organizationId === null
            ? null
            : { documentId: row.organizationId, name: row.organizationName },
        subject: coded('subject', row.subject),
        kind: coded('kind', row.kind),
        validity: coded('validity', row.validity),
        changedAt: row.changedAt,
        correctedAt: row.correctedAt,
      }));
      return { items, total };
    },
  };
};

export type EntriesService = ReturnType<typeof createEntriesService>;
