import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Layouts, Page, Pagination } from '@strapi/strapi/admin';
import { Link as RouterLink, useParams } from 'react-router-dom';

import { ExportButtons } from '../components/export-buttons';
import { FigureFacts } from '../components/figure-facts';
import { ItemFilters, STATES } from '../components/item-filters';
import { ItemTable } from '../components/item-table';
import { NoItems } from '../components/no-items';
import { PeriodBar } from '../components/period-bar';
import { PrintStyle } from '../components/print-style';
import { Problem } from '../components/problem';
import { QueryState } from '../components/query-state';
import { Section } from '../components/section';
import { TrendSection } from '../components/trend-section';
import { isTimely } from '../domain/item-state';
import { grouped } from '../format';
import { pageOf, PAGE_SIZES } from '../hooks/paging';
import { commonSearch, usePeriod, type Period } from '../hooks/use-period';
import { PLUGIN_ID } from '../plugin-id';
import { useItems, type ItemsAnswer } from '../services/api';
import { useIsChinese, useText } from '../text';

interface RowsProps {
  readonly answer: ItemsAnswer;
  readonly period: Period;
}

const Rows = ({ answer: { data, meta }, period }: RowsProps) => {
  const { params, change } = period;
  if (data.length === 0) {
    return (
      <NoItems
        isPastEnd={meta.pagination.total > 0}
        isFiltered={params.has('state') || params.has('q')}
        onChange={change}
      />
    );
  }
  return (
    <>
      <ItemTable items={data} isTimely={isTimely(meta.figure)} />
      <Box paddingTop={4} data-no-print>
        <Pagination.Root
          pageCount={meta.pagination.pageCount}
          total={meta.pagination.total}
          defaultPageSize={20}
        >
          <Pagination.PageSize options={PAGE_SIZES} />
          <Pagination.Links />
        </Pagination.Root>
      </Box>
    </>
  );
};

/** 这个数字怎么来的: a figure's meaning, its parts, its course and its rows. */
export const FigurePage = () => {
  const text = useText();
  const isChinese = useIsChinese();
  const { id = '' } = useParams();
  const period = usePeriod();
  const { params, change } = period;
  const state = STATES.find((known) => known === params.get('state')) ?? 'all';
  const search = params.get('q') ?? '';
  const query = useItems(
    { ...period.query, id, state, q: search, ...pageOf(params) },
    period.options,
  );
  if (period.isLoading) return <Page.Loading>{text('figure.loading')}</Page.Loading>;
  const figure = query.data?.meta.figure;
  const name = figure ? (isChinese ? figure.name : figure.nameEn) : text('figure.title');

  return (
    <Page.Main>
      <PrintStyle />
      <Page.Title>{name}</Page.Title>
      <Layouts.Header
        title={name}
        subtitle={figure ? text('figure.title') : ''}
        navigationAction={
          <Link
            data-no-print
            tag={RouterLink}
            to={{ pathname: `/plugins/${PLUGIN_ID}`, search: commonSearch(params) }}
            startIcon={<ArrowLeft />}
          >
            {text('figure.back')}
          </Link>
        }
      />
      <Layouts.Content>
        <Box paddingBottom={6}>
          <PeriodBar period={period} />
        </Box>
        {period.error ? (
          <Problem error={period.error} onRetry={() => void period.retry()} />
        ) : (
          <QueryState query={query}>
            {(answer) => (
              <>
                <Box paddingBottom={8}>
                  <FigureFacts meta={answer.meta} />
                </Box>
                <TrendSection id={id} period={period} />
                <Section
                  title={text('items.title')}
                  action={
                    <ExportButtons
                      path={`figures/${encodeURIComponent(id)}`}
                      params={{ state, q: search }}
                      name={name}
                      period={period.query}
                      asOf={answer.meta.asOf}
                    />
                  }
                >
                  <Flex
                    justifyContent="space-between"
                    alignItems="flex-end"
                    gap={4}
                    wrap="wrap"
                    paddingBottom={4}
                  >
                    <ItemFilters
                      isTimely={isTimely(answer.meta.figure)}
                      state={state}
                      search={search}
                      onChange={change}
                    />
                    <Typography variant="pi" textColor="neutral600" aria-live="polite">
                      {text('items.total', {
                        total: grouped(String(answer.meta.pagination.total)),
                      })}
                    </Typography>
                  </Flex>
                  <Rows answer={answer} period={period} />
                </Section>
              </>
            )}
          </QueryState>
        )}
      </Layouts.Content>
    </Page.Main>
  );
};
