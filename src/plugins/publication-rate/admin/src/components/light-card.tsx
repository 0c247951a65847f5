import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

import type { InspectionLight } from '../../../shared/contracts/reports';
import { useDaysLeft } from '../hooks/use-days-left';
import { useIsChinese, useText } from '../text';
import { OffenderTable } from './offender-table';
import { Panel } from './panel';
import { RecordLink } from './record-link';
import { StandingLabel } from './standing-label';

const Offenders = styled.details`
  > summary {
    padding: 0.8rem 0;
    cursor: pointer;
    font-size: 1.3rem;
    color: ${({ theme }) => theme.colors.primary600};
  }
  > summary:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
  }
`;

/** One indicator of the national check: how it stands, against which limit, and who is behind. */
export const LightCard = ({ light }: { readonly light: InspectionLight }) => {
  const text = useText();
  const isChinese = useIsChinese();
  const daysLeft = useDaysLeft();
  // The light's own message says it all where it watches one thing alone.
  const only = light.watched === 1 ? light.offenders[0] : undefined;
  const facts = [
    light.limitDays === null ? '' : text('light.limit', { days: light.limitDays }),
    daysLeft(light.daysLeft),
  ].filter(Boolean);
  return (
    <Panel>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4}>
        <Typography variant="delta" tag="h3">
          {isChinese ? light.name : light.nameEn}
        </Typography>
        <StandingLabel standing={light.standing}>{text(`light.${light.standing}`)}</StandingLabel>
      </Flex>
      <Box paddingTop={2}>
        <Typography tag="p" textColor="neutral800">
          {light.message}
        </Typography>
      </Box>
      <Flex gap={4} wrap="wrap" paddingTop={1}>
        {facts.map((fact) => (
          <Typography key={fact} variant="pi" fontWeight="bold" textColor="neutral700">
            {fact}
          </Typography>
        ))}
        <Typography variant="pi" textColor="neutral600">
          {text('light.basis', { basis: light.basis })}
        </Typography>
      </Flex>
      {only && (
        <Box paddingTop={2} data-no-print>
          <RecordLink uid={only.uid} documentId={only.documentId} label={only.label}>
            {text('items.fix')}
          </RecordLink>
        </Box>
      )}
      {!only && light.offenders.length > 0 && (
        <Offenders open={light.standing !== 'good'}>
          <summary>
            {text('light.offenders', { count: light.offendersTotal, watched: light.watched })}
          </summary>
          <OffenderTable offenders={light.offenders} />
          {light.offendersTotal > light.offenders.length && (
            <Typography variant="pi" textColor="neutral700">
              {text('light.worst', { shown: light.offenders.length })}
            </Typography>
          )}
        </Offenders>
      )}
    </Panel>
  );
};
