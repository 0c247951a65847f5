import { Button, Flex, Typography } from '@strapi/design-system';

import type { DeliveryVariant } from '../../../shared/contracts/flow';
import { useApprove } from '../services/flow-api';
import { useText } from '../text';
import { useAct } from './use-act';

/** Approves exactly what is shown; says why not where the person may not. */
export const ApproveButton = ({
  variant,
  isDirty = false,
}: {
  readonly variant: DeliveryVariant;
  /** There are changes that are not saved: what is approved is what is saved. */
  readonly isDirty?: boolean;
}) => {
  const text = useText();
  const act = useAct();
  const [approve, { isLoading }] = useApprove();
  const { delivery, contentHash, canApprove, approvalHint, check } = variant;
  if (delivery.state !== 'waiting') return null;
  const hasErrors = check.issues.some(({ level }) => level === 'error');
  const reason = isDirty
    ? text('approve.saveFirst')
    : hasErrors
      ? text('approve.mendFirst')
      : approvalHint;
  return (
    <Flex gap={3} wrap="wrap">
      {canApprove && (
        <Button
          loading={isLoading}
          disabled={isDirty || hasErrors}
          onClick={() =>
            void act(
              approve({ documentId: delivery.documentId, contentHash }),
              text('approve.done'),
            )
          }
        >
          {text('approve.action')}
        </Button>
      )}
      {reason && (
        <Typography variant="pi" textColor="neutral700">
          {reason}
        </Typography>
      )}
    </Flex>
  );
};
