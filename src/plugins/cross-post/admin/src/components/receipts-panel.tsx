import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import { useEffect, useRef } from 'react';
import { Link as RouterLink } from 'react-router-dom';

import { PERMISSIONS } from '../plugin-id';
import { pollingFor, useDocumentDeliveries, usePostables } from '../services/api';
import { useWithdrawals } from '../services/channels-api';
import { usePreview } from '../services/flow-api';
import { useText, useTime } from '../text';
import { NextStep } from './next-step';
import { VariantIssues } from './phone-frame';
import { PreviewButton } from './preview-button';
import { RemoteLink } from './remote-link';
import { StateBadge } from './state-badge';
import { WithdrawalList } from './withdrawal-list';

interface Shown {
  readonly model: string;
  readonly documentId: string;
  /** Changes with every save. */
  readonly savedAt: string;
}

/** How full each channel's form would be, and what is doubtful, of the text as it was saved last. */
const Outlook = ({ model, documentId, savedAt }: Shown) => {
  const text = useText();
  const { data = [] } = usePreview({ uid: model, documentId, savedAt });
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {data.map((variant) => (
        <Box key={variant.kind}>
          <Typography variant="pi" fontWeight="bold">
            {variant.channelNames.join('、') || text(`kind.${variant.kind}`)}
          </Typography>
          <VariantIssues variant={variant} />
        </Box>
      ))}
    </Flex>
  );
};

const Receipts = ({ model, documentId, savedAt }: Shown) => {
  const text = useText();
  const time = useTime();
  const first = useDocumentDeliveries(documentId);
  const { data, isLoading, refetch } = useDocumentDeliveries(documentId, {
    pollingInterval: pollingFor(first.data),
    refetchOnMountOrArgChange: true,
  });
  const { data: withdrawals } = useWithdrawals(documentId);
  // Saving, publishing and what is taken back change the posts without this panel's doing.
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else void refetch();
  }, [savedAt, withdrawals, refetch]);
  if (isLoading) return <Typography variant="pi">{text('panel.loading')}</Typography>;
  if (!data || data.length === 0) {
    return (
      <Flex direction="column" alignItems="stretch" gap={3} width="100%">
        <Typography variant="pi" textColor="neutral600">
          {text('panel.empty')}
        </Typography>
        <Outlook model={model} documentId={documentId} savedAt={savedAt} />
        <PreviewButton model={model} documentId={documentId} savedAt={savedAt} deliveries={[]} />
      </Flex>
    );
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      {data.map((delivery) => (
        <Box key={delivery.documentId}>
          <Flex justifyContent="space-between" gap={2} paddingBottom={1}>
            <Typography variant="omega" fontWeight="bold">
              {delivery.channelName}
            </Typography>
            <StateBadge state={delivery.state} />
          </Flex>
          <NextStep delivery={delivery} />
          <Link tag={RouterLink} to={`/plugins/cross-post/posts/${delivery.documentId}`}>
            {text(delivery.state === 'waiting' ? 'panel.approve' : 'panel.open')}
          </Link>
          {delivery.deliveredAt && (
            <Flex gap={3}>
              <Typography variant="pi" textColor="neutral600">
                {time(delivery.deliveredAt)}
              </Typography>
              <RemoteLink delivery={delivery} />
            </Flex>
          )}
        </Box>
      ))}
      <WithdrawalList documentId={documentId} />
      <PreviewButton model={model} documentId={documentId} savedAt={savedAt} deliveries={data} />
    </Flex>
  );
};

interface Props {
  readonly model: string;
  readonly documentId?: string;
  readonly document?: { readonly updatedAt?: string };
}

/** Side panel of the edit view: where this document was posted. */
export const ReceiptsPanel = ({ model, documentId, document }: Props) => {
  const text = useText();
  const { allowedActions } = useRBAC(PERMISSIONS);
  const canRead = allowedActions['canRead'] === true;
  const { data: postables } = usePostables(undefined, { skip: !canRead });
  if (!canRead || !postables?.includes(model)) return null;
  return {
    title: text('panel.title'),
    content: documentId ? (
      <Receipts model={model} documentId={documentId} savedAt={document?.updatedAt ?? ''} />
    ) : (
      <Typography variant="pi" textColor="neutral600">
        {text('panel.unsaved')}
      </Typography>
    ),
  };
};
