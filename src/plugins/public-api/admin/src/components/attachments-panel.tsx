import { Button, Flex, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';

import { useDownload } from '../hooks/use-download';
import {
  addressOf,
  useAttachmentOwners,
  useAttachments,
  type Owner,
} from '../services/attachments';
import { useText } from '../text';

/** 1,234,567 bytes -> 1.2 MB. */
const sizeOf = (bytes: number): string =>
  bytes < 1_048_576
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1_048_576).toFixed(1)} MB`;

const Note = ({ children }: { readonly children: string }) => (
  <Typography variant="pi" textColor="neutral600">
    {children}
  </Typography>
);

const Attachments = ({ owner }: { readonly owner: Owner }) => {
  const text = useText();
  const { data, isLoading, isError } = useAttachments(owner);
  const { hasFailed, download } = useDownload();
  if (isLoading) return <Note>{text('attachments.loading')}</Note>;
  if (isError || !data) return <Note>{text('attachments.problem')}</Note>;
  if (data.length === 0) return <Note>{text('attachments.none')}</Note>;
  return (
    <Flex direction="column" alignItems="stretch" gap={2} width="100%">
      {data.map(({ position, name, bytes }) => (
        <Flex key={position} justifyContent="space-between" gap={2}>
          <Typography variant="omega">{`${name}（${sizeOf(bytes)}）`}</Typography>
          <Button
            variant="tertiary"
            startIcon={<Download />}
            aria-label={`${text('attachments.download')} ${name}`}
            onClick={() => void download(`${addressOf(owner)}/${position}`, name)}
          >
            {text('attachments.download')}
          </Button>
        </Flex>
      ))}
      <Note>{text(hasFailed ? 'attachments.problem' : 'attachments.hint')}</Note>
    </Flex>
  );
};

interface Props {
  readonly model: string;
  readonly documentId?: string;
}

/** Side panel of the edit view: files that came with a citizen's letter or application. */
export const AttachmentsPanel = ({ model, documentId }: Props) => {
  const text = useText();
  const { data: owners } = useAttachmentOwners();
  if (!documentId || !owners?.includes(model)) return null;
  return {
    title: text('attachments.title'),
    content: <Attachments owner={{ uid: model, documentId }} />,
  };
};
