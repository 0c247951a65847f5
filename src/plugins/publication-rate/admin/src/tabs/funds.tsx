import { Box, Checkbox, EmptyStateLayout } from '@strapi/design-system';
import { styled } from 'styled-components';

import { FundCard } from '../components/fund-card';
import { QueryState } from '../components/query-state';
import { Section } from '../components/section';
import { differentFirst } from '../domain/reconciliation';
import type { Period } from '../hooks/use-period';
import { useReconciliations } from '../services/api';
import { useText } from '../text';

/** Side by side where there is room; an open one takes the whole width for its table. */
const Cards = styled.ul`
  list-style: none;
  margin: 0;
  padding: 0;
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(56rem, 100%), 1fr));
  gap: 1.6rem;

  > li {
    display: grid;
    min-width: 0;
  }
  > li[data-open='true'] {
    grid-column: 1 / -1;
  }
`;

/** Whether each fund's tables agree with one another, to the fen. */
export const FundsTab = ({ period }: { readonly period: Period }) => {
  const text = useText();
  const query = useReconciliations(period.query, period.options);
  const isOnlyDifferent = period.params.get('gaps') === '1';
  return (
    <Section
      title={text('funds.title')}
      hint={text('funds.hint')}
      action={
        <Box data-no-print>
          <Checkbox
            checked={isOnlyDifferent}
            onCheckedChange={(isChecked) => period.change({ gaps: isChecked === true ? '1' : '' })}
          >
            {text('funds.onlyDifferent')}
          </Checkbox>
        </Box>
      }
    >
      <QueryState query={query}>
        {(all) => {
          const funds = differentFirst(all).filter(
            ({ state }) => !isOnlyDifferent || state === 'different',
          );
          if (all.length === 0) return <EmptyStateLayout content={text('funds.empty')} />;
          if (funds.length === 0) {
            return <EmptyStateLayout content={text('funds.allBalanced')} />;
          }
          return (
            <Cards>
              {funds.map((fund) => (
                <li key={fund.documentId} data-open={period.params.get('fund') === fund.documentId}>
                  <FundCard fund={fund} period={period} />
                </li>
              ))}
            </Cards>
          );
        }}
      </QueryState>
    </Section>
  );
};
