import { Button, Field, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import type { ChangeEvent } from 'react';

import { shanghaiToday } from '../format';
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
        <Field.Input
          type="date"
          max={today}
          value={asOf || today}
          onChange={({ target }: ChangeEvent<HTMLInputElement>) =>
            onChange({ asOf: target.value === today ? '' : target.value })
          }
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
