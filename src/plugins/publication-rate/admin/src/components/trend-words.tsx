import { Typography } from '@strapi/design-system';

import type { Change, TrendPoint } from '../domain/trend';
import { standingOf } from '../domain/trend';
import { useText } from '../text';

interface Props {
  readonly points: readonly TrendPoint[];
  readonly unit: string;
}

/** Month-on-month and same period last year, in words. */
export const TrendWords = ({ points, unit }: Props) => {
  const text = useText();
  const { current, month, year } = standingOf(points);
  if (!current) return null;
  const unitWord = unit === '%' ? text('trend.points') : unit;
  const written = ({ direction, amount }: Change): string =>
    direction === 'higher' || direction === 'lower'
      ? text(`trend.${direction}`, { amount, unit: unitWord })
      : text(`trend.${direction}`);
  return (
    <Typography variant="pi" textColor="neutral600" tag="div">
      <div>{text('trend.month', { change: written(month) })}</div>
      <div>{text('trend.year', { change: written(year) })}</div>
    </Typography>
  );
};
