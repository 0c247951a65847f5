import { Hint } from '../components/hint';
import { PLAIN_NUMBER } from '../components/plain-number-input';
import type { Desk } from '../desk';
import type { FormField, FormLayout } from '../strapi-app';

/**
 * Strapi puts the limits of a field before its hint. The limit of an amount is the column's size,
 * and what the system fills in has none for the editor: both say nothing.
 */
const withoutLimits = (attribute: FormField['attribute']): FormField['attribute'] =>
  Object.fromEntries(
    Object.entries(attribute).filter(
      ([name]) => !['min', 'max', 'minLength', 'maxLength'].includes(name),
    ),
  ) as unknown as FormField['attribute'];

const shown = <Field extends FormField>(field: Field, isPlainNumber: boolean): Field => ({
  ...field,
  ...(isPlainNumber ? { type: PLAIN_NUMBER } : {}),
  attribute:
    isPlainNumber || field.disabled === true || field.attribute.type === 'decimal'
      ? withoutLimits(field.attribute)
      : field.attribute,
  hint:
    typeof field.hint === 'string' && field.hint !== '' ? <Hint text={field.hint} /> : field.hint,
});

/** Shows hints in the user's language, which Strapi does for labels only, and years as they are. */
export const showForm =
  (desk: Desk) =>
  <Args extends { readonly layout: FormLayout }>(args: Args): Args => {
    const type = desk.byTitle(args.layout.settings.displayName ?? '');
    return {
      ...args,
      layout: {
        ...args.layout,
        layout: args.layout.layout.map((panel) =>
          panel.map((row) =>
            row.map((field) => shown(field, type?.fields[field.name]?.plainNumber === true)),
          ),
        ),
        components: Object.fromEntries(
          Object.entries(args.layout.components).map(([uid, component]) => [
            uid,
            {
              ...component,
              layout: component.layout.map((row) => row.map((field) => shown(field, false))),
            },
          ]),
        ),
      },
    };
  };
