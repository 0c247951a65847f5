import { Box } from '@strapi/design-system';
import { styled } from 'styled-components';

import type { TrendSeries } from '../../../shared/contracts/reports';
import { hasCourse } from '../domain/trend';
import { grouped } from '../format';
import type { Period } from '../hooks/use-period';
import { useTrend } from '../services/api';
import { useText } from '../text';
import { Panel } from './panel';
import { Section } from './section';
import { TrendChart } from './trend-chart';
import { TrendWords } from './trend-words';

const Numbers = styled.table`
  width: 100%;
  border-collapse: collapse;
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral800};

  th,
  td {
    padding: 0.4rem;
    text-align: right;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
  th:first-child {
    text-align: left;
  }
`;

const NumberTable = ({ series }: { readonly series: TrendSeries }) => {
  const text = useText();
  return (
    <div style={{ overflowX: 'auto' }} data-scroller>
      <Numbers aria-label={text('trend.table')}>
        <thead>
          <tr>
            <th scope="col">{text('period.month')}</th>
            {series.points.map(({ month }) => (
              <th key={month} scope="col">
                {month}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['value', 'lastYear'] as const).map((key) => (
            <tr key={key}>
              <th scope="row">{text(key === 'value' ? 'trend.thisYear' : 'trend.lastYear')}</th>
              {series.points.map((point) => (
                <td key={point.month}>{grouped(point[key] ?? '—')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Numbers>
    </div>
  );
};

interface Props {
  readonly id: string;
  readonly period: Period;
}

/** A figure's course through the year; nothing where it has none yet. */
export const TrendSection = ({ id, period }: Props) => {
  const text = useText();
  const { data } = useTrend({ ...period.query, id }, period.options);
  const series = data?.find((one) => one.id === id);
  if (!series || !hasCourse(series.points)) return null;
  return (
    <Section title={text('trend.title')}>
      <Panel>
        <TrendWords points={series.points} unit={series.unit} />
        <TrendChart series={series} />
        <Box paddingTop={2}>
          <NumberTable series={series} />
        </Box>
      </Panel>
    </Section>
  );
};
