import { Box, Button, Field, Flex, Modal, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';

import { useText } from '../text';

interface Props {
  readonly secret: string;
  readonly onClose: () => void;
}

/** Shows a new secret, once. */
export const SecretModal = ({ secret, onClose }: Props) => {
  const text = useText();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  };
  return (
    <Modal.Root open onOpenChange={(isOpen: boolean) => !isOpen && onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{text('secret.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Box background="warning100" hasRadius padding={4} marginBottom={4}>
            <Typography textColor="warning700">{text('secret.hint')}</Typography>
          </Box>
          <Field.Root name="secret">
            <Field.Label>{text('secret.label')}</Field.Label>
            <TextInput readOnly value={secret} />
          </Field.Root>
          {/* Browsers give the clipboard to secure pages only. */}
          {window.isSecureContext && (
            <Flex paddingTop={4}>
              <Button variant="secondary" onClick={() => void copy()}>
                {text(isCopied ? 'secret.copied' : 'action.copy')}
              </Button>
            </Flex>
          )}
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
