import {
  Box,
  EmptyStateLayout,
  Flex,
  Link,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';

import { FigureAmount } from '../components/figure-amount';
import { PeriodBar } from '../components/period-bar';
import { Problem } from '../components/problem';
import { Standing } from '../components/standing';
import { grouped } from '../format';
import { usePeriod } from '../hooks/use-period';
import { useFigures, type Figure } from '../services/api';
import { useIsChinese, useText } from '../text';

/** Figures under their headings, in the order in which they were declared. */
const byGroup = (figures: readonly Figure[]): [string, Figure[]][] => {
  const groups = new Map<string, Figure[]>();
  for (const figure of figures) {
    const group = groups.get(figure.group.zh);
    if (group) group.push(figure);
    else groups.set(figure.group.zh, [figure]);
  }
  return [...groups];
};

const WIDTHS = {
  name: '30%',
  value: '22%',
  basis: '24%',
  excluded: '8%',
  standing: '16%',
} as const;
const COLUMNS = ['name', 'value', 'basis', 'excluded', 'standing'] as const;

const Group = ({ figures }: { readonly figures: readonly Figure[] }) => {
  const text = useText();
  const isChinese = useIsChinese();
  const [params] = useSearchParams();
  const title = isChinese ? figures[0]?.group.zh : figures[0]?.group.en;
  return (
    <Box tag="section" aria-label={title} paddingBottom={8}>
      <Box paddingBottom={3}>
        <Typography variant="beta" tag="h2">
          {title}
        </Typography>
      </Box>
      <Table colCount={COLUMNS.length} rowCount={figures.length + 1}>
        <Thead>
          <Tr>
            {COLUMNS.map((column) => (
              <Th key={column} width={WIDTHS[column]}>
                <Typography variant="sigma">{text(`column.${column}`)}</Typography>
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {figures.map((figure) => (
            <Tr key={figure.id}>
              <Td>
                <Link
                  tag={RouterLink}
                  to={{ pathname: `figures/${figure.id}`, search: params.toString() }}
                >
                  {isChinese ? figure.name : figure.nameEn}
                </Link>
              </Td>
              <Td>
                <FigureAmount value={figure.value} unit={figure.unit} />
              </Td>
              <Td>
                <Typography textColor="neutral800">
                  {figure.numerator !== undefined && figure.denominator !== undefined
                    ? `${grouped(figure.numerator)} / ${grouped(figure.denominator)}`
                    : ''}
                </Typography>
              </Td>
              <Td>
                <Typography textColor="neutral800">
                  {figure.excluded === undefined || figure.excluded === '0'
                    ? ''
                    : grouped(figure.excluded)}
                </Typography>
              </Td>
              <Td>
                <Standing figure={figure} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Box>
  );
};

/** Every figure of a year, by domain. */
export const FiguresPage = () => {
  const text = useText();
  const intl = useIntl();
  const { year, asOf, years, change, isLoading, error: yearsError, retry } = usePeriod();
  const { data, error, isFetching, refetch } = useFigures(
    { year: year ?? 0, asOf: asOf || undefined },
    { skip: year === undefined, refetchOnMountOrArgChange: true },
  );

  if (isLoading) return <Page.Loading>{text('figures.loading')}</Page.Loading>;
  const problem = error ?? yearsError;
  return (
    <Page.Main aria-busy={isFetching}>
      <Page.Title>{text('figures.title')}</Page.Title>
      <Layouts.Header title={text('figures.title')} subtitle={text('figures.subtitle')} />
      <Layouts.Content>
        <Flex
          justifyContent="space-between"
          alignItems="flex-end"
          gap={4}
          wrap="wrap"
          paddingBottom={6}
        >
          {year !== undefined && (
            <PeriodBar
              year={year}
              years={years}
              asOf={asOf}
              isBusy={isFetching}
              onChange={change}
              onReload={refetch}
            />
          )}
          {data && !problem && (
            <Typography variant="pi" textColor="neutral600">
              {text('figures.computedAt', {
                time: intl.formatDate(data.meta.computedAt, {
                  dateStyle: 'medium',
                  timeStyle: 'medium',
                }),
              })}
            </Typography>
          )}
        </Flex>
        {problem ? (
          <Problem error={problem} onRetry={error ? refetch : retry} />
        ) : !data ? (
          <Page.Loading>{text('figures.loading')}</Page.Loading>
        ) : data.data.length === 0 ? (
          <EmptyStateLayout content={text('figures.empty')} />
        ) : (
          <Box style={{ opacity: isFetching ? 0.6 : 1 }}>
            {byGroup(data.data).map(([group, figures]) => (
              <Group key={group} figures={figures} />
            ))}
          </Box>
        )}
      </Layouts.Content>
    </Page.Main>
  );
};
