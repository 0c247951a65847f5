import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

/** A value of an enumeration in words, found by the message that forms and filters use as well. */
export const EnumerationCell = ({ value }: { readonly value: unknown }) => {
  const intl = useIntl();
  const text =
    typeof value === 'string' && value !== ''
      ? intl.formatMessage({ id: value, defaultMessage: value })
      : '-';
  return (
    <Typography textColor="neutral800" ellipsis maxWidth="30rem" title={text}>
      {text}
    </Typography>
  );
};
