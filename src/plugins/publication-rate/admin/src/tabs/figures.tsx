import { Box, EmptyStateLayout, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import { FigureGroup } from '../components/figure-group';
import { QueryState } from '../components/query-state';
import { Section } from '../components/section';
import type { Period } from '../hooks/use-period';
import { useFigures, type Figure } from '../services/api';
import { useIsChinese, useText } from '../text';

/** Figures under their headings, in the order in which they were declared. */
const byGroup = (figures: readonly Figure[]): [string, Figure[]][] => {
  const groups = new Map<string, Figure[]>();
  for (const figure of figures) {
    const group = groups.get(figure.group.zh);
    if (group) group.push(figure);
    else groups.set(figure.group.zh, [figure]);
  }
  return [...groups];
};

/** Every figure of a year, by domain. */
export const FiguresTab = ({ period }: { readonly period: Period }) => {
  const text = useText();
  const intl = useIntl();
  const isChinese = useIsChinese();
  const query = useFigures(period.query, period.options);
  return (
    <QueryState query={query}>
      {({ data, meta }) =>
        data.length === 0 ? (
          <EmptyStateLayout content={text('figures.empty')} />
        ) : (
          <>
            <Box paddingBottom={4}>
              <Typography variant="pi" textColor="neutral600">
                {text('figures.computedAt', {
                  time: intl.formatDate(meta.computedAt, {
                    dateStyle: 'medium',
                    timeStyle: 'medium',
                  }),
                })}
              </Typography>
            </Box>
            {byGroup(data).map(([group, figures]) => (
              <Section
                key={group}
                title={(isChinese ? figures[0]?.group.zh : figures[0]?.group.en) ?? group}
              >
                <FigureGroup figures={figures} />
              </Section>
            ))}
          </>
        )
      }
    </QueryState>
  );
};
