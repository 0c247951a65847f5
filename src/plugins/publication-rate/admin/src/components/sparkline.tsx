import { useTheme } from 'styled-components';

import { sparklinePath } from '../domain/sparkline';
import { drawable, type TrendPoint } from '../domain/trend';

const WIDTH = 120;
const HEIGHT = 32;

/** A year's course and, dashed, the year's before; the words beside it say what matters. */
export const Sparkline = ({ points }: { readonly points: readonly TrendPoint[] }) => {
  const { colors } = useTheme();
  const current = points.map(({ value }) => drawable(value));
  const before = points.map(({ lastYear }) => drawable(lastYear));
  const known = [...current, ...before].filter((value) => value !== null);
  // A single value has no course.
  if (known.length < 2) return null;
  const box = {
    width: WIDTH,
    height: HEIGHT,
    low: Math.min(...known),
    high: Math.max(...known),
  };
  return (
    <svg
      width="100%"
      height={HEIGHT}
      preserveAspectRatio="none"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden
      fill="none"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path
        d={sparklinePath(before, box)}
        stroke={colors.neutral400}
        strokeDasharray="3 3"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={sparklinePath(current, box)}
        stroke={colors.primary600}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
};
