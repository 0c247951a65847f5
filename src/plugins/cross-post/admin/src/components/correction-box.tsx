import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';

import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import { CORRECTION_ANSWERS } from '../../../shared/contracts/flow';
import { PERMISSIONS } from '../plugin-id';
import { useCorrection } from '../services/flow-api';
import { useText, useTime } from '../text';
import { useAct } from './use-act';

/** The document was changed after this was posted: a person decides what becomes of the post. */
export const CorrectionBox = ({ delivery }: { readonly delivery: DeliverySummary }) => {
  const text = useText();
  const time = useTime();
  const act = useAct();
  const { allowedActions } = useRBAC(PERMISSIONS);
  const [answer, { isLoading }] = useCorrection();
  const { documentId, correctionAt, correctionNote } = delivery;
  if (!correctionAt) {
    return correctionNote ? <Typography variant="pi">{correctionNote}</Typography> : null;
  }
  return (
    <Box background="warning100" hasRadius padding={4}>
      <Typography tag="p" textColor="warning700">
        {text('correction.text', { time: time(correctionAt) })}
      </Typography>
      {allowedActions['canApprove'] && (
        <Flex gap={3} paddingTop={3} wrap="wrap">
          {CORRECTION_ANSWERS.map((option) => (
            <Button
              key={option}
              size="S"
              variant={option === 'repost' ? 'secondary' : 'tertiary'}
              loading={isLoading}
              onClick={() =>
                void act(answer({ documentId, answer: option }), text('correction.done'))
              }
            >
              {text(`correction.${option}`)}
            </Button>
          ))}
        </Flex>
      )}
    </Box>
  );
};
