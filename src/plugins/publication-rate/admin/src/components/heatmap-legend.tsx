import { Flex } from '@strapi/design-system';

import { STANDINGS, type Standing } from '../../../shared/contracts/reports';
import { useText } from '../text';
import { StandingLabel } from './standing-label';

/** What the grounds and signs mean, with how many cells have each. */
export const HeatmapLegend = ({
  counts,
}: {
  readonly counts: Readonly<Record<Standing, number>>;
}) => {
  const text = useText();
  return (
    <Flex gap={2} wrap="wrap">
      {STANDINGS.filter((standing) => counts[standing] > 0).map((standing) => (
        <StandingLabel key={standing} standing={standing}>
          {text('heatmap.legend', { name: text(`mark.${standing}`), count: counts[standing] })}
        </StandingLabel>
      ))}
    </Flex>
  );
};
