import { Button, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { SnapshotSummary } from '../../../shared/contracts/reports';
import { grouped } from '../format';
import { useText } from '../text';
import { StandingLabel } from './standing-label';

const COLUMNS = [
  'year',
  'asOf',
  'frozenAt',
  'frozenBy',
  'reason',
  'rows',
  'digest',
  'compare',
] as const;

interface Props {
  readonly snapshots: readonly SnapshotSummary[];
  readonly onChoose: (documentId: string) => void;
}

/** Frozen years, with who froze them, when and why. */
export const SnapshotTable = ({ snapshots, onChoose }: Props) => {
  const text = useText();
  const intl = useIntl();
  return (
    <Table colCount={COLUMNS.length} rowCount={snapshots.length + 1}>
      <Thead>
        <Tr>
          {COLUMNS.map((column) => (
            <Th key={column}>
              <Typography variant="sigma">{text(`snapshot.${column}`)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {snapshots.map((snapshot) => (
          <Tr key={snapshot.documentId}>
            <Td>
              <Typography textColor="neutral800">
                {text('period.yearOption', { year: String(snapshot.year) })}
              </Typography>
            </Td>
            <Td>
              <Typography textColor="neutral800">{snapshot.asOf}</Typography>
            </Td>
            <Td>
              <Typography textColor="neutral800">
                {intl.formatDate(snapshot.frozenAt, { dateStyle: 'medium', timeStyle: 'short' })}
              </Typography>
            </Td>
            <Td>
              <Typography textColor="neutral800">{snapshot.frozenBy}</Typography>
            </Td>
            <Td maxWidth="32rem">
              <Typography textColor="neutral800" tag="div" style={{ whiteSpace: 'normal' }}>
                {snapshot.reason}
              </Typography>
            </Td>
            <Td>
              <Typography textColor="neutral800">
                {text('snapshot.counts', {
                  figures: grouped(String(snapshot.figures)),
                  items: grouped(String(snapshot.items)),
                })}
              </Typography>
            </Td>
            <Td>
              <StandingLabel standing={snapshot.isIntact ? 'good' : 'failing'}>
                {text(snapshot.isIntact ? 'snapshot.intact' : 'snapshot.broken')}
              </StandingLabel>
              <Typography variant="pi" textColor="neutral600" tag="div" title={snapshot.digest}>
                {snapshot.digest.slice(0, 12)}
              </Typography>
            </Td>
            <Td>
              <Button
                variant="tertiary"
                size="S"
                data-no-print
                aria-label={text('snapshot.compareLabel', {
                  year: String(snapshot.year),
                  asOf: snapshot.asOf,
                })}
                onClick={() => onChoose(snapshot.documentId)}
              >
                {text('snapshot.compareShort')}
              </Button>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
