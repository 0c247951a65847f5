import { Box, Flex, Typography } from '@strapi/design-system';

import type { MyWork, WorkItem } from '../../../shared/contracts/reports';
import { RecordLink } from '../components/record-link';
import { StandingLabel } from '../components/standing-label';
import { grouped } from '../format';
import { useMyWork } from '../services/api';
import { useIsChinese, useText } from '../text';
import { Lines } from './lines';
import { WidgetState } from './widget-state';

const SHOWN = 8;

type Kind = 'wasDueOn' | 'dueOn' | 'missing';

interface Line {
  readonly item: WorkItem;
  readonly kind: Kind;
}

/** What is overdue first, then what is due soon, then what has no day. */
const linesOf = ({ overdue, dueSoon, undated }: MyWork): readonly Line[] => [
  ...overdue.map((item) => ({ item, kind: 'wasDueOn' as const })),
  ...dueSoon.map((item) => ({ item, kind: 'dueOn' as const })),
  ...undated.map((item) => ({ item, kind: 'missing' as const })),
];

/** What is missing of which year. Its organization is left out where it is what the label names. */
const useAbout = () => {
  const text = useText();
  const isChinese = useIsChinese();
  return ({ label, organization, figureName, figureNameEn, year, reason }: WorkItem): string => {
    const name = isChinese ? figureName : figureNameEn;
    return [
      organization === label ? null : organization,
      year === null ? name : text('work.figure', { name, year: String(year) }),
      reason,
    ]
      .filter(Boolean)
      .join(' · ');
  };
};

const WorkLine = ({ line: { item, kind } }: { readonly line: Line }) => {
  const text = useText();
  const about = useAbout();
  return (
    <li>
      <Box>
        <Typography textColor="neutral800" tag="div" ellipsis title={item.label}>
          {item.label}
        </Typography>
        <Typography variant="pi" textColor="neutral600" tag="div">
          {about(item)}
        </Typography>
      </Box>
      <Flex gap={3}>
        <StandingLabel standing={kind === 'dueOn' ? 'warning' : 'failing'}>
          {text(`work.${kind}`, { day: item.dueOn ?? '' })}
        </StandingLabel>
        <RecordLink uid={item.uid} documentId={item.documentId} label={item.label}>
          {text('items.fix')}
        </RecordLink>
      </Flex>
    </li>
  );
};

/** What is overdue, due within three working days or missing for me. */
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
        const total = work.overdueTotal + work.dueSoonTotal + work.undatedTotal;
        return (
          <>
            <Typography textColor="neutral800" tag="p">
              {text('work.totals', {
                overdue: grouped(String(work.overdueTotal)),
                soon: grouped(String(work.dueSoonTotal)),
                undated: grouped(String(work.undatedTotal)),
              })}
            </Typography>
            <Lines>
              {lines.slice(0, SHOWN).map((line) => (
                <WorkLine
                  key={`${line.item.figureId} ${line.item.year} ${line.item.key}`}
                  line={line}
                />
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
