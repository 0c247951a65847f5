import {
  Box,
  Button,
  Checkbox,
  Field,
  Flex,
  Modal,
  Radio,
  TextInput,
  Typography,
} from '@strapi/design-system';
import { useState, type ChangeEvent, type FormEvent } from 'react';

import type {
  WebhookInput,
  WebhookSummary,
  WebhookType,
  WebhookWithSecret,
} from '../../../shared/contracts/webhooks';
import { useCreateWebhook, useUpdateWebhook } from '../services/api';
import { useText, useTypeName } from '../text';
import { useOutcome } from './use-outcome';

interface Props {
  /** Null for a new one. */
  readonly webhook: WebhookSummary | null;
  readonly types: readonly WebhookType[];
  readonly onClose: () => void;
  readonly onCreated: (created: WebhookWithSecret) => void;
}

const FORM = 'public-api-webhook';

interface ChoiceProps {
  readonly value: readonly string[] | null;
  readonly types: readonly WebhookType[];
  readonly onChange: (value: readonly string[] | null) => void;
}

/** Everything, or these types. */
const TypeChoice = ({ value, types, onChange }: ChoiceProps) => {
  const text = useText();
  const typeName = useTypeName(types);
  const toggle = (path: string, isOn: boolean): void =>
    onChange(
      types.map((type) => type.path).filter((one) => (one === path ? isOn : value?.includes(one))),
    );
  return (
    <Box tag="fieldset" style={{ border: 0, padding: 0, margin: 0 }}>
      <Box paddingBottom={2}>
        <Typography tag="legend" variant="pi" fontWeight="bold">
          {text('form.types')}
        </Typography>
      </Box>
      <Radio.Group
        value={value === null ? 'all' : 'chosen'}
        onValueChange={(choice: string) => onChange(choice === 'all' ? null : [])}
      >
        <Radio.Item value="all">{text('types.all')}</Radio.Item>
        <Radio.Item value="chosen">{text('form.chosen')}</Radio.Item>
      </Radio.Group>
      {value !== null && (
        <Flex gap={4} wrap="wrap" paddingTop={3} paddingLeft={6}>
          {types.map(({ path }) => (
            <Checkbox
              key={path}
              checked={value.includes(path)}
              onCheckedChange={(isOn) => toggle(path, isOn === true)}
            >
              {typeName(path)}
            </Checkbox>
          ))}
        </Flex>
      )}
    </Box>
  );
};

/** Registers a subscriber, or changes one. */
export const WebhookForm = ({ webhook, types, onClose, onCreated }: Props) => {
  const text = useText();
  const outcome = useOutcome();
  const [create, creating] = useCreateWebhook();
  const [update, updating] = useUpdateWebhook();
  const [input, setInput] = useState<WebhookInput>({
    name: webhook?.name ?? '',
    url: webhook?.url ?? '',
    types: webhook?.types ?? null,
    isActive: webhook?.state !== 'paused',
  });
  const change = (changes: Partial<WebhookInput>): void => setInput({ ...input, ...changes });

  const save = async (): Promise<void> => {
    if (webhook) {
      if (outcome(await update({ id: webhook.id, input }), text('form.saved'))) onClose();
      return;
    }
    const created = outcome(await create(input), null);
    if (!created) return;
    onClose();
    onCreated(created.data);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save();
  };

  return (
    <Modal.Root open onOpenChange={(isOpen: boolean) => !isOpen && onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{text(webhook ? 'form.edit' : 'form.create')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <form id={FORM} onSubmit={submit} noValidate>
            <Flex direction="column" alignItems="stretch" gap={5}>
              <Field.Root name="name" hint={text('form.nameHint')} required>
                <Field.Label>{text('form.name')}</Field.Label>
                <TextInput
                  value={input.name}
                  maxLength={100}
                  onChange={({ target }: ChangeEvent<HTMLInputElement>) =>
                    change({ name: target.value })
                  }
                />
                <Field.Hint />
              </Field.Root>
              <Field.Root name="url" hint={text('form.urlHint')} required>
                <Field.Label>{text('form.url')}</Field.Label>
                <TextInput
                  type="url"
                  placeholder="https://"
                  value={input.url}
                  maxLength={500}
                  onChange={({ target }: ChangeEvent<HTMLInputElement>) =>
                    change({ url: target.value })
                  }
                />
                <Field.Hint />
              </Field.Root>
              <TypeChoice
                value={input.types}
                types={types}
                onChange={(chosen) => change({ types: chosen })}
              />
              <Field.Root name="isActive" hint={text('form.activeHint')}>
                <Checkbox
                  checked={input.isActive}
                  onCheckedChange={(isOn) => change({ isActive: isOn === true })}
                >
                  {text('form.active')}
                </Checkbox>
                <Field.Hint />
              </Field.Root>
            </Flex>
          </form>
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{text('action.cancel')}</Button>
          </Modal.Close>
          <Button type="submit" form={FORM} loading={creating.isLoading || updating.isLoading}>
            {text('action.save')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
