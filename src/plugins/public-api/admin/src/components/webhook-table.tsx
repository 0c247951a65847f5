import {
  Box,
  Flex,
  Table,
  Tbody,
  Td,
  TextButton,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { useState } from 'react';

import type {
  WebhookSummary,
  WebhookType,
  WebhookWithSecret,
} from '../../../shared/contracts/webhooks';
import { useRemoveWebhook, useRenewSecret, useResumeWebhook } from '../services/api';
import { useText, useTime, useTypeName } from '../text';
import { Confirm } from './confirm';
import { State } from './state';
import { useOutcome } from './use-outcome';

const COLUMNS = ['name', 'types', 'state', 'last', 'actions'] as const;

interface Props {
  readonly webhooks: readonly WebhookSummary[];
  readonly types: readonly WebhookType[];
  readonly onEdit: (webhook: WebhookSummary) => void;
  readonly onLog: (id: string) => void;
  readonly onSecret: (renewed: WebhookWithSecret) => void;
}

type RowProps = Omit<Props, 'webhooks'> & { readonly webhook: WebhookSummary };

const Actions = ({ webhook, onEdit, onLog, onSecret }: RowProps) => {
  const text = useText();
  const outcome = useOutcome();
  const [asking, setAsking] = useState<'secret' | 'remove' | null>(null);
  const [resume, resuming] = useResumeWebhook();
  const [renew] = useRenewSecret();
  const [remove] = useRemoveWebhook();
  const { id, name, state } = webhook;

  const renewSecret = async (): Promise<void> => {
    const renewed = outcome(await renew(id), null);
    if (renewed) onSecret(renewed.data);
  };

  return (
    <Flex gap={3} wrap="wrap">
      {state !== 'active' && (
        <TextButton
          disabled={resuming.isLoading}
          onClick={() => void resume(id).then((result) => outcome(result, text('resume.done')))}
        >
          {text(state === 'paused' ? 'action.resume' : 'action.retry')}
        </TextButton>
      )}
      <TextButton aria-label={text('action.logNamed', { name })} onClick={() => onLog(id)}>
        {text('action.log')}
      </TextButton>
      <TextButton aria-label={text('action.editNamed', { name })} onClick={() => onEdit(webhook)}>
        {text('action.edit')}
      </TextButton>
      <TextButton onClick={() => setAsking('secret')}>{text('action.secret')}</TextButton>
      <TextButton
        aria-label={text('action.removeNamed', { name })}
        onClick={() => setAsking('remove')}
      >
        {text('action.remove')}
      </TextButton>
      {asking === 'secret' && (
        <Confirm
          title={text('secret.confirmTitle')}
          question={text('secret.confirm', { name })}
          action={text('action.secret')}
          onConfirm={() => void renewSecret()}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'remove' && (
        <Confirm
          title={text('remove.title')}
          question={text('remove.confirm', { name })}
          action={text('action.remove')}
          onConfirm={() => void remove(id).then((result) => outcome(result, text('remove.done')))}
          onClose={() => setAsking(null)}
        />
      )}
    </Flex>
  );
};

/** Subscriptions, the oldest first. */
export const WebhookTable = ({ webhooks, ...rest }: Props) => {
  const text = useText();
  const time = useTime();
  const typeName = useTypeName(rest.types);
  return (
    <Table colCount={COLUMNS.length} rowCount={webhooks.length + 1}>
      <Thead>
        <Tr>
          {COLUMNS.map((column) => (
            <Th key={column}>
              <Typography variant="sigma">{text(`column.${column}`)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {webhooks.map((webhook) => (
          <Tr key={webhook.id}>
            <Td maxWidth="32rem">
              <Typography tag="div" fontWeight="bold">
                {webhook.name}
              </Typography>
              <Typography
                variant="pi"
                textColor="neutral600"
                tag="div"
                style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}
              >
                {webhook.url}
              </Typography>
            </Td>
            <Td maxWidth="24rem">
              <Box style={{ whiteSpace: 'normal' }}>
                <Typography variant="pi">
                  {webhook.types?.map(typeName).join('、') ?? text('types.all')}
                </Typography>
              </Box>
            </Td>
            <Td maxWidth="32rem">
              <State webhook={webhook} />
            </Td>
            <Td>
              <Typography variant="pi">
                {webhook.lastSuccessAt ? time(webhook.lastSuccessAt) : text('last.never')}
              </Typography>
            </Td>
            <Td>
              <Actions webhook={webhook} {...rest} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
