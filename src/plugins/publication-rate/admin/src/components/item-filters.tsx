import { Box, Field, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';

import type { ItemState } from '../services/api';
import { useText } from '../text';
import { SearchField } from './search-field';

export const STATES = ['all', 'missing', 'counted', 'excluded'] as const;

interface Props {
  readonly isTimely: boolean;
  readonly state: ItemState | 'all';
  readonly search: string;
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
}

/** Narrows a figure's rows by state and text. */
export const ItemFilters = ({ isTimely, state, search, onChange }: Props) => {
  const text = useText();
  return (
    <Flex gap={4} alignItems="flex-end" wrap="wrap" data-no-print>
      <Field.Root name="state" width="16rem">
        <Field.Label>{text('items.state')}</Field.Label>
        <SingleSelect
          value={state}
          onChange={(value: string | number) =>
            onChange({ state: value === 'all' ? '' : String(value) })
          }
        >
          {STATES.map((option) => (
            <SingleSelectOption key={option} value={option}>
              {text(
                option === 'missing' && isTimely ? 'items.state.anyLate' : `items.state.${option}`,
              )}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
      <Box width="32rem">
        <SearchField
          key={search}
          name="q"
          label={text('items.search')}
          value={search}
          onSearch={(q) => onChange({ q })}
        />
      </Box>
    </Flex>
  );
};
