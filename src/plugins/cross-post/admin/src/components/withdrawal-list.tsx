import { Box, Button, Field, Flex, Link, TextInput, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import { useState } from 'react';

import type { WithdrawalSummary } from '../../../shared/contracts/deliveries';
import { PERMISSIONS } from '../plugin-id';
import { useSettleWithdrawal, useWithdrawals } from '../services/channels-api';
import { useText, useTime } from '../text';
import { useAct } from './use-act';

const Settle = ({ withdrawal }: { readonly withdrawal: WithdrawalSummary }) => {
  const text = useText();
  const act = useAct();
  const [link, setLink] = useState('');
  const [settle, { isLoading }] = useSettleWithdrawal();
  const { documentId } = withdrawal;
  return (
    <Flex direction="column" alignItems="stretch" gap={2} paddingTop={2} maxWidth="48rem">
      <Field.Root name={`link-${documentId}`} hint={text('withdrawal.linkHint')}>
        <Field.Label>{text('withdrawal.link')}</Field.Label>
        <TextInput value={link} onChange={({ target }) => setLink(target.value)} />
        <Field.Hint />
      </Field.Root>
      <Button
        size="S"
        variant="secondary"
        loading={isLoading}
        onClick={() => void act(settle({ documentId, link }), text('withdrawal.settled'))}
      >
        {text('withdrawal.settle')}
      </Button>
    </Flex>
  );
};

const Withdrawal = ({ withdrawal }: { readonly withdrawal: WithdrawalSummary }) => {
  const text = useText();
  const time = useTime();
  const { allowedActions } = useRBAC(PERMISSIONS);
  const { state, channelName, title, reason, message, url, nextAttemptAt } = withdrawal;
  return (
    <Flex
      direction="column"
      alignItems="stretch"
      gap={1}
      background="warning100"
      hasRadius
      padding={3}
    >
      <Typography tag="p" fontWeight="bold" textColor="warning700">
        {text('withdrawal.heading', { channel: channelName, title, reason })}
      </Typography>
      {message && (
        <Typography tag="p" variant="pi">
          {message}
        </Typography>
      )}
      {state === 'open' && nextAttemptAt && (
        <Typography tag="p" variant="pi" textColor="neutral600">
          {text('next.at', { time: time(nextAttemptAt) })}
        </Typography>
      )}
      {url && (
        <Box>
          <Link href={url} isExternal>
            {text('withdrawal.open')}
          </Link>
        </Box>
      )}
      {state === 'by-hand' && allowedActions['canManage'] && <Settle withdrawal={withdrawal} />}
    </Flex>
  );
};

/** Beyond these, a person asks for the rest. */
const FIRST = 3;

interface Props {
  /** The document whose posts are meant; null: all documents'. */
  readonly documentId: string | null;
  /** Of one post only. */
  readonly deliveryId?: string;
}

/** Posts that are still out although their documents are not public any more. */
export const WithdrawalList = ({ documentId, deliveryId }: Props) => {
  const text = useText();
  const [isWhole, setWhole] = useState(false);
  const { data = [] } = useWithdrawals(documentId, {
    pollingInterval: 15_000,
    refetchOnMountOrArgChange: true,
  });
  const unsettled = data.filter(
    ({ state, deliveryDocumentId }) =>
      (state === 'open' || state === 'by-hand') &&
      (deliveryId === undefined || deliveryDocumentId === deliveryId),
  );
  const shown = isWhole ? unsettled : unsettled.slice(0, FIRST);
  if (unsettled.length === 0) return null;
  return (
    <Flex
      tag="section"
      aria-label={text('withdrawal.title')}
      direction="column"
      alignItems="stretch"
      gap={3}
      paddingBottom={documentId ? 0 : 6}
    >
      {shown.map((withdrawal) => (
        <Withdrawal key={withdrawal.documentId} withdrawal={withdrawal} />
      ))}
      {shown.length < unsettled.length && (
        <Button variant="tertiary" onClick={() => setWhole(true)}>
          {text('withdrawal.more', { count: unsettled.length - shown.length })}
        </Button>
      )}
    </Flex>
  );
};
