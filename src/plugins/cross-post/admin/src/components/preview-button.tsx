import { Box, Button, Flex, Modal, Typography } from '@strapi/design-system';
import { useState } from 'react';

import type { DeliverySummary } from '../../../shared/contracts/deliveries';
import type { PreviewVariant } from '../../../shared/contracts/flow';
import { usePreview, useVariant } from '../services/flow-api';
import { useText } from '../text';
import { ApproveButton } from './approve-button';
import { PhoneFrame, VariantIssues } from './phone-frame';
import { Problem } from './problem';
import { StateBadge } from './state-badge';

/** A post that exists: exactly what would be, or was, sent. */
const Delivered = ({ documentId }: { readonly documentId: string }) => {
  const text = useText();
  const { data, error, refetch } = useVariant(documentId, { refetchOnMountOrArgChange: true });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Typography>{text('list.loading')}</Typography>;
  const { delivery } = data;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} maxWidth="37.5rem">
      <Flex gap={3}>
        <Typography fontWeight="bold">{delivery.channelName}</Typography>
        <StateBadge state={delivery.state} />
      </Flex>
      <PhoneFrame variant={data} account={delivery.channelName} />
      <VariantIssues variant={data} />
      <ApproveButton variant={data} />
    </Flex>
  );
};

/** What the document would be posted as. */
const Expected = ({ variant }: { readonly variant: PreviewVariant }) => {
  const text = useText();
  const account = variant.channelNames.join('、') || text(`kind.${variant.kind}`);
  return (
    <Flex direction="column" alignItems="stretch" gap={3} maxWidth="37.5rem">
      <Typography fontWeight="bold">{account}</Typography>
      <PhoneFrame variant={variant} account={account} />
      <VariantIssues variant={variant} />
    </Flex>
  );
};

const Draft = ({ model, documentId, savedAt }: Omit<Props, 'deliveries'>) => {
  const text = useText();
  const { data, error, refetch } = usePreview(
    { uid: model, documentId, savedAt },
    { refetchOnMountOrArgChange: true },
  );
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Typography>{text('list.loading')}</Typography>;
  if (data.length === 0) return <Typography>{text('preview.notPosted')}</Typography>;
  return (
    <>
      {data.map((variant) => (
        <Expected key={variant.kind} variant={variant} />
      ))}
    </>
  );
};

/** Posts that no one will see again: the document may be posted anew. */
const OVER: readonly DeliverySummary['state'][] = ['cancelled', 'withdrawn', 'gone'];

interface Props {
  readonly model: string;
  readonly documentId: string;
  /** Changes with every save. */
  readonly savedAt: string;
  readonly deliveries: readonly DeliverySummary[];
}

/** Opens both phones beside the document: of its posts, or of its draft where there are none yet. */
export const PreviewButton = ({ model, documentId, savedAt, deliveries }: Props) => {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const [wantsDraft, setWantsDraft] = useState(false);
  const current = deliveries.filter(({ state }) => !OVER.includes(state));
  const isDraft = wantsDraft || current.length === 0;
  return (
    <Modal.Root open={isOpen} onOpenChange={setOpen}>
      <Modal.Trigger>
        <Button variant="secondary" fullWidth>
          {text('preview.action')}
        </Button>
      </Modal.Trigger>
      <Modal.Content style={{ maxWidth: '96rem', width: '92vw' }}>
        <Modal.Header>
          <Modal.Title>{text(isDraft ? 'preview.titleDraft' : 'preview.titlePosts')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {current.length > 0 && (
            <Box paddingBottom={5}>
              <Button variant="tertiary" size="S" onClick={() => setWantsDraft(!wantsDraft)}>
                {text(isDraft ? 'preview.showPosts' : 'preview.showDraft')}
              </Button>
            </Box>
          )}
          <Flex gap={8} alignItems="flex-start" justifyContent="center" wrap="wrap">
            {isOpen && isDraft && <Draft model={model} documentId={documentId} savedAt={savedAt} />}
            {isOpen &&
              !isDraft &&
              current.map((delivery) => (
                <Delivered key={delivery.documentId} documentId={delivery.documentId} />
              ))}
          </Flex>
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
