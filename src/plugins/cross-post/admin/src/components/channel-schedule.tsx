import { Button, Field, Flex, Grid, Modal, NumberInput, TextInput } from '@strapi/design-system';
import { useState } from 'react';

import type { ChannelSummary } from '../../../shared/contracts/deliveries';
import type { ChannelSchedule } from '../../../shared/contracts/flow';
import { useChannelSchedule, useSaveChannelSchedule } from '../services/flow-api';
import { useText } from '../text';
import { useAct } from './use-act';

interface FormProps {
  readonly channel: ChannelSummary;
  readonly saved: ChannelSchedule;
  readonly onDone: () => void;
}

const Form = ({ channel, saved, onDone }: FormProps) => {
  const text = useText();
  const act = useAct();
  const [schedule, setSchedule] = useState(saved);
  const [save, { isLoading }] = useSaveChannelSchedule();
  const change = (more: Partial<ChannelSchedule>): void => setSchedule({ ...schedule, ...more });
  const submit = async (): Promise<void> => {
    const { documentId } = channel;
    if (await act(save({ documentId, schedule }), text('hours.saved'))) onDone();
  };
  return (
    <>
      <Modal.Body>
        <Grid.Root gap={4}>
          {(['from', 'to'] as const).map((name) => (
            <Grid.Item key={name} col={6} direction="column" alignItems="stretch">
              <Field.Root name={name}>
                <Field.Label>{text(`hours.${name}`)}</Field.Label>
                <TextInput
                  type="time"
                  value={schedule[name]}
                  onChange={({ target }) => change({ [name]: target.value })}
                />
              </Field.Root>
            </Grid.Item>
          ))}
          {(['slotMinutes', 'spacingMinutes', 'dailyBudget'] as const).map((name) => (
            <Grid.Item key={name} col={4} direction="column" alignItems="stretch">
              <Field.Root name={name} hint={text(`hours.${name}Hint`)}>
                <Field.Label>{text(`hours.${name}`)}</Field.Label>
                <NumberInput
                  value={schedule[name] ?? undefined}
                  onValueChange={(value) =>
                    change({ [name]: value ?? (name === 'dailyBudget' ? null : 0) })
                  }
                />
                <Field.Hint />
              </Field.Root>
            </Grid.Item>
          ))}
        </Grid.Root>
      </Modal.Body>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{text('action.close')}</Button>
        </Modal.Close>
        <Button loading={isLoading} onClick={() => void submit()}>
          {text('hours.save')}
        </Button>
      </Modal.Footer>
    </>
  );
};

/** Posting hours, slots, spacing and budget of an account. */
export const ChannelScheduleButton = ({ channel }: { readonly channel: ChannelSummary }) => {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const { data } = useChannelSchedule(channel.documentId, { skip: !isOpen });
  return (
    <Modal.Root open={isOpen} onOpenChange={setOpen}>
      <Modal.Trigger>
        <Button variant="tertiary" size="S">
          {text('hours.action')}
        </Button>
      </Modal.Trigger>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>{text('hours.title', { name: channel.name })}</Modal.Title>
        </Modal.Header>
        {data ? (
          <Form channel={channel} saved={data} onDone={() => setOpen(false)} />
        ) : (
          <Modal.Body>
            <Flex>{text('list.loading')}</Flex>
          </Modal.Body>
        )}
      </Modal.Content>
    </Modal.Root>
  );
};
