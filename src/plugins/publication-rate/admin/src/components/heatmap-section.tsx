import { Box, Checkbox, EmptyStateLayout, Flex } from '@strapi/design-system';
import { useMemo } from 'react';

import type { Heatmap } from '../../../shared/contracts/reports';
import { cellAt, linesOf, tally, withGaps } from '../domain/heatmap';
import type { Period } from '../hooks/use-period';
import { useHeatmap } from '../services/api';
import { useText } from '../text';
import { CellDialog } from './cell-dialog';
import { HeatmapLegend } from './heatmap-legend';
import { HeatmapTable } from './heatmap-table';
import { QueryState } from './query-state';
import { Section } from './section';

interface ContentProps {
  readonly heatmap: Heatmap;
  readonly period: Period;
}

const Content = ({ heatmap, period }: ContentProps) => {
  const text = useText();
  const { params, change } = period;
  const all = useMemo(() => linesOf(heatmap), [heatmap]);
  const counts = useMemo(() => tally(all), [all]);
  const isOnlyGaps = params.get('gaps') === '1';
  const lines = isOnlyGaps ? withGaps(all) : all;
  const open = cellAt(heatmap.cells, params.get('cell') ?? '');
  if (all.length === 0) return <EmptyStateLayout content={text('heatmap.empty')} />;
  return (
    <>
      <Flex justifyContent="space-between" gap={4} wrap="wrap" paddingBottom={3}>
        <HeatmapLegend counts={counts} />
        <Box data-no-print>
          <Checkbox
            checked={isOnlyGaps}
            onCheckedChange={(isChecked) => change({ gaps: isChecked === true ? '1' : '' })}
          >
            {text('heatmap.onlyGaps')}
          </Checkbox>
        </Box>
      </Flex>
      {lines.length === 0 ? (
        <EmptyStateLayout content={text('heatmap.noGaps')} />
      ) : (
        <HeatmapTable columns={heatmap.columns} lines={lines} onChange={change} />
      )}
      {open && <CellDialog heatmap={heatmap} cell={open} period={period} />}
    </>
  );
};

/** Which organization has which obligation, and how it stands. */
export const HeatmapSection = ({ period }: { readonly period: Period }) => {
  const text = useText();
  const query = useHeatmap(period.query, period.options);
  return (
    <Section title={text('heatmap.title')} hint={text('heatmap.hint')}>
      <QueryState query={query}>
        {(heatmap) => <Content heatmap={heatmap} period={period} />}
      </QueryState>
    </Section>
  );
};
