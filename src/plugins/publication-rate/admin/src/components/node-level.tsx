import { Button, Loader } from '@strapi/design-system';
import { useState } from 'react';

import { NODE_COLUMNS } from '../domain/reconciliation';
import type { Period } from '../hooks/use-period';
import { useNodes } from '../services/api';
import { useText } from '../text';
import { NodeRow } from './node-row';
import { Problem } from './problem';

const PAGE_SIZE = 100;

interface Props {
  readonly documentId: string;
  readonly period: Period;
  /** Code of the node above, '' for the top; undefined: nodes wherever they are, without order. */
  readonly parent: string | undefined;
  readonly isDifferent: boolean;
  readonly search: string;
  readonly depth: number;
  readonly page?: number;
}

/** The nodes below one node as rows of a table, a hundred at a time. */
export const NodeLevel = ({ page = 1, ...props }: Props) => {
  const { documentId, period, parent, isDifferent, search, depth } = props;
  const text = useText();
  const [isMore, setIsMore] = useState(false);
  const { data, error, refetch } = useNodes(
    { ...period.query, documentId, parent, isDifferent, q: search, page, pageSize: PAGE_SIZE },
    period.options,
  );
  if (error || !data) {
    return (
      <tr>
        <td colSpan={NODE_COLUMNS}>
          {error ? (
            <Problem error={error} onRetry={() => void refetch()} />
          ) : (
            <Loader small>{text('figures.loading')}</Loader>
          )}
        </td>
      </tr>
    );
  }
  const { total } = data.meta.pagination;
  const rest = total - page * PAGE_SIZE;
  return (
    <>
      {total === 0 && (
        <tr>
          <td colSpan={NODE_COLUMNS}>{text('fund.noNodes')}</td>
        </tr>
      )}
      {data.data.map((node) => (
        <NodeRow
          key={node.documentId}
          node={node}
          documentId={documentId}
          period={period}
          depth={depth}
        >
          {parent === undefined
            ? null
            : () => (
                <NodeLevel
                  documentId={documentId}
                  period={period}
                  parent={node.code}
                  isDifferent={false}
                  search=""
                  depth={depth + 1}
                />
              )}
        </NodeRow>
      ))}
      {rest > 0 &&
        (isMore ? (
          <NodeLevel {...props} page={page + 1} />
        ) : (
          <tr data-no-print>
            <td colSpan={NODE_COLUMNS}>
              <Button variant="tertiary" size="S" onClick={() => setIsMore(true)}>
                {text('fund.more', { count: rest })}
              </Button>
            </td>
          </tr>
        ))}
    </>
  );
};
