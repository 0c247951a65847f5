import type { ReactNode } from 'react';

import { Field, TextInput } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

/** Name under which the form finds this input. */
export const PLAIN_NUMBER = 'editor-desk.plain-number';

interface Props {
  readonly name: string;
  readonly label?: ReactNode;
  readonly labelAction?: ReactNode;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly placeholder?: string;
}

/** A whole number that is a name, such as a year: Strapi's own input would write 2,017. */
export const PlainNumberInput = ({
  name,
  label,
  labelAction,
  hint,
  required,
  disabled,
  placeholder,
}: Props) => {
  const field = useField<number | null>(name);
  return (
    <Field.Root name={name} hint={hint} error={field.error} required={required}>
      <Field.Label action={labelAction}>{label}</Field.Label>
      <TextInput
        name={name}
        inputMode="numeric"
        value={field.value === null || field.value === undefined ? '' : String(field.value)}
        disabled={disabled}
        placeholder={placeholder}
        onChange={({ target }: { target: { value: string } }) => {
          const digits = target.value.replace(/\D/g, '');
          field.onChange(name, digits === '' ? null : Number(digits));
        }}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};
