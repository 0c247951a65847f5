import { Button, Checkbox, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

import type { FundReconciliation } from '../../../shared/contracts/reports';
import { shanghaiToday } from '../format';
import type { Period } from '../hooks/use-period';
import { useText } from '../text';
import { ExportButtons } from './export-buttons';
import { NodeLevel } from './node-level';

const Tree = styled.table`
  width: 100%;
  border-collapse: collapse;
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.neutral800};

  > * > tr > th,
  > * > tr > td {
    padding: 0.6rem 0.8rem;
    text-align: right;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
  > thead > tr > th {
    font-weight: 600;
    font-size: 1.2rem;
    vertical-align: bottom;
  }
  > * > tr > th:first-child,
  > * > tr > td[colspan] {
    text-align: left;
  }
`;

const COLUMNS = [
  'receiver',
  'received',
  'children',
  'statedRest',
  'beneficiaries',
  'persons',
  'households',
  'personTimes',
] as const;

interface Props {
  readonly fund: FundReconciliation;
  readonly period: Period;
}

/** A fund's tree, opened level by level; or only the nodes that differ, wherever they are. */
export const FundNodes = ({ fund, period }: Props) => {
  const text = useText();
  const chosen = period.params.get('node') ?? '';
  const isDifferent = period.params.get('nodes') === 'different';
  const isTree = chosen === '' && !isDifferent;
  return (
    <>
      <Flex
        gap={4}
        paddingTop={3}
        paddingBottom={2}
        wrap="wrap"
        justifyContent="space-between"
        data-no-print
      >
        {chosen === '' ? (
          <Checkbox
            checked={isDifferent}
            onCheckedChange={(isChecked) =>
              period.change({ nodes: isChecked === true ? 'different' : '', payments: '', q: '' })
            }
          >
            {text('fund.onlyDifferent')}
          </Checkbox>
        ) : (
          <Flex gap={4} wrap="wrap">
            <Typography variant="pi" textColor="neutral700">
              {text('fund.oneNode', { code: chosen })}
            </Typography>
            <Button
              variant="tertiary"
              size="S"
              onClick={() => period.change({ node: '', payments: '', q: '' })}
            >
              {text('fund.allNodes')}
            </Button>
          </Flex>
        )}
        <ExportButtons
          path="reconciliations"
          params={{ part: 'nodes', fund: fund.documentId }}
          name={fund.name}
          period={period.query}
          asOf={period.asOf || shanghaiToday()}
        />
      </Flex>
      <div style={{ overflowX: 'auto' }} data-scroller>
        <Tree aria-label={text('fund.nodes', { name: fund.name })}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {text(`node.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <NodeLevel
              key={`${chosen} ${isDifferent}`}
              documentId={fund.documentId}
              period={period}
              parent={isTree ? '' : undefined}
              isDifferent={isDifferent && chosen === ''}
              search={chosen}
              depth={0}
            />
          </tbody>
        </Tree>
      </div>
    </>
  );
};
