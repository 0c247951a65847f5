import { Combobox, ComboboxOption, Field } from '@strapi/design-system';

import type { OrganizationOption } from '../hooks/use-organizations';
import { useText } from '../text';

interface Props {
  readonly options: readonly OrganizationOption[];
  /** DocumentId, '' for all. */
  readonly value: string;
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
}

/** Narrows everything to one organization. */
export const OrganizationFilter = ({ options, value, onChange }: Props) => {
  const text = useText();
  return (
    <Field.Root name="organization" width="28rem">
      <Field.Label>{text('period.organization')}</Field.Label>
      <Combobox
        value={value}
        placeholder={text('period.allOrganizations')}
        clearLabel={text('period.allOrganizations')}
        noOptionsMessage={() => text('period.noOrganization')}
        autocomplete={{ type: 'list', filter: 'contains' }}
        onChange={(chosen?: string) => onChange({ organization: chosen ?? '' })}
        onClear={() => onChange({ organization: '' })}
      >
        {options.map(({ id, name }) => (
          <ComboboxOption key={id} value={id}>
            {name}
          </ComboboxOption>
        ))}
      </Combobox>
    </Field.Root>
  );
};
