import { Button, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';

import type { ReconciliationDifference } from '../../../shared/contracts/reports';
import { grouped } from '../format';
import { useText } from '../text';
import { RecordLink } from './record-link';

const List = styled.ul`
  margin: 0.8rem 0 0;
  padding: 0;
  list-style: none;

  > li {
    padding: 0.6rem 0;
    border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
`;

/** With its sign, as people write it. */
const signed = (amount: string): string =>
  amount.startsWith('-') ? grouped(amount).replace('-', '−') : `+${grouped(amount)}`;

interface Props {
  readonly differences: readonly ReconciliationDifference[];
  /** Shows the node where a difference arises; '' for the fund itself. */
  readonly onNode?: (code: string) => void;
  /** The payments that name a node which the tree doesn't have: whose are open, and what they are. */
  readonly payments?: {
    readonly opened: string | null;
    readonly onOpen: (code: string | null) => void;
    readonly of: (code: string) => ReactNode;
  };
}

/** What doesn't agree, where, by how much, and the record to correct. */
export const DifferenceList = ({ differences, onNode, payments }: Props) => {
  const text = useText();
  return (
    <List>
      {differences.map(({ rule, message, amount, nodeCode, nodeName, uid, documentId }, index) => (
        <li key={`${rule} ${nodeCode} ${index}`}>
          <Typography textColor="neutral800" tag="p">
            <Typography
              fontWeight="bold"
              textColor="danger700"
              style={{ fontVariantNumeric: 'tabular-nums', marginInlineEnd: '1.2rem' }}
            >
              {text('fund.signed', { amount: signed(amount) })}
            </Typography>
            {message}
          </Typography>
          <Flex gap={4} paddingTop={1} data-no-print>
            {payments && rule === 'unknown-allocation' && (
              <Button
                variant="tertiary"
                size="S"
                aria-expanded={payments.opened === nodeCode}
                onClick={() => payments.onOpen(payments.opened === nodeCode ? null : nodeCode)}
              >
                {text(payments.opened === nodeCode ? 'fund.hideRows' : 'fund.showRows')}
              </Button>
            )}
            {onNode && nodeCode !== '' && rule !== 'unknown-allocation' && (
              <Button variant="tertiary" size="S" onClick={() => onNode(nodeCode)}>
                {text('fund.toNode', { name: nodeName })}
              </Button>
            )}
            <RecordLink uid={uid} documentId={documentId} label={nodeName || message}>
              {text('items.fix')}
            </RecordLink>
          </Flex>
          {rule === 'unknown-allocation' && payments?.opened === nodeCode && payments.of(nodeCode)}
        </li>
      ))}
    </List>
  );
};
