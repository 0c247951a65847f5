import {
  Button,
  DatePicker,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
} from '@strapi/design-system';

import type { SnapshotSummary } from '../../../shared/contracts/reports';
import { dayOfPicker, pickerDate, shanghaiToday } from '../format';
import type { Period } from '../hooks/use-period';
import { useSnapshots } from '../services/api';
import { useText } from '../text';

const NOW = 'now';

interface Props {
  readonly snapshot: SnapshotSummary;
  readonly period: Period;
}

/** Chooses what a snapshot is compared with: the records as they are or were, or another snapshot. */
export const SnapshotAgainst = ({ snapshot, period: { params, change } }: Props) => {
  const text = useText();
  const { data: snapshots = [] } = useSnapshots(undefined);
  const others = snapshots.filter(
    ({ documentId, year }) => year === snapshot.year && documentId !== snapshot.documentId,
  );
  const other = params.get('with') ?? '';
  const day = params.get('on') ?? '';
  const today = shanghaiToday();
  return (
    <Flex gap={4} alignItems="flex-end" wrap="wrap" data-no-print>
      <Field.Root name="with" width="32rem">
        <Field.Label>{text('snapshot.against')}</Field.Label>
        <SingleSelect
          value={other || NOW}
          onChange={(value: string | number) =>
            change({ with: value === NOW ? '' : String(value), on: '', figure: '', rows: '' })
          }
        >
          <SingleSelectOption value={NOW}>{text('snapshot.againstRecords')}</SingleSelectOption>
          {others.map(({ documentId, asOf, reason }) => (
            <SingleSelectOption key={documentId} value={documentId}>
              {text('snapshot.againstSnapshot', { asOf, reason })}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
      {!other && (
        <Field.Root name="on" width="18rem">
          <Field.Label>{text('period.asOf')}</Field.Label>
          <DatePicker
            value={pickerDate(day || today)}
            maxDate={pickerDate(today)}
            calendarLabel={text('period.asOf')}
            monthSelectLabel={text('period.month')}
            yearSelectLabel={text('period.year')}
            onChange={(date: Date | undefined) => {
              const chosen = date ? dayOfPicker(date) : today;
              change({ on: chosen >= today ? '' : chosen, figure: '', rows: '' });
            }}
          />
        </Field.Root>
      )}
      {day && (
        <Button variant="tertiary" size="L" onClick={() => change({ on: '' })}>
          {text('period.today')}
        </Button>
      )}
    </Flex>
  );
};
