import { Typography } from '@strapi/design-system';

import type { SnapshotComparison } from '../../../shared/contracts/reports';
import { signedDifference } from '../domain/bars';
import { grouped } from '../format';
import { useText } from '../text';

interface Props {
  readonly figure: SnapshotComparison['figures'][number];
}

/** What a figure is now minus what it was frozen as. */
export const SnapshotDifference = ({ figure }: Props) => {
  const text = useText();
  if (!figure.isChanged) {
    return <Typography textColor="neutral600">{text('snapshot.same')}</Typography>;
  }
  const difference =
    figure.frozen && figure.current
      ? signedDifference(figure.current.value, figure.frozen.value)
      : null;
  const unit = figure.unit === '%' ? text('trend.points') : figure.unit;
  return (
    <Typography
      textColor="danger700"
      fontWeight="bold"
      style={{ fontVariantNumeric: 'tabular-nums' }}
    >
      {difference === null ? text('snapshot.otherRows') : `${grouped(difference)} ${unit}`}
    </Typography>
  );
};
