import { Box, Button, DateTimePicker, Field, Flex, Typography } from '@strapi/design-system';
import { useAPIErrorHandler, useNotification, useRBAC } from '@strapi/strapi/admin';
import { useState } from 'react';

import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import {
  BULK_ACTIONS,
  type BulkAction,
  type BulkResult,
  type ScheduleWish,
} from '../../../shared/contracts/flow';
import { PERMISSIONS } from '../plugin-id';
import { useBulk } from '../services/flow-api';
import { useText } from '../text';
import { Confirm } from './confirm';
import type { ApiError } from './problem';

interface Props {
  readonly selected: readonly DeliverySummary[];
  readonly onDone: () => void;
}

interface Refusal extends BulkResult {
  readonly name: string;
}

/** Posts to which the action can be applied at all. */
const FITS: Readonly<Record<BulkAction, (delivery: DeliverySummary) => boolean>> = {
  approve: ({ state }) => state === 'waiting',
  reschedule: ({ isChangeable }) => isChangeable,
  cancel: ({ isCancellable }) => isCancellable,
  retry: ({ canRetry }) => canRetry,
};

const slotFrom = (from: Date | undefined): ScheduleWish => ({
  kind: 'slot',
  ...(from ? { at: from.toISOString() } : {}),
});

/** True where the person can do something with the post together with others. */
export const isSelectable = (delivery: DeliverySummary, canManage: boolean): boolean =>
  BULK_ACTIONS.some((action) => (action !== 'retry' || canManage) && FITS[action](delivery));

/** Acts on several posts at once; what could not be done is listed with its reason. */
export const BulkBar = ({ selected, onDone }: Props) => {
  const text = useText();
  const { toggleNotification } = useNotification();
  const { formatAPIError } = useAPIErrorHandler();
  const { allowedActions } = useRBAC(PERMISSIONS);
  const [bulk, { isLoading }] = useBulk();
  const [from, setFrom] = useState<Date | undefined>();
  const [refused, setRefused] = useState<readonly Refusal[]>([]);

  const act = async (action: BulkAction, fitting: readonly DeliverySummary[]): Promise<void> => {
    const result = await bulk({
      action,
      items: fitting.map(({ documentId, contentHash }) => ({ documentId, contentHash })),
      ...(action === 'reschedule' ? { schedule: slotFrom(from) } : {}),
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
        const of = fitting.find(({ documentId }) => documentId === one.documentId);
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
        <Flex gap={3} wrap="wrap" alignItems="flex-end">
          <Typography>{text('bulk.selected', { count: selected.length })}</Typography>
          {BULK_ACTIONS.map((action) => {
            const fitting = selected.filter(FITS[action]);
            if (fitting.length === 0) return null;
            if (action === 'retry' && !allowedActions['canManage']) return null;
            const label =
              fitting.length === selected.length
                ? text(`bulk.${action}`)
                : text('bulk.some', { action: text(`bulk.${action}`), count: fitting.length });
            const start = (): void => void act(action, fitting);
            if (action !== 'cancel') {
              return (
                <Button
                  key={action}
                  size="S"
                  variant="secondary"
                  loading={isLoading}
                  onClick={start}
                >
                  {label}
                </Button>
              );
            }
            return (
              <Confirm
                key={action}
                question={text('bulk.cancelQuestion', { count: fitting.length })}
                action={text('bulk.cancel')}
                onConfirm={start}
                trigger={
                  <Button size="S" variant="danger-light" loading={isLoading}>
                    {label}
                  </Button>
                }
              />
            );
          })}
          {selected.some(FITS.reschedule) && (
            <Field.Root name="bulkFrom">
              <Field.Label>{text('bulk.from')}</Field.Label>
              <DateTimePicker
                value={from}
                onChange={(value) => setFrom(value)}
                onClear={() => setFrom(undefined)}
                step={30}
                locale="zh-CN"
              />
            </Field.Root>
          )}
        </Flex>
      )}
      {refused.length > 0 && (
        <Flex gap={3} alignItems="flex-start" justifyContent="space-between">
          <Box role="status">
            {refused.map(({ documentId, name, message }) => (
              <Typography key={documentId} tag="p" variant="pi" textColor="danger700">
                {`${name}${message ?? ''}`}
              </Typography>
            ))}
          </Box>
          <Button size="S" variant="tertiary" onClick={() => setRefused([])}>
            {text('action.close')}
          </Button>
        </Flex>
      )}
    </Box>
  );
};
