import { Button, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useState } from 'react';

import type { OrganizationEditor } from '../../../shared/contracts/rights';
import { useText } from '../text';
import { AssignmentDialog } from './assignment-dialog';

const COLUMNS = ['name', 'email', 'organizations', 'change'] as const;

/** Users with the organizations that they are editors of. */
export const EditorList = ({ editors }: { readonly editors: readonly OrganizationEditor[] }) => {
  const text = useText();
  const [chosen, setChosen] = useState<OrganizationEditor | null>(null);
  return (
    <>
      <Table colCount={COLUMNS.length} rowCount={editors.length + 1}>
        <Thead>
          <Tr>
            {COLUMNS.map((column) => (
              <Th key={column}>
                <Typography variant="sigma">{text(`editors.${column}`)}</Typography>
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {editors.map((editor) => (
            <Tr key={editor.userId}>
              <Td>
                <Typography textColor="neutral800">
                  {editor.isActive ? editor.name : text('editors.inactive', { name: editor.name })}
                </Typography>
              </Td>
              <Td>
                <Typography textColor="neutral800">{editor.email}</Typography>
              </Td>
              <Td maxWidth="40rem">
                <Typography textColor="neutral800" tag="div" style={{ whiteSpace: 'normal' }}>
                  {editor.organizations.map(({ name }) => name).join('、') || text('editors.none')}
                </Typography>
              </Td>
              <Td>
                <Button
                  variant="tertiary"
                  size="S"
                  aria-label={text('editors.changeFor', { name: editor.name })}
                  onClick={() => setChosen(editor)}
                >
                  {text('editors.changeShort')}
                </Button>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {chosen && <AssignmentDialog editor={chosen} onClose={() => setChosen(null)} />}
    </>
  );
};
