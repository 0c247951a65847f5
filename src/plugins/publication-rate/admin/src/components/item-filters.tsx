import {
  Box,
  Field,
  Flex,
  Searchbar,
  SearchForm,
  SingleSelect,
  SingleSelectOption,
} from '@strapi/design-system';
import { useState, type ChangeEvent, type FormEvent } from 'react';

import type { ItemState } from '../services/api';
import { useText } from '../text';

export const STATES = ['all', 'missing', 'counted', 'excluded'] as const;

interface Props {
  readonly state: ItemState | 'all';
  readonly search: string;
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
}

/** Narrows a figure's rows by state and text. */
export const ItemFilters = ({ state, search, onChange }: Props) => {
  const text = useText();
  const [typed, setTyped] = useState(search);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onChange({ q: typed.trim() });
  };
  const clear = (): void => {
    setTyped('');
    onChange({ q: '' });
  };

  return (
    <Flex gap={4} alignItems="flex-end" wrap="wrap">
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
              {text(`items.state.${option}`)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
      <Box width="32rem">
        <SearchForm onSubmit={submit}>
          <Searchbar
            name="q"
            value={typed}
            maxLength={100}
            placeholder={text('items.search')}
            clearLabel={text('items.searchClear')}
            onChange={({ target }: ChangeEvent<HTMLInputElement>) => setTyped(target.value)}
            onClear={clear}
          >
            {text('items.search')}
          </Searchbar>
        </SearchForm>
      </Box>
    </Flex>
  );
};
