import { Box, Button, DateTimePicker, Field, Flex, Radio, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import { useState } from 'react';

import { SCHEDULE_KINDS, type ScheduleKind } from '../../../shared/contracts/flow';
import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import { PERMISSIONS } from '../plugin-id';
import { useReschedule } from '../services/flow-api';
import { useText, useTime } from '../text';
import { useAct } from './use-act';

const dateOf = (iso: string | null): Date | undefined => (iso ? new Date(iso) : undefined);

/** When the post goes out, and until when it may; for those who decide it. */
export const ScheduleBox = ({ delivery }: { readonly delivery: DeliverySummary }) => {
  const text = useText();
  const time = useTime();
  const act = useAct();
  const { allowedActions } = useRBAC(PERMISSIONS);
  const [reschedule, saving] = useReschedule();
  const [kind, setKind] = useState<ScheduleKind>(delivery.scheduleKind);
  const [at, setAt] = useState<Date | undefined>(
    delivery.scheduleKind === 'at' ? dateOf(delivery.scheduledAt) : undefined,
  );
  const [notAfter, setNotAfter] = useState<Date | undefined>(
    delivery.hasOwnDeadline ? dateOf(delivery.notAfter) : undefined,
  );
  const { documentId } = delivery;

  const save = (): void => {
    const wish = {
      kind,
      ...(kind === 'at' && at ? { at: at.toISOString() } : {}),
      notAfter: notAfter?.toISOString() ?? null,
    };
    void act(reschedule({ documentId, wish }), text('schedule.saved'));
  };

  const isTimed = delivery.scheduleKind !== 'now' && delivery.scheduledAt !== null;
  return (
    <Box>
      <Typography tag="p" variant="omega">
        {isTimed
          ? text('schedule.timed', { time: time(delivery.scheduledAt ?? '') })
          : text(delivery.state === 'waiting' ? 'schedule.onceApproved' : 'schedule.atOnce')}
      </Typography>
      {delivery.notAfter && (
        <Typography tag="p" variant="pi" textColor="neutral600">
          {text('schedule.notAfter', { time: time(delivery.notAfter) })}
        </Typography>
      )}
      {allowedActions['canApprove'] && delivery.isChangeable && (
        <Flex direction="column" alignItems="stretch" gap={3} paddingTop={3} maxWidth="56rem">
          <Radio.Group
            aria-label={text('schedule.title')}
            value={kind}
            onValueChange={(value: string) => setKind(value as ScheduleKind)}
          >
            {SCHEDULE_KINDS.map((option) => (
              <Radio.Item key={option} value={option}>
                {text(`schedule.${option}`)}
              </Radio.Item>
            ))}
          </Radio.Group>
          {kind === 'at' && (
            <Field.Root name="at" required>
              <Field.Label>{text('schedule.time')}</Field.Label>
              <DateTimePicker
                value={at}
                onChange={(value) => setAt(value)}
                step={5}
                locale="zh-CN"
              />
            </Field.Root>
          )}
          <Field.Root name="notAfter" hint={text('schedule.deadlineHint')}>
            <Field.Label>{text('schedule.deadline')}</Field.Label>
            <DateTimePicker
              value={notAfter}
              onChange={(value) => setNotAfter(value)}
              onClear={() => setNotAfter(undefined)}
              step={30}
              locale="zh-CN"
            />
            <Field.Hint />
          </Field.Root>
          <Flex gap={3}>
            <Button
              variant="secondary"
              loading={saving.isLoading}
              disabled={kind === 'at' && !at}
              onClick={save}
            >
              {text('schedule.save')}
            </Button>
          </Flex>
        </Flex>
      )}
    </Box>
  );
};
