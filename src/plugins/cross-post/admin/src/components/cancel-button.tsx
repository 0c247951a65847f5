import { Button } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';

import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import { PERMISSIONS } from '../plugin-id';
import { useCancel } from '../services/flow-api';
import { useText } from '../text';
import { Confirm } from './confirm';
import { useAct } from './use-act';

/** Gives a post up of which nothing is public. */
export const CancelButton = ({ delivery }: { readonly delivery: DeliverySummary }) => {
  const text = useText();
  const act = useAct();
  const { allowedActions } = useRBAC(PERMISSIONS);
  const [cancel, { isLoading }] = useCancel();
  if (!delivery.isCancellable || !allowedActions['canApprove']) return null;
  return (
    <Confirm
      question={text('cancel.question', { channel: delivery.channelName })}
      action={text('cancel.action')}
      onConfirm={() => void act(cancel(delivery.documentId), text('cancel.done'))}
      trigger={
        <Button variant="danger-light" size="S" loading={isLoading}>
          {text('cancel.action')}
        </Button>
      }
    />
  );
};
