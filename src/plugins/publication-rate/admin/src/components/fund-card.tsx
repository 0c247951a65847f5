import { Button, Flex, Typography } from '@strapi/design-system';
import { ChevronDown, ChevronUp } from '@strapi/icons';
import { useId } from 'react';

import type { FundReconciliation } from '../../../shared/contracts/reports';
import { grouped, isZero } from '../format';
import { openPayments, paymentsAt } from '../domain/opened';
import type { Period } from '../hooks/use-period';
import { useText } from '../text';
import { DifferenceList } from './difference-list';
import { FundBars } from './fund-bars';
import { FundNodes } from './fund-nodes';
import { NodePayments } from './node-payments';
import { Panel } from './panel';
import { StandingLabel } from './standing-label';

interface Props {
  readonly fund: FundReconciliation;
  readonly period: Period;
}

/** One fund: its levels, what doesn't agree, and on demand its tree. */
export const FundCard = ({ fund, period }: Props) => {
  const text = useText();
  const id = useId();
  const isOpen = period.params.get('fund') === fund.documentId;
  const isDifferent = fund.state === 'different';
  const counts = (['persons', 'households', 'personTimes'] as const)
    .filter((key) => !isZero(fund[key]))
    .map((key) => text(`fund.${key}`, { count: grouped(fund[key]) }));
  const opened = openPayments(period.params.get('payments'), fund.documentId);
  const show = (changes: Readonly<Record<string, string>>): void =>
    period.change({ node: '', nodes: '', open: '', payments: '', q: '', ...changes });
  return (
    <Panel>
      <Flex justifyContent="space-between" gap={4} wrap="wrap" paddingBottom={2}>
        <Flex gap={3} alignItems="baseline" wrap="wrap">
          <Typography variant="delta" tag="h3">
            {fund.name}
          </Typography>
          <Typography variant="pi" textColor="neutral600">
            {[fund.organization ?? '', fund.isPublic ? '' : text('fund.notPublic')]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
        </Flex>
        <StandingLabel standing={isDifferent ? 'failing' : 'good'}>
          {isDifferent
            ? text('fund.different', { count: fund.differenceCount })
            : text('fund.balanced')}
        </StandingLabel>
      </Flex>
      <FundBars fund={fund} />
      <Flex justifyContent="space-between" gap={4} wrap="wrap" paddingTop={2}>
        <Typography variant="pi" textColor="neutral700">
          {fund.beneficiaryAmount === null ? text('fund.noPersons') : counts.join(' · ')}
        </Typography>
        <Button
          data-no-print
          variant="tertiary"
          size="S"
          endIcon={isOpen ? <ChevronUp /> : <ChevronDown />}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => show({ fund: isOpen ? '' : fund.documentId })}
        >
          {text(isOpen ? 'fund.hideNodes' : 'fund.showNodes')}
        </Button>
      </Flex>
      {isDifferent && (
        <>
          <DifferenceList
            differences={fund.differences}
            onNode={(node) => show({ fund: fund.documentId, node })}
            payments={{
              opened,
              onOpen: (node) =>
                period.change({
                  payments: node === null ? '' : paymentsAt(fund.documentId, node),
                  q: '',
                }),
              of: (node) => (
                <NodePayments documentId={fund.documentId} node={node} period={period} />
              ),
            }}
          />
          {fund.differenceCount > fund.differences.length && (
            <Typography variant="pi" textColor="neutral700">
              {text('fund.moreDifferences', {
                count: fund.differenceCount - fund.differences.length,
              })}
            </Typography>
          )}
        </>
      )}
      <div id={id}>{isOpen && <FundNodes fund={fund} period={period} />}</div>
    </Panel>
  );
};
