import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from '../constants';
import {
  chooseCounts,
  type Facets,
  type SearchChoice,
  type SearchCounts,
} from '../domain/search-counts';
import { excerptOf, marksOf, soundMarksOf, toHtml } from '../domain/search-marks';
import type { SearchPlan } from '../domain/search-plan';
import { loosened, parseSearch, type SearchTerms } from '../domain/search-text';
import type { Json } from '../domain/serialize';
import { createReader } from '../repositories/reader';
import { createSearchRepository, type FoundRow } from '../repositories/search';
import type { DocumentsService } from './documents';
import type { SearchIndexService } from './search-index';
import { siteOf } from './site';
import type { TypesService } from './types';

/** What a search asks for, parsed. */
export interface Search {
  /** Null where there is nothing to search for in it. */
  readonly terms: SearchTerms | null;
  readonly choice: SearchChoice;
  readonly page: number;
  readonly pageSize: number;
}

type Item = { readonly [key: string]: Json };

/** What is found, of which a page has been read. */
interface Found {
  readonly rows: readonly FoundRow[];
  readonly counts: SearchCounts;
  /** Something waits to be indexed, and is passed over here. */
  readonly isPending: boolean;
}

const NOTHING: Found = { rows: [], counts: { counts: [], organs: [] }, isPending: false };

/** Searches whose counts are remembered. */
const MAX_KNOWN = 200;

interface Place {
  readonly offset: number;
  readonly limit: number;
}

/** Full text search over what is public. */
export const createSearchService = ({ strapi }: { strapi: Core.Strapi }) => {
  const own = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  // The planner takes the reading of long lexemes for free, and would read all of them.
  const reader = createReader({ strapi, settings: '-c enable_seqscan=off' });
  const index = () => own<SearchIndexService>('search-index');

  /** Counts by terms, good for one version of the data: the next page needn't count again. */
  let known = { version: '', counts: new Map<string, SearchCounts>() };
  const keep = (version: string, { anywhere }: SearchTerms, counts: SearchCounts): void => {
    if (known.version !== version || known.counts.size >= MAX_KNOWN)
      known = { version, counts: new Map() };
    known.counts.set(anywhere, counts);
  };

  const read = async (
    terms: SearchTerms,
    choice: SearchChoice,
    place: Place,
    version: string | null,
  ): Promise<Found> => {
    const { parts } = own<DocumentsService>('documents');
    const before = known.version === version ? known.counts.get(terms.anywhere) : undefined;
    const repository = createSearchRepository({ parts, reader });
    const found = await repository.find(index().plans(), terms, choice, place, !before);
    const { counts, isPending } = found;
    if (counts && version !== null && !isPending) keep(version, terms, counts);
    return { ...found, counts: before ?? counts ?? NOTHING.counts };
  };

  /** What SQL has changed is indexed before it is searched. */
  const fresh = async (
    terms: SearchTerms,
    choice: SearchChoice,
    place: Place,
    version: string | null,
  ): Promise<Found> => {
    const found = await read(terms, choice, place, version);
    if (!found.isPending) return found;
    try {
      await index().catchUp();
    } catch (error) {
      // What waits isn't found yet; the rest is.
      strapi.log.error('public-api: search index', error);
      return found;
    }
    // Newer than the version that was asked for: good for this answer only.
    return read(terms, choice, place, null);
  };

  const planOf = (type: string): SearchPlan | undefined =>
    index()
      .plans()
      .find((plan) => plan.type === type);

  /** The record, or the list of rows under their parent. */
  const urlOf = (row: FoundRow): string => {
    const plan = planOf(row.type);
    const base = `${siteOf(strapi).url}/api/${plan?.model.path ?? row.type}`;
    if (plan?.kind !== 'lists') return `${base}/${row.documentId}`;
    const by = JSON.parse(row.place) as (string | null)[];
    const query = new URLSearchParams([[`filters[${plan.field}]`, row.parentValue ?? '']]);
    for (const [at, { name }] of plan.by.entries()) {
      const value = by[at] ?? null;
      query.append(
        value === null ? `filters[${name}][$null]` : `filters[${name}]`,
        value ?? 'true',
      );
    }
    return `${base}?${query.toString()}`;
  };

  const validityOf = ({ type, validity: value }: FoundRow): Json => {
    const model = planOf(type)?.model;
    if (value === null || !model?.validity) return null;
    const { values } = own<TypesService>('types').labels().field(model.uid, model.validity.name);
    const { zh, en } = values?.[value] ?? { zh: value, en: value };
    return { value, label: { zh, en } };
  };

  const itemOf = (row: FoundRow, { marked }: SearchTerms): Item => {
    const direct = marksOf(row.title, marked);
    const titleMarks = direct.length > 0 ? direct : soundMarksOf(row.title, marked);
    const excerpt = excerptOf(row.body, marked);
    return {
      type: row.type,
      documentId: row.documentId,
      url: urlOf(row),
      title: row.title,
      validity: validityOf(row),
      date: row.day,
      year: row.year,
      organization:
        row.organizationId === null
          ? null
          : { documentId: row.organizationId, name: row.organizationName },
      highlight: {
        title: toHtml(row.title, titleMarks),
        text: row.body === '' ? null : toHtml(excerpt.text, excerpt.marks),
      },
    };
  };

  const labelled = (facets: Facets): Item => {
    const labels = own<TypesService>('types').labels();
    return {
      type: facets.types.map(({ value, count }) => {
        const { zh, en } = labels.type(planOf(value)?.model.uid ?? value);
        return { value, label: { zh, en }, count };
      }),
      year: facets.years.map(({ value, count }) => ({ value, count })),
      organization: facets.organizations.map(({ documentId, name, count }) => ({
        documentId,
        name,
        count,
      })),
    };
  };

  const find = async (
    { terms, choice, page, pageSize }: Search,
    version: string | null,
  ): Promise<Item> => {
    const place = { offset: (page - 1) * pageSize, limit: pageSize };
    const isNothing = ({ counts }: Found): boolean => counts.counts.length === 0;
    let asked = terms;
    let found = terms ? await fresh(terms, choice, place, version) : NOTHING;
    const looser = terms && isNothing(found) ? loosened(terms) : null;
    if (looser) {
      asked = looser;
      found = await read(looser, choice, place, found.isPending ? null : version);
    }
    const { total, facets } = chooseCounts(found.counts, choice);
    return {
      data: asked ? found.rows.map((row) => itemOf(row, asked)) : [],
      meta: {
        pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total },
        facets: labelled(facets),
        // Nothing has the text as it was typed: these have all its words.
        isLoosened: looser !== null && !isNothing(found),
      },
    };
  };

  return {
    /** What can be searched, as `type` names it. */
    types: (): string[] =>
      index()
        .plans()
        .map(({ type }) => type),

    /** `version`: of the data when the request came in; null where it isn't known. */
    find,

    close: () => reader.close(),

    /** The first result for a text, as an example. */
    answer: (q: string): Promise<Item> =>
      find(
        {
          terms: parseSearch(q),
          choice: { types: null, year: null, organization: null },
          page: 1,
          pageSize: 1,
        },
        null,
      ),
  };
};

export type SearchService = ReturnType<typeof createSearchService>;
