import { Button } from '@strapi/design-system';
import { useAPIErrorHandler, useNotification, useRBAC } from '@strapi/strapi/admin';

import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import { PERMISSIONS } from '../plugin-id';
import { useRetry } from '../services/api';
import { useText } from '../text';
import type { ApiError } from './problem';

/** Starts a failed delivery anew, or has an unclear one looked up again. */
export const RetryButton = ({ delivery }: { readonly delivery: DeliverySummary }) => {
  const text = useText();
  const { allowedActions } = useRBAC(PERMISSIONS);
  const { toggleNotification } = useNotification();
  const { formatAPIError } = useAPIErrorHandler();
  const [retry, { isLoading }] = useRetry();
  if (!delivery.canRetry || !allowedActions['canManage']) return null;

  const start = async (): Promise<void> => {
    const result = await retry(delivery.documentId);
    if ('error' in result) {
      toggleNotification({ type: 'danger', message: formatAPIError(result.error as ApiError) });
    } else {
      toggleNotification({ type: 'success', message: text('retry.done') });
    }
  };

  return (
    <Button variant="secondary" size="S" loading={isLoading} onClick={() => void start()}>
      {text(delivery.state === 'failed' ? 'action.retry' : 'action.recheck')}
    </Button>
  );
};
