import { Searchbar, SearchForm } from '@strapi/design-system';
import { useState, type ChangeEvent, type FormEvent } from 'react';

import { useText } from '../text';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

/** Searches on Enter, so that a half-typed word costs nothing. Remount it for a new `value`. */
export const SearchField = ({ name, label, value, onSearch }: Props) => {
  const text = useText();
  const [typed, setTyped] = useState(value);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  const clear = (): void => {
    setTyped('');
    onSearch('');
  };
  return (
    <SearchForm onSubmit={submit}>
      <Searchbar
        name={name}
        value={typed}
        maxLength={100}
        placeholder={label}
        clearLabel={text('items.searchClear')}
        onChange={({ target }: ChangeEvent<HTMLInputElement>) => setTyped(target.value)}
        onClear={clear}
      >
        {label}
      </Searchbar>
    </SearchForm>
  );
};
