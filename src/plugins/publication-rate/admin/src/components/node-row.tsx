import { IconButton } from '@strapi/design-system';
import { ChevronDown, ChevronRight } from '@strapi/icons';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';

import type { ReconciliationNode } from '../../../shared/contracts/reports';
import { codesOf, openPayments, paymentsAt, toggled } from '../domain/opened';
import { NODE_COLUMNS } from '../domain/reconciliation';
import { grouped, isZero } from '../format';
import type { Period } from '../hooks/use-period';
import { useText } from '../text';
import { DifferenceList } from './difference-list';
import { NodePayments } from './node-payments';
import { StandingMark } from './standing-mark';

const Name = styled.span<{ $depth: number }>`
  display: inline-flex;
  align-items: center;
  gap: 0.6rem;
  padding-left: ${({ $depth }) => $depth * 2}rem;
`;

/** A number that opens what it is made of. */
const Opener = styled.button`
  border: 0;
  padding: 0;
  background: none;
  font: inherit;
  color: ${({ theme }) => theme.colors.primary600};
  text-decoration: underline;
  cursor: pointer;

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

const amount = (value: string): string => (isZero(value) ? '' : grouped(value));

interface Props {
  readonly node: ReconciliationNode;
  readonly documentId: string;
  readonly period: Period;
  readonly depth: number;
  /** The nodes below it; null where it doesn't stand in its tree. */
  readonly children: (() => ReactNode) | null;
}

/** What one node received, passed on and paid; opens what is below it. */
export const NodeRow = ({ node, documentId, period, depth, children }: Props) => {
  const text = useText();
  const { params, change } = period;
  const codes = codesOf(params.get('open'));
  const isOpen = codes.includes(node.code);
  const arePaymentsOpen = openPayments(params.get('payments'), documentId) === node.code;
  const isDifferent = node.differences.length > 0;
  const hasChildren = children !== null && node.childCount > 0;
  return (
    <>
      <tr>
        <th scope="row">
          <Name $depth={depth}>
            {hasChildren && (
              <IconButton
                variant="ghost"
                size="XS"
                label={text(isOpen ? 'node.close' : 'node.open', { name: node.receiver })}
                aria-expanded={isOpen}
                onClick={() =>
                  // The page is that of the payments, which stay open.
                  change({ open: toggled(codes, node.code), page: params.get('page') ?? '' })
                }
              >
                {isOpen ? <ChevronDown /> : <ChevronRight />}
              </IconButton>
            )}
            {isDifferent ? (
              <StandingMark standing="failing" />
            ) : (
              node.isDifferentBelow && <StandingMark standing="warning" />
            )}
            {node.receiver}
          </Name>
        </th>
        <td>{grouped(node.received)}</td>
        <td>{amount(node.children)}</td>
        <td title={node.restReason ?? undefined}>{amount(node.statedRest)}</td>
        <td>
          {node.beneficiaries !== null && (
            <Opener
              type="button"
              aria-expanded={arePaymentsOpen}
              aria-label={text('node.payments', {
                name: node.receiver,
                amount: grouped(node.beneficiaries),
              })}
              onClick={() =>
                change({
                  payments: arePaymentsOpen ? '' : paymentsAt(documentId, node.code),
                  q: '',
                })
              }
            >
              {grouped(node.beneficiaries)}
            </Opener>
          )}
        </td>
        <td>{amount(node.persons)}</td>
        <td>{amount(node.households)}</td>
        <td>{amount(node.personTimes)}</td>
      </tr>
      {isDifferent && (
        <tr>
          <td colSpan={NODE_COLUMNS} style={{ paddingLeft: `${2.8 + depth * 2}rem` }}>
            <DifferenceList differences={node.differences} />
          </td>
        </tr>
      )}
      {arePaymentsOpen && (
        <tr>
          <td colSpan={NODE_COLUMNS} style={{ paddingLeft: `${2.8 + depth * 2}rem` }}>
            <NodePayments documentId={documentId} node={node.code} period={period} />
          </td>
        </tr>
      )}
      {isOpen && children?.()}
    </>
  );
};
