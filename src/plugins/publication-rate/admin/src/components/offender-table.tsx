import { Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';

import type { InspectionLight } from '../../../shared/contracts/reports';
import { useDaysLeft } from '../hooks/use-days-left';
import { useText } from '../text';
import { RecordLink } from './record-link';
import { StandingLabel } from './standing-label';

const COLUMNS = [
  'standing',
  'label',
  'organization',
  'since',
  'daysLeft',
  'message',
  'record',
] as const;
type Column = (typeof COLUMNS)[number];
type Offender = InspectionLight['offenders'][number];

/** Exactly what makes a light fail, and where to mend it. */
export const OffenderTable = ({ offenders }: Pick<InspectionLight, 'offenders'>) => {
  const text = useText();
  const says = (column: Column): boolean =>
    column === 'record'
      ? offenders.some(({ uid }) => uid !== null)
      : offenders.some((offender) => offender[column] !== null);
  const columns = COLUMNS.filter(says);
  const daysLeft = useDaysLeft();
  const cell = (offender: Offender, column: Column) => {
    switch (column) {
      case 'standing':
        return (
          <StandingLabel standing={offender.standing}>
            {text(`light.${offender.standing}`)}
          </StandingLabel>
        );
      case 'daysLeft':
        return daysLeft(offender.daysLeft);
      case 'record':
        return (
          <RecordLink uid={offender.uid} documentId={offender.documentId} label={offender.label}>
            {text('items.fix')}
          </RecordLink>
        );
      default:
        return offender[column];
    }
  };
  return (
    <Table colCount={columns.length} rowCount={offenders.length + 1}>
      <Thead>
        <Tr>
          {columns.map((column) => (
            <Th key={column}>
              <Typography variant="sigma">{text(`offender.${column}`)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {offenders.map((offender, index) => (
          <Tr key={`${offender.documentId ?? ''} ${index}`}>
            {columns.map((column) => (
              <Td key={column} maxWidth="40rem">
                <Typography
                  tag="div"
                  textColor="neutral800"
                  variant="pi"
                  style={{ whiteSpace: column === 'record' ? 'nowrap' : 'normal' }}
                >
                  {cell(offender, column)}
                </Typography>
              </Td>
            ))}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
