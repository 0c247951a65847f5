import { Box, Flex, Typography } from '@strapi/design-system';

import type { MyWork } from '../../../shared/contracts/reports';
import { RecordLink } from '../components/record-link';
import { StandingLabel } from '../components/standing-label';
import { grouped } from '../format';
import { useMyWork, type FigureItem } from '../services/api';
import { useText } from '../text';
import { Lines } from './lines';
import { WidgetState } from './widget-state';

const SHOWN = 8;

interface Line {
  readonly item: FigureItem;
  readonly isOverdue: boolean;
}

/** What is overdue first, then what is due soon. */
const linesOf = ({ overdue, dueSoon }: MyWork): readonly Line[] => [
  ...overdue.map((item) => ({ item, isOverdue: true })),
  ...dueSoon.map((item) => ({ item, isOverdue: false })),
];

const WorkLine = ({ line: { item, isOverdue } }: { readonly line: Line }) => {
  const text = useText();
  return (
    <li>
      <Box>
        <Typography textColor="neutral800" tag="div" ellipsis title={item.label}>
          {item.label}
        </Typography>
        <Typography variant="pi" textColor="neutral600" tag="div">
          {[item.organization, item.reason].filter(Boolean).join(' · ')}
        </Typography>
      </Box>
      <Flex gap={3}>
        <StandingLabel standing={isOverdue ? 'failing' : 'warning'}>
          {item.dueOn
            ? text(isOverdue ? 'work.wasDueOn' : 'work.dueOn', { day: item.dueOn })
            : text('work.overdue')}
        </StandingLabel>
        <RecordLink uid={item.uid} documentId={item.documentId} label={item.label}>
          {text('items.fix')}
        </RecordLink>
      </Flex>
    </li>
  );
};

/** What is overdue or due within three working days for me. */
export const MyWorkWidget = () => {
  const text = useText();
  const query = useMyWork(undefined, { refetchOnMountOrArgChange: true });
  return (
    <WidgetState
      query={query}
      emptyText={(work) => (linesOf(work).length === 0 ? text('work.empty') : null)}
    >
      {(work) => {
        const lines = linesOf(work);
        const total = work.overdueTotal + work.dueSoonTotal;
        return (
          <>
            <Typography textColor="neutral800" tag="p">
              {text('work.totals', {
                overdue: grouped(String(work.overdueTotal)),
                soon: grouped(String(work.dueSoonTotal)),
              })}
            </Typography>
            <Lines>
              {lines.slice(0, SHOWN).map((line) => (
                <WorkLine key={`${line.isOverdue} ${line.item.key}`} line={line} />
              ))}
            </Lines>
            {total > SHOWN && (
              <Typography variant="pi" textColor="neutral600" tag="p">
                {text('work.more', {
                  count: grouped(String(total - Math.min(SHOWN, lines.length))),
                })}
              </Typography>
            )}
          </>
        );
      }}
    </WidgetState>
  );
};
