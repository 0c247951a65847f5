import { Box, VisuallyHidden } from '@strapi/design-system';
import type { DefaultTheme } from 'styled-components';

import type { Standing } from '../../../shared/contracts/reports';
import { useText } from '../text';

/** Signs that tell the standings apart without colour, also in print and to the colour-blind. */
export const SYMBOLS: Readonly<Record<Standing, string>> = {
  good: '✓',
  warning: '!',
  failing: '✗',
  excluded: '–',
  none: '·',
};

const SIGNS = {
  good: 'success700',
  warning: 'warning700',
  failing: 'danger700',
  excluded: 'neutral700',
  none: 'neutral600',
} as const satisfies Record<Standing, string>;

const HUES = {
  good: 'success500',
  warning: 'warning500',
  failing: 'danger500',
  excluded: 'neutral500',
  none: 'neutral0',
} as const satisfies Record<Standing, string>;

/** Ground of a standing, pale enough for text; in the dark theme the colours' own pale ones are black. */
export const groundOf = ({ colors }: DefaultTheme, standing: Standing): string =>
  `color-mix(in srgb, ${colors[HUES[standing]]} 18%, ${colors.neutral0})`;

interface Props {
  readonly standing: Standing;
  /** Where the words stand beside it already. */
  readonly isDecoration?: boolean;
}

/** A standing as a sign in its colour; screen readers get the word. */
export const StandingMark = ({ standing, isDecoration = false }: Props) => {
  const text = useText();
  return (
    <>
      <Box
        tag="span"
        aria-hidden
        color={SIGNS[standing]}
        style={{ fontWeight: 700, display: 'inline-block', width: '1em', textAlign: 'center' }}
      >
        {SYMBOLS[standing]}
      </Box>
      {!isDecoration && <VisuallyHidden>{text(`mark.${standing}`)}</VisuallyHidden>}
    </>
  );
};
