import { Box, Typography } from '@strapi/design-system';

import type { Inspection, InspectionLight } from '../../../shared/contracts/reports';
import { StandingLabel } from '../components/standing-label';
import { worstFirst } from '../domain/lights';
import { useDaysLeft } from '../hooks/use-days-left';
import { useInspection } from '../services/api';
import { useIsChinese, useText } from '../text';
import { Lines } from './lines';
import { WidgetState } from './widget-state';

const failing = ({ lights }: Inspection): readonly InspectionLight[] =>
  worstFirst(lights).filter(({ standing }) => standing === 'failing' || standing === 'warning');

/** Indicators of the national check that fail or are about to. */
export const LightsWidget = () => {
  const text = useText();
  const isChinese = useIsChinese();
  const daysLeft = useDaysLeft();
  const query = useInspection({}, { refetchOnMountOrArgChange: true });
  return (
    <WidgetState
      query={query}
      emptyText={(inspection) =>
        failing(inspection).length === 0
          ? text(inspection.lights.length === 0 ? 'inspection.empty' : 'lights.allGood')
          : null
      }
    >
      {(inspection) => (
        <Lines>
          {failing(inspection).map((light) => (
            <li key={light.id}>
              <Box>
                <Typography textColor="neutral800" tag="div">
                  {isChinese ? light.name : light.nameEn}
                </Typography>
                <Typography variant="pi" textColor="neutral600" tag="div">
                  {light.message}
                </Typography>
              </Box>
              <StandingLabel standing={light.standing}>
                {daysLeft(light.daysLeft) || text(`light.${light.standing}`)}
              </StandingLabel>
            </li>
          ))}
        </Lines>
      )}
    </WidgetState>
  );
};
