import {
  Box,
  EmptyStateLayout,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { Pagination } from '@strapi/strapi/admin';

import type { FindingKind } from '../../../shared/contracts/reports';
import { ExportButtons } from '../components/export-buttons';
import { FindingTable } from '../components/finding-table';
import { QueryState } from '../components/query-state';
import { SearchField } from '../components/search-field';
import { Section } from '../components/section';
import { shanghaiToday } from '../format';
import type { Period } from '../hooks/use-period';
import { pageOf, PAGE_SIZES } from '../hooks/paging';
import { useFindings } from '../services/api';
import { useIsChinese, useText } from '../text';

interface FilterProps {
  readonly kinds: readonly FindingKind[];
  readonly kind: string;
  readonly search: string;
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
}

const Filters = ({ kinds, kind, search, onChange }: FilterProps) => {
  const text = useText();
  const isChinese = useIsChinese();
  const all = kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <Flex gap={4} alignItems="flex-end" wrap="wrap" data-no-print>
      <Field.Root name="kind" width="36rem">
        <Field.Label>{text('findings.kind')}</Field.Label>
        <SingleSelect
          value={kind || 'all'}
          onChange={(value: string | number) =>
            onChange({ kind: value === 'all' ? '' : String(value) })
          }
        >
          <SingleSelectOption value="all">
            {text('findings.all', { count: all })}
          </SingleSelectOption>
          {kinds.map((one) => (
            <SingleSelectOption key={one.kind} value={one.kind}>
              {text('findings.ofKind', {
                name: isChinese ? one.name : one.nameEn,
                count: one.count,
              })}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
      <Box width="32rem">
        <SearchField
          key={search}
          name="q"
          label={text('items.search')}
          value={search}
          onSearch={(q) => onChange({ q })}
        />
      </Box>
    </Flex>
  );
};

/** What isn't wrong by arithmetic but should be looked at. */
export const FindingsTab = ({ period }: { readonly period: Period }) => {
  const text = useText();
  const { params, change } = period;
  const kind = params.get('kind') ?? '';
  const search = params.get('q') ?? '';
  const query = useFindings(
    { ...period.query, kind, q: search, ...pageOf(params) },
    period.options,
  );
  return (
    <Section
      title={text('findings.title')}
      hint={text('findings.hint')}
      action={
        <ExportButtons
          path="findings"
          params={{ kind, q: search }}
          name={text('findings.title')}
          period={period.query}
          asOf={period.asOf || shanghaiToday()}
        />
      }
    >
      <QueryState query={query}>
        {({ data, meta }) => {
          const known = meta.kinds.find((one) => one.kind === kind);
          return (
            <>
              <Box paddingBottom={4}>
                <Filters kinds={meta.kinds} kind={kind} search={search} onChange={change} />
                {known && (
                  <Typography variant="pi" textColor="neutral700" tag="p">
                    {text('findings.basis', {
                      definition: known.definition,
                      basis: known.legalBasis,
                    })}
                  </Typography>
                )}
              </Box>
              {data.length === 0 ? (
                <EmptyStateLayout
                  content={text(kind || search ? 'findings.emptyFiltered' : 'findings.empty')}
                />
              ) : (
                <>
                  <FindingTable findings={data} />
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
              )}
            </>
          );
        }}
      </QueryState>
    </Section>
  );
};
