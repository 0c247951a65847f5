import { useSearchParams } from 'react-router-dom';

import { useYears, type PeriodQuery } from '../services/api';

const YEAR = /^\d{4}$/;

/** What leads from page to page; the rest of an address is of one page alone. */
const COMMON = ['year', 'asOf', 'organization'] as const;

/** The part of an address that every page of 公开率 understands, as a query string. */
export const commonSearch = (
  params: URLSearchParams,
  more: Readonly<Record<string, string>> = {},
) =>
  new URLSearchParams({
    ...Object.fromEntries(
      [...params].filter(([name]) => (COMMON as readonly string[]).includes(name)),
    ),
    ...more,
  }).toString();

/** Year, day and organization as the address says; without a year, the one the server suggests. */
export const usePeriod = () => {
  const [params, setParams] = useSearchParams();
  const years = useYears();
  const asked = params.get('year') ?? '';
  const year = YEAR.test(asked) ? Number(asked) : years.data?.suggested;
  const asOf = params.get('asOf') ?? '';
  const organization = params.get('organization') ?? '';

  /** Changes the address; what is '' goes away. Any change but that of the page leads to page 1. */
  const change = (changes: Readonly<Record<string, string>>): void => {
    setParams((before) => {
      const after = new URLSearchParams(before);
      if (!('page' in changes)) after.delete('page');
      for (const [name, value] of Object.entries(changes)) {
        if (value === '') after.delete(name);
        else after.set(name, value);
      }
      return after;
    });
  };

  /** For the server; `year` is 0 as long as none is known, and nothing should be asked then. */
  const query: PeriodQuery = {
    year: year ?? 0,
    asOf: asOf || undefined,
    organization: organization || undefined,
  };

  return {
    params,
    change,
    year,
    asOf,
    organization,
    query,
    /** Options of a query over this period. */
    options: { skip: year === undefined, refetchOnMountOrArgChange: true },
    years: years.data?.years ?? [],
    isLoading: year === undefined && years.isLoading,
    error: year === undefined ? years.error : undefined,
    retry: years.refetch,
  };
};

export type Period = ReturnType<typeof usePeriod>;
