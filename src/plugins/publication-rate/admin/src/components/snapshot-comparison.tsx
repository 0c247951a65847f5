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
import { useComparison, type ComparisonQuery } from '../services/api';
import { useText } from '../text';
import { FigureAmount } from './figure-amount';
import { QueryState } from './query-state';
import { Section } from './section';
import { SnapshotAgainst } from './snapshot-against';
import { SnapshotChanges } from './snapshot-changes';
import { SnapshotDifference } from './snapshot-difference';
import { SnapshotItems } from './snapshot-items';
import { StandingLabel } from './standing-label';

const COLUMNS = ['name', 'frozen', 'current', 'difference', 'rowChanges'] as const;

type Row = Comparison['figures'][number];

/** What is open below a figure: the rows that changed, or all that were frozen. */
type Opened = 'changes' | 'items' | null;

interface RowProps {
  readonly figure: Row;
  readonly compared: ComparisonQuery;
  readonly opened: Opened;
  readonly onOpen: (opened: Opened) => void;
}

const hasRowChanges = ({ added, removed, changed }: Row): boolean => added + removed + changed > 0;

const ComparisonRow = ({ figure, compared, opened, onOpen }: RowProps) => {
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
          <Flex gap={2} wrap="wrap">
            {hasRowChanges(figure) && (
              <Button
                variant="tertiary"
                size="S"
                aria-expanded={opened === 'changes'}
                onClick={() => onOpen(opened === 'changes' ? null : 'changes')}
              >
                {text('snapshot.rowChangesText', {
                  added: figure.added,
                  removed: figure.removed,
                  changed: figure.changed,
                })}
              </Button>
            )}
            {figure.frozen && (
              <Button
                variant="ghost"
                size="S"
                data-no-print
                aria-expanded={opened === 'items'}
                aria-label={text('snapshot.itemsLabel', { name: figure.name })}
                onClick={() => onOpen(opened === 'items' ? null : 'items')}
              >
                {text('snapshot.items')}
              </Button>
            )}
          </Flex>
        </Td>
      </Tr>
      {opened && (
        <Tr>
          <Td colSpan={COLUMNS.length}>
            {opened === 'changes' ? (
              <SnapshotChanges compared={compared} figure={figure.id} isTimely={figure.isTimely} />
            ) : (
              <SnapshotItems
                snapshot={compared.snapshot}
                figure={figure.id}
                isTimely={figure.isTimely}
              />
            )}
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

/** A frozen year beside the same figures now, on another day or in another snapshot, down to the rows. */
export const SnapshotComparison = ({ documentId, period }: Props) => {
  const text = useText();
  const { params, change } = period;
  const other = params.get('with') ?? undefined;
  const day = other ? undefined : (params.get('on') ?? undefined);
  const compared: ComparisonQuery = { snapshot: documentId, with: other, asOf: day };
  const query = useComparison(compared, { refetchOnMountOrArgChange: true });
  const openedOf = (id: string): Opened => {
    if (params.get('figure') !== id) return null;
    return params.get('rows') === 'all' ? 'items' : 'changes';
  };
  const isAll = params.get('all') === '1';
  return (
    <Section
      title={text('snapshot.comparison')}
      action={
        <Button
          data-no-print
          variant="tertiary"
          startIcon={<ArrowLeft />}
          onClick={() => change({ snapshot: '', figure: '', all: '', with: '', on: '', rows: '' })}
        >
          {text('snapshot.back')}
        </Button>
      }
    >
      <QueryState query={query}>
        {({ snapshot, other: otherSnapshot, period: { asOf }, figures }) => {
          const changed = figures.filter(({ isChanged }) => isChanged);
          const shown = isAll ? figures : changed;
          return (
            <>
              <Box paddingBottom={4}>
                <SnapshotAgainst snapshot={snapshot} period={period} />
              </Box>
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
                            {column === 'current' && (otherSnapshot || day)
                              ? text('snapshot.asOfDay', { asOf })
                              : text(column === 'name' ? 'column.name' : `snapshot.${column}`)}
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
                        compared={compared}
                        opened={openedOf(figure.id)}
                        onOpen={(opened) =>
                          change({
                            figure: opened ? figure.id : '',
                            rows: opened === 'items' ? 'all' : '',
                          })
                        }
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
