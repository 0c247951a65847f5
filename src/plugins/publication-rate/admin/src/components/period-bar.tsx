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
import { useOrganizations } from '../hooks/use-organizations';
import type { Period } from '../hooks/use-period';
import { useReload } from '../services/api';
import { useText } from '../text';
import { OrganizationFilter } from './organization-filter';

/** Which year, how it stood at the end of which day, and of whom. */
export const PeriodBar = ({ period }: { readonly period: Period }) => {
  const text = useText();
  const { year, years, asOf, organization, change } = period;
  const organizations = useOrganizations(period);
  const [reload] = useReload();
  const today = shanghaiToday();
  const value = useMemo(() => pickerDate(asOf || today), [asOf, today]);
  const last = useMemo(() => pickerDate(today), [today]);
  if (year === undefined) return null;
  const options = [
    ...new Set([Number(today.slice(0, 4)), year, ...years.map((one) => one.year)]),
  ].sort((one, other) => other - one);

  return (
    <Flex gap={4} alignItems="flex-end" wrap="wrap" data-no-print>
      <Field.Root name="year" width="12rem">
        <Field.Label>{text('period.year')}</Field.Label>
        <SingleSelect
          value={String(year)}
          onChange={(value: string | number) => change({ year: String(value) })}
        >
          {options.map((option) => (
            <SingleSelectOption key={option} value={String(option)}>
              {text('period.yearOption', { year: String(option) })}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
      <OrganizationFilter options={organizations} value={organization} onChange={change} />
      <Field.Root name="asOf" width="18rem">
        <Field.Label>{text('period.asOf')}</Field.Label>
        <DatePicker
          value={value}
          maxDate={last}
          calendarLabel={text('period.asOf')}
          monthSelectLabel={text('period.month')}
          yearSelectLabel={text('period.year')}
          onChange={(date: Date | undefined) => {
            const day = date ? dayOfPicker(date) : today;
            change({ asOf: day >= today ? '' : day });
          }}
        />
      </Field.Root>
      {asOf && (
        <Button variant="tertiary" size="L" onClick={() => change({ asOf: '' })}>
          {text('period.today')}
        </Button>
      )}
      <Button
        variant="tertiary"
        size="L"
        startIcon={<ArrowClockwise />}
        onClick={() => void reload()}
      >
        {text('period.reload')}
      </Button>
    </Flex>
  );
};
