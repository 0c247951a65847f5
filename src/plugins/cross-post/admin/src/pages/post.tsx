import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { ArrowLeft } from '@strapi/icons';
import type { ReactNode } from 'react';
import { NavLink, Link as RouterLink, useParams } from 'react-router-dom';

import { ByHand } from '../components/by-hand';
import { CancelButton } from '../components/cancel-button';
import { CorrectionBox } from '../components/correction-box';
import { NextStep } from '../components/next-step';
import { Problem } from '../components/problem';
import { RemoteLink } from '../components/remote-link';
import { RetryButton } from '../components/retry-button';
import { ScheduleBox } from '../components/schedule-box';
import { StateBadge } from '../components/state-badge';
import { VariantEditor } from '../components/variant-editor';
import { WithdrawalList } from '../components/withdrawal-list';
import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import { pollingFor } from '../services/api';
import { useVariant } from '../services/flow-api';
import { useText, useTime } from '../text';

const Panel = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Box tag="section" background="neutral0" hasRadius shadow="tableShadow" padding={6}>
    <Box paddingBottom={3}>
      <Typography variant="delta" tag="h2">
        {title}
      </Typography>
    </Box>
    {children}
  </Box>
);

/** Who had a hand in it, for the four eyes. */
const People = ({ delivery }: { readonly delivery: DeliverySummary }) => {
  const text = useText();
  const time = useTime();
  const { authorName, variantEditorName, approvedByName, approvedAt } = delivery;
  const lines = [
    authorName && text('people.author', { name: authorName }),
    variantEditorName && text('people.editor', { name: variantEditorName }),
    approvedAt &&
      text('people.approver', {
        name: approvedByName ?? text('people.system'),
        time: time(approvedAt),
      }),
  ].filter((line): line is string => Boolean(line));
  return (
    <>
      {lines.map((line) => (
        <Typography key={line} variant="pi" textColor="neutral600">
          {line}
        </Typography>
      ))}
    </>
  );
};

/** One post: its words on the phone, its approval, its time. */
export const PostPage = () => {
  const text = useText();
  const { documentId = '' } = useParams();
  const first = useVariant(documentId);
  const { data, error, refetch } = useVariant(documentId, {
    pollingInterval: pollingFor(first.data ? [first.data.delivery] : undefined),
    refetchOnMountOrArgChange: true,
  });
  if (error) {
    return (
      <Page.Main>
        <Problem error={error} onRetry={() => void refetch()} />
      </Page.Main>
    );
  }
  if (!data) return <Page.Loading>{text('list.loading')}</Page.Loading>;
  const { delivery } = data;
  const { channelKind, channelName } = delivery;
  return (
    <Page.Main>
      <Page.Title>{delivery.title}</Page.Title>
      <Layouts.Header
        title={delivery.title}
        subtitle={`${text(`kind.${channelKind}`)} · ${channelName}`}
        navigationAction={
          <Link tag={NavLink} to=".." relative="path" startIcon={<ArrowLeft />}>
            {text('post.back')}
          </Link>
        }
        secondaryAction={
          <Link
            tag={RouterLink}
            to={`/content-manager/collection-types/${delivery.sourceUid}/${delivery.sourceDocumentId}`}
          >
            {text('link.source')}
          </Link>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Panel title={text('post.status')}>
            <Flex direction="column" alignItems="flex-start" gap={2}>
              <Flex gap={3}>
                <StateBadge state={delivery.state} />
                <RemoteLink delivery={delivery} />
                <Link tag={RouterLink} to={`/plugins/cross-post?delivery=${delivery.documentId}`}>
                  {text('post.log')}
                </Link>
              </Flex>
              <NextStep delivery={delivery} />
              <People delivery={delivery} />
              <Flex gap={2}>
                <RetryButton delivery={delivery} />
                <CancelButton delivery={delivery} />
              </Flex>
              <CorrectionBox delivery={delivery} />
              <WithdrawalList
                documentId={delivery.sourceDocumentId}
                deliveryId={delivery.documentId}
              />
              {delivery.state !== 'published' && <ByHand delivery={delivery} />}
            </Flex>
          </Panel>
          <Panel title={text('post.content')}>
            <VariantEditor key={data.contentHash} saved={data} />
          </Panel>
          {delivery.isChangeable && (
            <Panel title={text('schedule.title')}>
              <ScheduleBox
                key={`${delivery.scheduleKind} ${delivery.scheduledAt} ${delivery.notAfter}`}
                delivery={delivery}
              />
            </Panel>
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
