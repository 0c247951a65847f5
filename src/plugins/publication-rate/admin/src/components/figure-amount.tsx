import { Flex, Typography } from '@strapi/design-system';

import { toWanyuan } from '../../../../../shared/money';
import { grouped } from '../format';
import { useText } from '../text';

interface Props {
  readonly value: string;
  readonly unit: string;
  readonly variant?: 'omega' | 'alpha';
}

/** A figure's value with its unit; money also in 万元, as reports print it. */
export const FigureAmount = ({ value, unit, variant = 'omega' }: Props) => {
  const text = useText();
  return (
    <Flex direction="column" alignItems="flex-start">
      <Typography variant={variant} fontWeight="semiBold" textColor="neutral800">
        {grouped(value)} {value === '—' ? '' : unit}
      </Typography>
      {unit === '元' && (
        <Typography variant="pi" textColor="neutral600">
          {text('value.wanyuan', { amount: grouped(toWanyuan(value)) })}
        </Typography>
      )}
    </Flex>
  );
};
