import { Box, Flex, Typography } from '@strapi/design-system';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';
import { styled } from 'styled-components';

import type { TrendSeries } from '../../../shared/contracts/reports';
import { standingOf } from '../domain/trend';
import { grouped } from '../format';
import { commonSearch } from '../hooks/use-period';
import { PLUGIN_ID } from '../plugin-id';
import type { Figure } from '../services/api';
import { useIsChinese, useText } from '../text';
import { Sparkline } from './sparkline';
import { Standing } from './standing';
import { TrendWords } from './trend-words';

const Card = styled(RouterLink)`
  display: flex;
  flex-direction: column;
  gap: 0.8rem;
  padding: 1.6rem;
  text-decoration: none;
  color: inherit;
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  break-inside: avoid;

  &:hover {
    border-color: ${({ theme }) => theme.colors.primary600};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

interface Props {
  readonly series: TrendSeries;
  /** The figure itself, where the list of figures is there already. */
  readonly figure: Figure | undefined;
}

/** One headline rate: its value, what it lacks, its course; opens where the number comes from. */
export const HeadlineCard = ({ series, figure }: Props) => {
  const text = useText();
  const isChinese = useIsChinese();
  const [params] = useSearchParams();
  const value = figure?.value ?? standingOf(series.points).current?.value ?? '—';
  const name = figure && !isChinese ? figure.nameEn : series.name;
  return (
    <Card
      to={{
        pathname: `/plugins/${PLUGIN_ID}/figures/${series.id}`,
        search: commonSearch(params),
      }}
    >
      <Typography variant="pi" fontWeight="bold" textColor="neutral800">
        {name}
      </Typography>
      <Flex justifyContent="space-between" alignItems="center" gap={2}>
        <Typography variant="alpha" tag="span" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {`${grouped(value)}${value === '—' ? '' : series.unit === '%' ? '%' : ` ${series.unit}`}`}
        </Typography>
        <Box flex={1} minWidth={0} maxWidth="12rem">
          <Sparkline points={series.points} />
        </Box>
      </Flex>
      {figure?.numerator !== undefined && figure.denominator !== undefined && (
        <Flex gap={2} alignItems="center" wrap="wrap">
          <Typography variant="pi" textColor="neutral700">
            {text('headline.basis', {
              numerator: grouped(figure.numerator),
              denominator: grouped(figure.denominator),
            })}
          </Typography>
          <Standing figure={figure} />
        </Flex>
      )}
      <Box marginTop="auto">
        <TrendWords points={series.points} unit={series.unit} />
      </Box>
    </Card>
  );
};
