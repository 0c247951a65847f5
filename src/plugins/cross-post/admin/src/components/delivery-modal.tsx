import { Accordion, Box, Button, Flex, Modal, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';

import type { AttemptDetail, DeliveryDetail } from '../../../shared/contracts/deliveries';
import { pollingFor, useDelivery } from '../services/api';
import { useName, useText, useExactTime } from '../text';
import { hasNextStep, NextStep } from './next-step';
import { ByHand } from './by-hand';
import { Problem } from './problem';
import { RemoteLink } from './remote-link';
import { RetryButton } from './retry-button';
import { StateBadge } from './state-badge';

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <Flex gap={4} alignItems="flex-start" paddingBottom={2}>
    <Box minWidth="12rem">
      <Typography variant="pi" textColor="neutral600">
        {label}
      </Typography>
    </Box>
    <Box style={{ overflowWrap: 'anywhere' }}>{children}</Box>
  </Flex>
);

const Code = ({ value }: { readonly value: unknown }) => (
  <Box background="neutral100" hasRadius padding={3} maxHeight="24rem" overflow="auto">
    <pre
      style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: '1.2rem' }}
    >
      {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
    </pre>
  </Box>
);

const Attempt = ({ attempt }: { readonly attempt: AttemptDetail }) => {
  const text = useText();
  const name = useName();
  const time = useExactTime();
  const result = attempt.outcome ? name('outcome', attempt.outcome) : text('detail.unfinished');
  return (
    <Accordion.Item value={attempt.documentId}>
      <Accordion.Header>
        <Accordion.Trigger
          description={`${time(attempt.startedAt)}${attempt.errorCode ? ` · ${attempt.errorCode}` : ''}`}
        >
          {`${name('step', attempt.step)}：${result}`}
        </Accordion.Trigger>
      </Accordion.Header>
      <Accordion.Content>
        <Flex direction="column" alignItems="stretch" gap={3} padding={4}>
          <Typography variant="sigma">{text('detail.request')}</Typography>
          <Code value={attempt.request ?? ''} />
          <Typography variant="sigma">{text('detail.response')}</Typography>
          <Code value={attempt.response ?? ''} />
        </Flex>
      </Accordion.Content>
    </Accordion.Item>
  );
};

const Facts = ({ delivery }: { readonly delivery: DeliveryDetail }) => {
  const text = useText();
  const time = useExactTime();
  return (
    <Box>
      <Fact label={text('column.channel')}>
        <Typography>{`${text(`kind.${delivery.channelKind}`)} · ${delivery.channelName}`}</Typography>
      </Fact>
      <Fact label={text('column.state')}>
        <StateBadge state={delivery.state} />
      </Fact>
      {hasNextStep(delivery) && (
        <Fact label={text('column.next')}>
          <NextStep delivery={delivery} />
        </Fact>
      )}
      {delivery.remoteId && (
        <Fact label={text('detail.remoteId')}>
          <Flex gap={3}>
            <Typography>{delivery.remoteId}</Typography>
            <RemoteLink delivery={delivery} />
          </Flex>
        </Fact>
      )}
      <Fact label={text('detail.created')}>
        <Typography>{time(delivery.createdAt)}</Typography>
      </Fact>
      {delivery.deliveredAt && (
        <Fact label={text('detail.delivered')}>
          <Typography>{time(delivery.deliveredAt)}</Typography>
        </Fact>
      )}
      <Fact label={text('detail.hash')}>
        <Typography variant="pi">{delivery.contentHash}</Typography>
      </Fact>
    </Box>
  );
};

const Body = ({ documentId }: { readonly documentId: string }) => {
  const text = useText();
  const first = useDelivery(documentId);
  const { data, error, refetch } = useDelivery(documentId, {
    pollingInterval: pollingFor(first.data ? [first.data] : undefined),
    refetchOnMountOrArgChange: true,
  });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Typography>{text('list.loading')}</Typography>;
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <Typography variant="beta" tag="h2">
        {data.title}
      </Typography>
      <Facts delivery={data} />
      <Flex>
        <RetryButton delivery={data} />
      </Flex>
      <ByHand delivery={data} />
      <Typography variant="delta" tag="h3">
        {text('detail.log')}
      </Typography>
      {data.attemptLog.length === 0 ? (
        <Typography textColor="neutral600">{text('detail.noLog')}</Typography>
      ) : (
        <Accordion.Root size="S">
          {data.attemptLog.map((attempt) => (
            <Attempt key={attempt.documentId} attempt={attempt} />
          ))}
        </Accordion.Root>
      )}
      <Typography variant="delta" tag="h3">
        {text('detail.content')}
      </Typography>
      <Code value={data.content} />
    </Flex>
  );
};

interface Props {
  readonly documentId: string | null;
  readonly onClose: () => void;
}

/** Everything about one delivery: state, receipt, requests and answers. */
export const DeliveryModal = ({ documentId, onClose }: Props) => {
  const text = useText();
  return (
    <Modal.Root open={documentId !== null} onOpenChange={(isOpen: boolean) => !isOpen && onClose()}>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>{text('detail.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>{documentId && <Body documentId={documentId} />}</Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{text('action.close')}</Button>
          </Modal.Close>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
