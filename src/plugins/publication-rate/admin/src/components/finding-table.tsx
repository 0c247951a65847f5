import { Table, Tbody, Td, Thead, Tr, Typography } from '@strapi/design-system';

import type { PlausibilityFinding } from '../../../shared/contracts/reports';
import { grouped } from '../format';
import { useText } from '../text';
import { ColumnHeading } from './column-heading';
import { RecordLink } from './record-link';

const COLUMNS = ['kind', 'name', 'organization', 'reason', 'amount', 'record'] as const;
type Column = (typeof COLUMNS)[number];

const Cell = ({
  finding,
  column,
}: {
  readonly finding: PlausibilityFinding;
  readonly column: Column;
}) => {
  const text = useText();
  switch (column) {
    case 'kind':
      return finding.kindName;
    case 'name':
      return finding.label;
    case 'amount':
      return finding.amount === null ? null : grouped(finding.amount);
    case 'record':
      return (
        <RecordLink uid={finding.uid} documentId={finding.documentId} label={finding.label}>
          {text('findings.look')}
        </RecordLink>
      );
    default:
      return finding[column];
  }
};

/** Words of records wrap; what one presses doesn't. */
const wrapOf = (column: Column) =>
  ({ whiteSpace: column === 'record' ? 'nowrap' : 'normal' }) as const;

/** True where the column says more than the others do. */
const tells = (column: Column, { organization, label, amount }: PlausibilityFinding): boolean => {
  if (column === 'organization') return organization !== null && organization !== label;
  return column !== 'amount' || amount !== null;
};

const styleOf = (column: Column) =>
  column === 'amount'
    ? ({ textAlign: 'right', fontVariantNumeric: 'tabular-nums' } as const)
    : undefined;

/** What was found, why, and the record to look at. */
export const FindingTable = ({
  findings,
}: {
  readonly findings: readonly PlausibilityFinding[];
}) => {
  const text = useText();
  const columns = COLUMNS.filter((column) => findings.some((finding) => tells(column, finding)));
  return (
    <Table colCount={columns.length} rowCount={findings.length + 1}>
      <Thead>
        <Tr>
          {columns.map((column) => (
            <ColumnHeading key={column} isNumber={column === 'amount'}>
              {text(column === 'kind' ? 'findings.kind' : `items.${column}`)}
            </ColumnHeading>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {findings.map((finding) => (
          <Tr key={`${finding.kind} ${finding.key}`}>
            {columns.map((column) => (
              <Td key={column} maxWidth="40rem" style={styleOf(column)}>
                <Typography tag="div" textColor="neutral800" style={wrapOf(column)}>
                  <Cell finding={finding} column={column} />
                </Typography>
              </Td>
            ))}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
