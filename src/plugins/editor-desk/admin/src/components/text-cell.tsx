import { Typography } from '@strapi/design-system';

/** A value as it is stored: a legal day, or a number that is a name, such as a year. */
export const TextCell = ({ value }: { readonly value: unknown }) => (
  <Typography textColor="neutral800">
    {typeof value === 'number' || typeof value === 'string' ? String(value) : '-'}
  </Typography>
);
