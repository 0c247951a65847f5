import { Button, Field, Modal, MultiSelect, MultiSelectOption } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useState, type FormEvent } from 'react';

import type { OrganizationEditor } from '../../../shared/contracts/rights';
import { useOrganizations } from '../hooks/use-organizations';
import { usePeriod } from '../hooks/use-period';
import { useReturnFocus } from '../hooks/use-return-focus';
import { useAssign } from '../services/api';
import { useText } from '../text';
import { Failure } from './failure';

interface Props {
  readonly editor: OrganizationEditor;
  readonly onClose: () => void;
}

/** Chooses the organizations that a user is an editor of. */
export const AssignmentDialog = ({ editor, onClose }: Props) => {
  const text = useText();
  const returnFocus = useReturnFocus();
  const known = useOrganizations(usePeriod());
  const [chosen, setChosen] = useState<string[]>(
    editor.organizations.map(({ documentId }) => documentId),
  );
  const [assign, { isLoading, error }] = useAssign();
  const { toggleNotification } = useNotification();
  // One whose year has no obligations must not drop out unseen.
  const options = [
    ...known,
    ...editor.organizations
      .filter(({ documentId }) => known.every(({ id }) => id !== documentId))
      .map(({ documentId, name }) => ({ id: documentId, name })),
  ];

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await assign({ userId: editor.userId, organizations: chosen });
    if ('error' in answer) return;
    toggleNotification({ type: 'success', message: text('editors.saved') });
    onClose();
  };

  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Content aria-describedby={undefined} onCloseAutoFocus={returnFocus}>
        <form onSubmit={(event) => void submit(event)}>
          <Modal.Header closeLabel={text('dialog.close')}>
            <Modal.Title>{text('editors.changeFor', { name: editor.name })}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <Field.Root name="organizations" hint={text('editors.fieldHint')}>
              <Field.Label>{text('editors.organizations')}</Field.Label>
              <MultiSelect
                withTags
                value={chosen}
                placeholder={text('editors.none')}
                clearLabel={text('editors.clear')}
                onChange={(value: string[]) => setChosen(value)}
                onClear={() => setChosen([])}
              >
                {options.map(({ id, name }) => (
                  <MultiSelectOption key={id} value={id}>
                    {name}
                  </MultiSelectOption>
                ))}
              </MultiSelect>
              <Field.Hint />
            </Field.Root>
            <Failure error={error} />
          </Modal.Body>
          <Modal.Footer>
            <Button variant="tertiary" onClick={onClose}>
              {text('dialog.cancel')}
            </Button>
            <Button type="submit" loading={isLoading}>
              {text('settings.save')}
            </Button>
          </Modal.Footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  );
};
