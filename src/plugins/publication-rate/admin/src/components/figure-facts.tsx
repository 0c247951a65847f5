import { Box, Flex, Link, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';

import { isTimely } from '../domain/item-state';
import { grouped } from '../format';
import { commonSearch } from '../hooks/use-period';
import { PLUGIN_ID } from '../plugin-id';
import type { ItemsAnswer } from '../services/api';
import { useText } from '../text';
import { FigureAmount } from './figure-amount';
import { Panel } from './panel';
import { Standing } from './standing';

const Fact = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => (
  <Flex alignItems="baseline" gap={4} paddingTop={2}>
    <Box tag="dt" width="10rem" shrink={0}>
      <Typography variant="pi" fontWeight="bold" textColor="neutral600">
        {term}
      </Typography>
    </Box>
    <Box tag="dd" margin={0}>
      <Typography textColor="neutral800" tag="div">
        {children}
      </Typography>
    </Box>
  </Flex>
);

/** What a figure means and what it was made of. */
export const FigureFacts = ({ meta }: { readonly meta: ItemsAnswer['meta'] }) => {
  const text = useText();
  const [params] = useSearchParams();
  const { figure, sums } = meta;
  const isMoney = figure.measure.includes('amount');
  const unit = isMoney ? '元' : figure.unit === '%' ? '' : figure.unit;
  const written = (value: string) => `${grouped(value)} ${unit}`.trim();
  const other = figure.timeliness ?? figure.completeness;
  return (
    <Panel>
      <Flex gap={4} alignItems="center">
        <FigureAmount value={figure.value} unit={figure.unit} variant="alpha" />
        <Standing figure={figure} />
      </Flex>
      <Box tag="dl" margin={0} paddingTop={3}>
        <Fact term={text('figure.definition')}>{figure.definition}</Fact>
        <Fact term={text('figure.legalBasis')}>{figure.legalBasis}</Fact>
        <Fact term={text('figure.period')}>
          {text(`figure.periodOf.${figure.period}`, { year: String(meta.year), asOf: meta.asOf })}
        </Fact>
        <Fact term={text('figure.rounding')}>{text(`figure.rounding.${figure.rounding}`)}</Fact>
        {figure.denominator !== undefined && (
          <Fact term={text('figure.denominator')}>{written(figure.denominator)}</Fact>
        )}
        <Fact term={text('figure.numerator')}>
          {written(isMoney ? sums.countedAmount : sums.counted)}
        </Fact>
        <Fact term={text(isTimely(figure) ? 'figure.lateSum' : 'figure.missingSum')}>
          {written(isMoney ? sums.missingAmount : sums.missing)}
        </Fact>
        <Fact term={text('figure.excludedSum')}>
          {grouped(sums.excluded)}
          {figure.exclusions.map(({ reason, basis }) => (
            <Typography key={reason} variant="pi" textColor="neutral600" tag="div">
              {text('figure.exclusion', { reason, basis })}
            </Typography>
          ))}
        </Fact>
        {other !== null && (
          <Fact term={text('figure.other')}>
            <Link
              tag={RouterLink}
              to={{
                pathname: `/plugins/${PLUGIN_ID}/figures/${other}`,
                search: commonSearch(params),
              }}
            >
              {text(figure.timeliness === null ? 'figure.completeness' : 'figure.timeliness')}
            </Link>
          </Fact>
        )}
      </Box>
    </Panel>
  );
};
