import {
  Button,
  DatePicker,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
} from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { useMemo } from 'react';

import { dayOfPicker, pickerDate, shanghaiToday } from '../format';
import { useText } from '../text';

interface Props {
  readonly year: number;
  readonly years: readonly { readonly year: number }[];
  /** '' for today. */
  readonly asOf: string;
  readonly isBusy: boolean;
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
  readonly onReload: () => void;
}

/** Which year, and how it stood at the end of which day. */
export const PeriodBar = ({ year, years, asOf, isBusy, onChange, onReload }: Props) => {
  const text = useText();
  const today = shanghaiToday();
  const value = useMemo(() => pickerDate(asOf || today), [asOf, today]);
  const last = useMemo(() => pickerDate(today), [today]);
  const options = [
    ...new Set([Number(today.slice(0, 4)), year, ...years.map((one) => one.year)]),
  ].sort((one, other) => other - one);

  return (
    <Flex gap={4} alignItems="flex-end" wrap="wrap">
      <Field.Root name="year" width="14rem">
        <Field.Label>{text('period.year')}</Field.Label>
        <SingleSelect
          value={String(year)}
          onChange={(value: string | number) => onChange({ year: String(value) })}
        >
          {options.map((option) => (
            <SingleSelectOption key={option} value={String(option)}>
              {text('period.yearOption', { year: String(option) })}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
      <Field.Root name="asOf" width="20rem">
        <Field.Label>{text('period.asOf')}</Field.Label>
        <DatePicker
          value={value}
          maxDate={last}
          calendarLabel={text('period.asOf')}
          monthSelectLabel={text('period.month')}
          yearSelectLabel={text('period.year')}
          onChange={(date: Date | undefined) => {
            const day = date ? dayOfPicker(date) : today;
            onChange({ asOf: day >= today ? '' : day });
          }}
        />
      </Field.Root>
      {asOf && (
        <Button variant="tertiary" size="L" onClick={() => onChange({ asOf: '' })}>
          {text('period.today')}
        </Button>
      )}
      <Button
        variant="tertiary"
        size="L"
        startIcon={<ArrowClockwise />}
        loading={isBusy}
        onClick={onReload}
      >
        {text('period.reload')}
      </Button>
    </Flex>
  );
};
