import {
  Button,
  DatePicker,
  Field,
  Flex,
  Modal,
  Textarea,
  TextInput,
  Typography,
} from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useState, type ChangeEvent, type FormEvent } from 'react';

import { dayOfPicker, pickerDate, shanghaiToday } from '../format';
import { useReturnFocus } from '../hooks/use-return-focus';
import { useFreeze } from '../services/api';
import { useText } from '../text';
import { Failure } from './failure';

const YEAR = /^20\d{2}$/;
const REASON_LEAST = 2;
const REASON_LENGTH = 500;

interface Props {
  /** Year to begin with. */
  readonly year: number;
  readonly onClose: () => void;
}

/** Asks which year, as of which day, and why; then freezes it for good. */
export const FreezeDialog = ({ year: suggested, onClose }: Props) => {
  const text = useText();
  const returnFocus = useReturnFocus();
  const today = shanghaiToday();
  const [year, setYear] = useState(String(suggested));
  const [asOf, setAsOf] = useState(today);
  const [reason, setReason] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const [freeze, { isLoading, error }] = useFreeze();
  const { toggleNotification } = useNotification();
  const yearError = isAsked && !YEAR.test(year) ? text('freeze.yearNeeded') : undefined;
  const reasonError =
    isAsked && reason.trim().length < REASON_LEAST ? text('freeze.reasonNeeded') : undefined;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsAsked(true);
    if (!YEAR.test(year) || reason.trim().length < REASON_LEAST) return;
    const answer = await freeze({ year: Number(year), asOf, reason: reason.trim() });
    if ('error' in answer) return;
    toggleNotification({ type: 'success', message: text('freeze.done', { year }) });
    onClose();
  };

  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Content aria-describedby={undefined} onCloseAutoFocus={returnFocus}>
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Modal.Header closeLabel={text('dialog.close')}>
            <Modal.Title>{text('freeze.title')}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <Flex direction="column" alignItems="stretch" gap={4}>
              <Typography textColor="neutral700">{text('freeze.hint')}</Typography>
              <Field.Root name="freezeYear" error={yearError} required>
                <Field.Label>{text('period.year')}</Field.Label>
                <TextInput
                  inputMode="numeric"
                  maxLength={4}
                  value={year}
                  onChange={({ target }: ChangeEvent<HTMLInputElement>) =>
                    setYear(target.value.trim())
                  }
                />
                <Field.Error />
              </Field.Root>
              <Field.Root name="freezeAsOf" required>
                <Field.Label>{text('period.asOf')}</Field.Label>
                <DatePicker
                  value={pickerDate(asOf)}
                  maxDate={pickerDate(today)}
                  calendarLabel={text('period.asOf')}
                  monthSelectLabel={text('period.month')}
                  yearSelectLabel={text('period.year')}
                  onChange={(date: Date | undefined) => setAsOf(date ? dayOfPicker(date) : today)}
                />
              </Field.Root>
              <Field.Root
                name="freezeReason"
                error={reasonError}
                hint={text('freeze.reasonHint')}
                required
              >
                <Field.Label>{text('freeze.reason')}</Field.Label>
                <Textarea
                  value={reason}
                  maxLength={REASON_LENGTH}
                  onChange={({ target }: ChangeEvent<HTMLTextAreaElement>) =>
                    setReason(target.value)
                  }
                />
                <Field.Error />
                <Field.Hint />
              </Field.Root>
              <Failure error={error} />
            </Flex>
          </Modal.Body>
          <Modal.Footer>
            <Button variant="tertiary" onClick={onClose}>
              {text('dialog.cancel')}
            </Button>
            <Button type="submit" loading={isLoading}>
              {text('freeze.submit')}
            </Button>
          </Modal.Footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  );
};
