import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';

import { grouped } from '../format';
import type { ItemsAnswer } from '../services/api';
import { useText } from '../text';
import { FigureAmount } from './figure-amount';
import { Standing } from './standing';

const Fact = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => (
  <Flex alignItems="baseline" gap={4} paddingTop={2}>
    <Box tag="dt" width="9rem" shrink={0}>
      <Typography variant="pi" fontWeight="bold" textColor="neutral600">
        {term}
      </Typography>
    </Box>
    <Box tag="dd" margin={0}>
      <Typography textColor="neutral800">{children}</Typography>
    </Box>
  </Flex>
);

/** What a figure means and what it was made of. */
export const FigureFacts = ({ meta }: { readonly meta: ItemsAnswer['meta'] }) => {
  const text = useText();
  const { figure, sums } = meta;
  const isMoney = figure.measure.includes('amount');
  const unit = isMoney ? '元' : figure.unit === '%' ? '' : figure.unit;
  const written = (value: string) => `${grouped(value)} ${unit}`.trim();
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={6} marginBottom={6}>
      <Flex gap={4} alignItems="center">
        <FigureAmount value={figure.value} unit={figure.unit} variant="alpha" />
        <Standing figure={figure} />
      </Flex>
      <Box tag="dl" margin={0} paddingTop={3}>
        <Fact term={text('figure.definition')}>{figure.definition}</Fact>
        <Fact term={text('figure.legalBasis')}>{figure.legalBasis}</Fact>
        <Fact term={text('figure.period')}>
          {text('figure.periodText', { year: String(meta.year), asOf: meta.asOf })}
        </Fact>
        <Fact term={text('figure.rounding')}>{text(`figure.rounding.${figure.rounding}`)}</Fact>
        {figure.denominator !== undefined && (
          <Fact term={text('figure.denominator')}>{written(figure.denominator)}</Fact>
        )}
        <Fact term={text('figure.numerator')}>
          {written(isMoney ? sums.countedAmount : sums.counted)}
        </Fact>
        <Fact term={text('figure.missingSum')}>
          {written(isMoney ? sums.missingAmount : sums.missing)}
        </Fact>
        <Fact term={text('figure.excludedSum')}>{grouped(sums.excluded)}</Fact>
      </Box>
    </Box>
  );
};
