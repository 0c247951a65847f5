import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Layouts, Page, Pagination } from '@strapi/strapi/admin';
import { Link as RouterLink, useParams } from 'react-router-dom';

import { FigureFacts } from '../components/figure-facts';
import { ItemFilters, STATES } from '../components/item-filters';
import { ItemTable } from '../components/item-table';
import { NoItems } from '../components/no-items';
import { PeriodBar } from '../components/period-bar';
import { Problem } from '../components/problem';
import { grouped } from '../format';
import { usePeriod } from '../hooks/use-period';
import { PLUGIN_ID } from '../plugin-id';
import { useItems } from '../services/api';
import { useIsChinese, useText } from '../text';

const PAGE_SIZES = ['20', '50', '100'];

const positive = (value: string | null, otherwise: number): number => {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
};

/** 这个数字怎么来的: a figure's meaning, its parts and its rows. */
export const FigurePage = () => {
  const text = useText();
  const isChinese = useIsChinese();
  const { id = '' } = useParams();
  const { params, change, year, asOf, years, isLoading, error: yearsError, retry } = usePeriod();
  const state = STATES.find((known) => known === params.get('state')) ?? 'all';
  const search = params.get('q') ?? '';
  const { data, error, isFetching, refetch } = useItems(
    {
      id,
      year: year ?? 0,
      asOf: asOf || undefined,
      state,
      q: search,
      page: positive(params.get('page'), 1),
      pageSize: Math.min(positive(params.get('pageSize'), 20), 100),
    },
    { skip: year === undefined, refetchOnMountOrArgChange: true },
  );

  if (isLoading) return <Page.Loading>{text('figure.loading')}</Page.Loading>;
  const problem = error ?? yearsError;
  const back = new URLSearchParams(
    [...params].filter(([name]) => name === 'year' || name === 'asOf'),
  ).toString();
  const figure = data?.meta.figure;
  const name = figure ? (isChinese ? figure.name : figure.nameEn) : id;
  const isFiltered = state !== 'all' || search !== '';

  return (
    <Page.Main aria-busy={isFetching}>
      <Page.Title>{name}</Page.Title>
      <Layouts.Header
        title={name}
        subtitle={text('figure.title')}
        navigationAction={
          <Link
            tag={RouterLink}
            to={{ pathname: `/plugins/${PLUGIN_ID}`, search: back }}
            startIcon={<ArrowLeft />}
          >
            {text('figure.back')}
          </Link>
        }
      />
      <Layouts.Content>
        {year !== undefined && (
          <Box paddingBottom={6}>
            <PeriodBar
              year={year}
              years={years}
              asOf={asOf}
              isBusy={isFetching}
              onChange={change}
              onReload={refetch}
            />
          </Box>
        )}
        {problem ? (
          <Problem error={problem} onRetry={error ? refetch : retry} />
        ) : !data ? (
          <Page.Loading>{text('figure.loading')}</Page.Loading>
        ) : (
          <>
            <FigureFacts meta={data.meta} />
            <Flex justifyContent="space-between" alignItems="baseline" paddingBottom={3}>
              <Typography variant="beta" tag="h2">
                {text('items.title')}
              </Typography>
              <Typography variant="pi" textColor="neutral600" aria-live="polite">
                {text('items.total', { total: grouped(String(data.meta.pagination.total)) })}
              </Typography>
            </Flex>
            <Box paddingBottom={4}>
              <ItemFilters key={search} state={state} search={search} onChange={change} />
            </Box>
            {data.data.length === 0 ? (
              <NoItems
                isPastEnd={data.meta.pagination.total > 0}
                isFiltered={isFiltered}
                onChange={change}
              />
            ) : (
              <Box style={{ opacity: isFetching ? 0.6 : 1 }}>
                <ItemTable items={data.data} />
                <Box paddingTop={4}>
                  <Pagination.Root
                    pageCount={data.meta.pagination.pageCount}
                    total={data.meta.pagination.total}
                    defaultPageSize={20}
                  >
                    <Pagination.PageSize options={PAGE_SIZES} />
                    <Pagination.Links />
                  </Pagination.Root>
                </Box>
              </Box>
            )}
          </>
        )}
      </Layouts.Content>
    </Page.Main>
  );
};
