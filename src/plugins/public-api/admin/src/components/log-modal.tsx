import {
  Box,
  Button,
  EmptyStateLayout,
  Field,
  Flex,
  Modal,
  SingleSelect,
  SingleSelectOption,
  Status,
  Table,
  Tbody,
  Td,
  TextButton,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';

import {
  ATTEMPT_OUTCOMES,
  type WebhookAttempt,
  type WebhookSummary,
  type WebhookType,
} from '../../../shared/contracts/webhooks';
import { useAttempts, useResend } from '../services/api';
import { useText, useTime, useTypeName } from '../text';
import { Problem } from './problem';
import { useOutcome } from './use-outcome';

const POLLING_MS = 5_000;
const ALL = 'all';
const FILTERS = ['failed', ...ATTEMPT_OUTCOMES, 'unfinished'] as const;
const COLUMNS = ['time', 'change', 'result', 'duration', 'answer'] as const;

const VARIANTS = {
  delivered: 'success',
  refused: 'danger',
  unreachable: 'danger',
  blocked: 'danger',
  unfinished: 'neutral',
} as const;

interface Props {
  readonly webhook: WebhookSummary;
  readonly types: readonly WebhookType[];
  readonly onClose: () => void;
}

type RowProps = Pick<Props, 'webhook' | 'types'> & { readonly attempt: WebhookAttempt };

const Row = ({ webhook, types, attempt }: RowProps) => {
  const text = useText();
  const time = useTime();
  const typeName = useTypeName(types);
  const outcome = useOutcome();
  const { toggleNotification } = useNotification();
  const [resend, { isLoading }] = useResend();
  const result = attempt.outcome ?? 'unfinished';
  const startedAt = time(attempt.startedAt);

  const again = async (): Promise<void> => {
    const sent = outcome(await resend({ id: webhook.id, attempt: attempt.id }), null)?.data;
    if (!sent) return;
    const isDelivered = sent.outcome === 'delivered';
    toggleNotification({
      type: isDelivered ? 'success' : 'danger',
      message: isDelivered
        ? text('resend.delivered')
        : text('resend.failed', { reason: sent.error ?? '' }),
    });
  };

  return (
    <Tr>
      <Td>
        <Typography variant="pi" tag="div">
          {startedAt}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {attempt.attempt === null
            ? text('log.manual')
            : text('log.attempt', { attempt: attempt.attempt })}
        </Typography>
      </Td>
      <Td>
        <Typography variant="pi" tag="div" title={text('log.id', { id: attempt.messageId })}>
          {`${text(`kind.${attempt.kind}`)} · ${typeName(attempt.type)}`}
        </Typography>
      </Td>
      <Td maxWidth="26rem">
        <Flex>
          <Status variant={VARIANTS[result]} size="XS">
            <Typography variant="pi" fontWeight="bold">
              {text(`outcome.${result}`)}
              {attempt.status === null ? '' : ` ${attempt.status}`}
            </Typography>
          </Status>
        </Flex>
        {attempt.error && (
          <Typography variant="pi" tag="p" textColor="neutral600" style={{ whiteSpace: 'normal' }}>
            {attempt.error}
          </Typography>
        )}
      </Td>
      <Td>
        <Typography variant="pi">
          {attempt.durationMs === null
            ? ''
            : text('log.seconds', { seconds: (attempt.durationMs / 1000).toFixed(2) })}
        </Typography>
      </Td>
      <Td maxWidth="24rem">
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Typography
            variant="pi"
            textColor="neutral600"
            style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}
          >
            {attempt.answer ?? ''}
          </Typography>
          <TextButton
            aria-label={text('action.resendNamed', { time: startedAt })}
            loading={isLoading}
            onClick={() => void again()}
          >
            {text('action.resend')}
          </TextButton>
        </Flex>
      </Td>
    </Tr>
  );
};

const Log = ({ webhook, types }: Omit<Props, 'onClose'>) => {
  const text = useText();
  const [outcome, setOutcome] = useState(ALL);
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useAttempts(
    { id: webhook.id, outcome: outcome === ALL ? undefined : outcome, page },
    { pollingInterval: POLLING_MS, refetchOnMountOrArgChange: true },
  );
  const choose = (value: string | number): void => {
    setOutcome(String(value));
    setPage(1);
  };
  const count = data?.pagination.pageCount ?? 0;

  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex gap={4} alignItems="flex-end" justifyContent="space-between">
        <Field.Root name="outcome" width="20rem">
          <Field.Label>{text('log.filter')}</Field.Label>
          <SingleSelect value={outcome} onChange={choose}>
            {[
              <SingleSelectOption key={ALL} value={ALL}>
                {text('log.all')}
              </SingleSelectOption>,
              ...FILTERS.map((option) => (
                <SingleSelectOption key={option} value={option}>
                  {text(option === 'failed' ? 'log.failed' : `outcome.${option}`)}
                </SingleSelectOption>
              )),
            ]}
          </SingleSelect>
        </Field.Root>
        <Typography variant="pi" textColor="neutral600">
          {text('log.kept')}
        </Typography>
      </Flex>
      {error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Typography>{text('list.loading')}</Typography>
      ) : data.results.length === 0 ? (
        <EmptyStateLayout content={text(outcome === ALL ? 'log.empty' : 'log.emptyFiltered')} />
      ) : (
        <Table colCount={COLUMNS.length} rowCount={data.results.length + 1}>
          <Thead>
            <Tr>
              {COLUMNS.map((column) => (
                <Th key={column}>
                  <Typography variant="sigma">{text(`log.${column}`)}</Typography>
                </Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {data.results.map((attempt) => (
              <Row key={attempt.id} webhook={webhook} types={types} attempt={attempt} />
            ))}
          </Tbody>
        </Table>
      )}
      {count > 1 && (
        <Flex gap={4} justifyContent="center">
          <Button variant="tertiary" disabled={page <= 1} onClick={() => setPage(page - 1)}>
            {text('log.previous')}
          </Button>
          <Typography variant="pi">{text('log.page', { page, count })}</Typography>
          <Button variant="tertiary" disabled={page >= count} onClick={() => setPage(page + 1)}>
            {text('log.next')}
          </Button>
        </Flex>
      )}
    </Flex>
  );
};

/** What was sent to one subscriber, and what it said. */
export const LogModal = ({ webhook, types, onClose }: Props) => {
  const text = useText();
  return (
    <Modal.Root open onOpenChange={(isOpen: boolean) => !isOpen && onClose()}>
      <Modal.Content style={{ maxWidth: '110rem', width: '95vw' }}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{text('log.title', { name: webhook.name })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Box>
            <Log webhook={webhook} types={types} />
          </Box>
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{text('action.close')}</Button>
          </Modal.Close>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
