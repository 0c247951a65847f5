import { Typography, VisuallyHidden } from '@strapi/design-system';
import { styled } from 'styled-components';

import type { FundReconciliation } from '../../../shared/contracts/reports';
import { largestOf, shareOf, signedDifference } from '../domain/bars';
import { barsOf } from '../domain/reconciliation';
import { grouped } from '../format';
import { useText } from '../text';
import { AmountBar } from './amount-bar';

const Bars = styled.table`
  width: 100%;
  border-collapse: collapse;
  table-layout: fixed;

  th,
  td {
    padding: 0.3rem 0.8rem 0.3rem 0;
    font-weight: 400;
    text-align: left;
    vertical-align: middle;
  }
  th {
    width: 9rem;
  }
  td.amount {
    width: 13rem;
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  td.difference {
    width: 15rem;
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
`;

/** A fund's levels as bars on one scale, with what each differs by. */
export const FundBars = ({ fund }: { readonly fund: FundReconciliation }) => {
  const text = useText();
  const bars = barsOf(fund);
  const largest = largestOf(bars.map(({ amount }) => amount));
  return (
    <Bars>
      <caption>
        <VisuallyHidden>{text('fund.bars', { name: fund.name })}</VisuallyHidden>
      </caption>
      <tbody>
        {bars.map(({ level, amount, shouldBe }) => {
          const difference = shouldBe === null ? null : signedDifference(amount, shouldBe);
          return (
            <tr key={level}>
              <th scope="row">
                <Typography variant="pi" textColor="neutral700">
                  {text(`fund.level.${level}`)}
                </Typography>
              </th>
              <td>
                <AmountBar share={shareOf(amount, largest)} isDifferent={difference !== null} />
              </td>
              <td className="amount">
                <Typography variant="pi" textColor="neutral800">
                  {grouped(amount)}
                </Typography>
              </td>
              <td className="difference">
                {difference !== null ? (
                  <Typography variant="pi" fontWeight="bold" textColor="danger700">
                    {text('fund.difference', { amount: grouped(difference) })}
                  </Typography>
                ) : (
                  shouldBe !== null && (
                    <Typography variant="pi" textColor="success700">
                      {text('fund.equal')}
                    </Typography>
                  )
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </Bars>
  );
};
