import { EmptyStateLayout } from '@strapi/design-system';
import { styled } from 'styled-components';

import type { Period } from '../hooks/use-period';
import { useFigures, useTrend } from '../services/api';
import { useText } from '../text';
import { HeadlineCard } from './headline-card';
import { QueryState } from './query-state';

const Cards = styled.ul`
  list-style: none;
  margin: 0;
  padding: 0;
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(24rem, 1fr));
  gap: 1.6rem;

  > li {
    display: grid;
    min-width: 0;
  }
`;

/** The year's headline rates, each with its course. */
export const HeadlineStrip = ({ period }: { readonly period: Period }) => {
  const text = useText();
  const trend = useTrend(period.query, period.options);
  const figures = useFigures(period.query, period.options);
  return (
    <QueryState query={trend}>
      {(series) =>
        series.length === 0 ? (
          <EmptyStateLayout content={text('headline.empty')} />
        ) : (
          <Cards>
            {series.map((one) => (
              <li key={one.id}>
                <HeadlineCard
                  series={one}
                  figure={figures.data?.data.find(({ id }) => id === one.id)}
                />
              </li>
            ))}
          </Cards>
        )
      }
    </QueryState>
  );
};
