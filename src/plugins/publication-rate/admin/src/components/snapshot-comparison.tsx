import {
  Box,
  Button,
  Checkbox,
  EmptyStateLayout,
  Flex,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';

import type { SnapshotComparison as Comparison } from '../../../shared/contracts/reports';
import type { Period } from '../hooks/use-period';
import { useComparison } from '../services/api';
import { useText } from '../text';
import { FigureAmount } from './figure-amount';
import { QueryState } from './query-state';
import { Section } from './section';
import { SnapshotChanges } from './snapshot-changes';
import { SnapshotDifference } from './snapshot-difference';
import { StandingLabel } from './standing-label';

const COLUMNS = ['name', 'frozen', 'current', 'difference', 'rowChanges'] as const;

type Row = Comparison['figures'][number];

interface RowProps {
  readonly figure: Row;
  readonly snapshot: string;
  readonly isOpen: boolean;
  readonly onToggle: (id: string) => void;
}

const hasRowChanges = ({ added, removed, changed }: Row): boolean => added + removed + changed > 0;

const ComparisonRow = ({ figure, snapshot, isOpen, onToggle }: RowProps) => {
  const text = useText();
  return (
    <>
      <Tr>
        <Td maxWidth="30rem">
          <Typography textColor="neutral800">{figure.name}</Typography>
        </Td>
        <Td>
          {figure.frozen ? (
            <FigureAmount value={figure.frozen.value} unit={figure.unit} />
          ) : (
            <Typography textColor="neutral600">{text('snapshot.notThere')}</Typography>
          )}
        </Td>
        <Td>
          {figure.current ? (
            <FigureAmount value={figure.current.value} unit={figure.unit} />
          ) : (
            <Typography textColor="neutral600">{text('snapshot.notThere')}</Typography>
          )}
        </Td>
        <Td>
          <SnapshotDifference figure={figure} />
        </Td>
        <Td>
          {hasRowChanges(figure) && (
            <Button
              variant="tertiary"
              size="S"
              aria-expanded={isOpen}
              onClick={() => onToggle(isOpen ? '' : figure.id)}
            >
              {text('snapshot.rowChangesText', {
                added: figure.added,
                removed: figure.removed,
                changed: figure.changed,
              })}
            </Button>
          )}
        </Td>
      </Tr>
      {isOpen && (
        <Tr>
          <Td colSpan={COLUMNS.length}>
            <SnapshotChanges snapshot={snapshot} figure={figure.id} />
          </Td>
        </Tr>
      )}
    </>
  );
};

interface Props {
  readonly documentId: string;
  readonly period: Period;
}

/** A frozen year beside the same figures as they are now, down to the rows. */
export const SnapshotComparison = ({ documentId, period }: Props) => {
  const text = useText();
  const query = useComparison(documentId, { refetchOnMountOrArgChange: true });
  const { params, change } = period;
  const isAll = params.get('all') === '1';
  return (
    <Section
      title={text('snapshot.comparison')}
      action={
        <Button
          data-no-print
          variant="tertiary"
          startIcon={<ArrowLeft />}
          onClick={() => change({ snapshot: '', figure: '', all: '' })}
        >
          {text('snapshot.back')}
        </Button>
      }
    >
      <QueryState query={query}>
        {({ snapshot, figures }) => {
          const changed = figures.filter(({ isChanged }) => isChanged);
          const shown = isAll ? figures : changed;
          return (
            <>
              <Flex gap={4} wrap="wrap" justifyContent="space-between" paddingBottom={4}>
                <Flex direction="column" alignItems="flex-start" gap={2}>
                  <Typography tag="p" textColor="neutral800">
                    {text('snapshot.about', {
                      year: String(snapshot.year),
                      asOf: snapshot.asOf,
                      by: snapshot.frozenBy,
                      reason: snapshot.reason,
                    })}
                  </Typography>
                  <StandingLabel standing={changed.length > 0 ? 'warning' : 'good'}>
                    {changed.length > 0
                      ? text('snapshot.changedCount', { count: changed.length })
                      : text('snapshot.unchanged')}
                  </StandingLabel>
                </Flex>
                <Box data-no-print>
                  <Checkbox
                    checked={isAll}
                    onCheckedChange={(isChecked) => change({ all: isChecked === true ? '1' : '' })}
                  >
                    {text('snapshot.showAll')}
                  </Checkbox>
                </Box>
              </Flex>
              {shown.length === 0 ? (
                <EmptyStateLayout content={text('snapshot.unchangedHint')} />
              ) : (
                <Table colCount={COLUMNS.length} rowCount={shown.length + 1}>
                  <Thead>
                    <Tr>
                      {COLUMNS.map((column) => (
                        <Th key={column}>
                          <Typography variant="sigma">
                            {text(column === 'name' ? 'column.name' : `snapshot.${column}`)}
                          </Typography>
                        </Th>
                      ))}
                    </Tr>
                  </Thead>
                  <Tbody>
                    {shown.map((figure) => (
                      <ComparisonRow
                        key={figure.id}
                        figure={figure}
                        snapshot={documentId}
                        isOpen={params.get('figure') === figure.id}
                        onToggle={(id) => change({ figure: id })}
                      />
                    ))}
                  </Tbody>
                </Table>
              )}
            </>
          );
        }}
      </QueryState>
    </Section>
  );
};
