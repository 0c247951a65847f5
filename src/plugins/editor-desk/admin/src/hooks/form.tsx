import { Hint } from '../components/hint';
import { PLAIN_NUMBER } from '../components/plain-number-input';
import type { Desk } from '../desk';
import type { FormField, FormLayout } from '../strapi-app';

/** Length of an ordinary column, which nobody has decided on for the field. */
const COLUMN_LENGTH = 255;

/**
 * Strapi puts the limits of a field before its hint. They say nothing where the limit is the size
 * of the column (amounts; encrypted numbers, which are stored longer), where the system fills the field in, and where only one length is
 * right, which the hint tells better.
 */
const hasIdleLimits = ({ attribute, disabled }: FormField): boolean =>
  disabled === true ||
  attribute.type === 'decimal' ||
  attribute.maxLength === COLUMN_LENGTH ||
  (attribute.minLength !== undefined && attribute.minLength === attribute.maxLength);

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
    isPlainNumber || hasIdleLimits(field) ? withoutLimits(field.attribute) : field.attribute,
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
