import { Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import { useState } from 'react';

import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import { PERMISSIONS } from '../plugin-id';
import { useByHand } from '../services/channels-api';
import { useText } from '../text';
import { Confirm } from './confirm';
import { useAct } from './use-act';

const mayBePosted = ({ state, canRetry }: DeliverySummary): boolean =>
  state === 'staged' || canRetry;
const mayBeWithdrawn = ({ state, canRetry }: DeliverySummary): boolean =>
  state === 'published' || state === 'staged' || (state === 'uncertain' && canRetry);

/** What a person did at the platform, with a link. */
export const ByHand = ({ delivery }: { readonly delivery: DeliverySummary }) => {
  const text = useText();
  const act = useAct();
  const { allowedActions } = useRBAC(PERMISSIONS);
  const [url, setUrl] = useState('');
  const [mark, { isLoading }] = useByHand();
  const canPost = mayBePosted(delivery);
  const canWithdraw = mayBeWithdrawn(delivery);
  if (!allowedActions['canManage'] || (!canPost && !canWithdraw)) return null;
  const { documentId } = delivery;
  const send = (outcome: 'posted' | 'withdrawn'): Promise<boolean> =>
    act(mark({ documentId, outcome, url }), text('byHand.done'));
  return (
    <Flex direction="column" alignItems="stretch" gap={2} width="100%" maxWidth="48rem">
      <Typography variant="delta" tag="h3">
        {text('byHand.title')}
      </Typography>
      <Field.Root name="byHandUrl" hint={text(canPost ? 'byHand.hint' : 'byHand.proof')}>
        <Field.Label>{text('byHand.url')}</Field.Label>
        <TextInput value={url} onChange={({ target }) => setUrl(target.value)} />
        <Field.Hint />
      </Field.Root>
      <Flex gap={2}>
        {canPost && (
          <Button
            size="S"
            variant="secondary"
            disabled={url === ''}
            loading={isLoading}
            onClick={() => void send('posted')}
          >
            {text('byHand.posted')}
          </Button>
        )}
        {canWithdraw && (
          <Confirm
            question={text('byHand.question', { channel: delivery.channelName })}
            action={text('byHand.withdrawn')}
            onConfirm={() => void send('withdrawn')}
            trigger={
              <Button size="S" variant="tertiary" loading={isLoading}>
                {text('byHand.withdrawn')}
              </Button>
            }
          />
        )}
      </Flex>
    </Flex>
  );
};
