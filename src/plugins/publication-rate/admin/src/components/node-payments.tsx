import { Box, Flex, Table, Tbody, Td, Thead, Tr, Typography } from '@strapi/design-system';

import { grouped, shanghaiToday } from '../format';
import { pageOf } from '../hooks/paging';
import type { Period } from '../hooks/use-period';
import { usePayments } from '../services/api';
import { useText } from '../text';
import { ColumnHeading } from './column-heading';
import { ExportButtons } from './export-buttons';
import { Pager } from './pager';
import { QueryState } from './query-state';
import { RecordLink } from './record-link';
import { SearchField } from './search-field';

const PAGE_SIZE = 20;
const COLUMNS = ['label', 'place', 'period', 'amount', 'persons', 'households', 'record'] as const;
const NUMBERS: readonly string[] = ['amount', 'persons', 'households'];

interface Props {
  readonly documentId: string;
  /** Code of the node; '' for payments that name none. */
  readonly node: string;
  readonly period: Period;
}

/**
 * The payments below a node, masked as the public sees them; the address has their search and page,
 * so that those of one node are open at a time.
 */
export const NodePayments = ({ documentId, node, period }: Props) => {
  const text = useText();
  const { params, change } = period;
  const q = params.get('q') ?? '';
  const { page } = pageOf(params);
  const query = usePayments(
    { ...period.query, documentId, node, q, page, pageSize: PAGE_SIZE },
    period.options,
  );
  const styleOf = (column: string) =>
    NUMBERS.includes(column) ? ({ textAlign: 'right' } as const) : undefined;
  return (
    <Box padding={2}>
      <Flex
        gap={4}
        paddingBottom={2}
        wrap="wrap"
        justifyContent="space-between"
        alignItems="flex-start"
        data-no-print
      >
        <Box width="28rem">
          <SearchField
            key={q}
            name="payments"
            label={text('payments.search')}
            value={q}
            onSearch={(value) => change({ q: value })}
          />
        </Box>
        <Box>
          <ExportButtons
            path="reconciliations"
            params={{ part: 'rows', fund: documentId }}
            exact={{ node }}
            name={[text('payments.file'), node].filter(Boolean).join(' ')}
            period={period.query}
            asOf={period.asOf || shanghaiToday()}
          />
          {q !== '' && (
            <Typography variant="pi" textColor="neutral600">
              {text('payments.fileHasAll')}
            </Typography>
          )}
        </Box>
      </Flex>
      <QueryState query={query}>
        {({ data, meta }) =>
          data.length === 0 ? (
            <Typography textColor="neutral600">{text('payments.empty')}</Typography>
          ) : (
            <>
              <Table colCount={COLUMNS.length} rowCount={data.length + 1}>
                <Thead>
                  <Tr>
                    {COLUMNS.map((column) => (
                      <ColumnHeading key={column} isNumber={NUMBERS.includes(column)}>
                        {text(`payments.${column}`)}
                      </ColumnHeading>
                    ))}
                  </Tr>
                </Thead>
                <Tbody>
                  {data.map((row) => (
                    <Tr key={row.documentId}>
                      {COLUMNS.map((column) => (
                        <Td key={column} style={styleOf(column)}>
                          <Typography tag="div" variant="pi" textColor="neutral800">
                            {column === 'record' ? (
                              <RecordLink
                                uid={row.uid}
                                documentId={row.documentId}
                                label={row.label}
                              />
                            ) : NUMBERS.includes(column) ? (
                              grouped(row[column] ?? '')
                            ) : (
                              row[column]
                            )}
                          </Typography>
                        </Td>
                      ))}
                    </Tr>
                  ))}
                </Tbody>
              </Table>
              <Pager pagination={meta.pagination} onPage={(to) => change({ page: String(to) })} />
            </>
          )
        }
      </QueryState>
    </Box>
  );
};
