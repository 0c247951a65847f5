import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';

import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import type { BulkAction, BulkResult } from '../../../shared/contracts/flow';
import { useBulk } from '../services/flow-api';
import { useText } from '../text';
import type { ApiError } from './problem';

interface Props {
  readonly selected: readonly DeliverySummary[];
  readonly onDone: () => void;
}

interface Refusal extends BulkResult {
  readonly name: string;
}

/** Acts on several posts at once; what could not be done is listed with its reason. */
export const BulkBar = ({ selected, onDone }: Props) => {
  const text = useText();
  const { toggleNotification } = useNotification();
  const { formatAPIError } = useAPIErrorHandler();
  const [bulk, { isLoading }] = useBulk();
  const [refused, setRefused] = useState<readonly Refusal[]>([]);

  const act = async (action: BulkAction): Promise<void> => {
    const items = selected.map(({ documentId, contentHash }) => ({ documentId, contentHash }));
    const result = await bulk({
      action,
      items,
      ...(action === 'reschedule' ? { schedule: { kind: 'slot' as const } } : {}),
    });
    if ('error' in result) {
      toggleNotification({
        type: 'danger',
        message: formatAPIError(result.error as ApiError),
      });
      return;
    }
    const failed = result.data.filter(({ isDone }) => !isDone);
    setRefused(
      failed.map((one) => {
        const of = selected.find(({ documentId }) => documentId === one.documentId);
        return { ...one, name: of ? `《${of.title}》（${of.channelName}）` : '' };
      }),
    );
    toggleNotification({
      type: failed.length > 0 ? 'warning' : 'success',
      message: text('bulk.done', {
        done: result.data.length - failed.length,
        failed: failed.length,
      }),
    });
    onDone();
  };

  if (selected.length === 0 && refused.length === 0) return null;
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={3} marginBottom={4}>
      {selected.length > 0 && (
        <Flex gap={3} wrap="wrap">
          <Typography>{text('bulk.selected', { count: selected.length })}</Typography>
          {(['approve', 'reschedule', 'cancel'] as const).map((action) => (
            <Button
              key={action}
              size="S"
              variant={action === 'cancel' ? 'danger-light' : 'secondary'}
              loading={isLoading}
              onClick={() => void act(action)}
            >
              {text(`bulk.${action}`)}
            </Button>
          ))}
        </Flex>
      )}
      {refused.map(({ documentId, name, message }) => (
        <Typography key={documentId} tag="p" variant="pi" textColor="danger700">
          {`${name}${message ?? ''}`}
        </Typography>
      ))}
    </Box>
  );
};
