import { useSearchParams } from 'react-router-dom';

import { useYears } from '../services/api';

const YEAR = /^\d{4}$/;

/** Year and day as the address says; without a year, the one that the server suggests. */
export const usePeriod = () => {
  const [params, setParams] = useSearchParams();
  const years = useYears();
  const asked = params.get('year') ?? '';
  const year = YEAR.test(asked) ? Number(asked) : years.data?.suggested;
  const asOf = params.get('asOf') ?? '';

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

  return {
    params,
    change,
    year,
    asOf,
    years: years.data?.years ?? [],
    isLoading: year === undefined && years.isLoading,
    error: year === undefined ? years.error : undefined,
    retry: years.refetch,
  };
};
