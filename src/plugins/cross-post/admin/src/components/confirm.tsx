import { Button, Dialog } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import type { ReactElement } from 'react';

import { useText } from '../text';

interface Props {
  /** What opens it. */
  readonly trigger: ReactElement;
  /** What happens, and that it can't be undone. */
  readonly question: string;
  readonly action: string;
  readonly onConfirm: () => void;
}

/** Asks once more before what can't be undone. */
export const Confirm = ({ trigger, question, action, onConfirm }: Props) => {
  const text = useText();
  return (
    <Dialog.Root>
      <Dialog.Trigger>{trigger}</Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{text('confirm.title')}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="danger600" />}>{question}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {text('confirm.back')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button variant="danger-light" fullWidth onClick={onConfirm}>
              {action}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
