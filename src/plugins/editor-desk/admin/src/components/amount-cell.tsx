import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

/** An amount of yuan with its fen, 49,097,027.10, in a column that lines up at the point. */
export const AmountCell = ({ value }: { readonly value: unknown }) => {
  const intl = useIntl();
  const isAmount = (typeof value === 'number' || typeof value === 'string') && value !== '';
  return (
    <Typography
      tag="div"
      textColor="neutral800"
      textAlign="right"
      style={{ fontVariantNumeric: 'tabular-nums' }}
    >
      {isAmount
        ? intl.formatNumber(Number(value), { minimumFractionDigits: 2, maximumFractionDigits: 2 })
        : '-'}
    </Typography>
  );
};
