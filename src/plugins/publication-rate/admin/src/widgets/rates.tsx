import { Flex, Link, Typography } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

import { FigureAmount } from '../components/figure-amount';
import { Standing } from '../components/standing';
import { PLUGIN_ID } from '../plugin-id';
import { useFigures, useYears, type Figure } from '../services/api';
import { useIsChinese, useText } from '../text';
import { Lines } from './lines';
import { WidgetState } from './widget-state';

const headlines = (figures: readonly Figure[]): readonly Figure[] =>
  figures.filter(({ isHeadline }) => isHeadline);

/** The year's headline rates. */
export const RatesWidget = () => {
  const text = useText();
  const isChinese = useIsChinese();
  const years = useYears();
  const year = years.data?.suggested;
  const figures = useFigures(
    { year: year ?? 0 },
    { skip: year === undefined, refetchOnMountOrArgChange: true },
  );
  return (
    <WidgetState
      query={{ data: figures.data, error: years.error ?? figures.error }}
      emptyText={({ data }) => (headlines(data).length === 0 ? text('headline.empty') : null)}
    >
      {({ data, meta }) => (
        <>
          <Typography variant="pi" textColor="neutral600" tag="p">
            {text('rates.period', { year: String(meta.year), asOf: meta.asOf })}
          </Typography>
          <Lines>
            {headlines(data).map((figure) => (
              <li key={figure.id}>
                <Link
                  tag={RouterLink}
                  to={`/plugins/${PLUGIN_ID}/figures/${figure.id}?year=${meta.year}`}
                >
                  {isChinese ? figure.name : figure.nameEn}
                </Link>
                <Flex gap={3}>
                  <FigureAmount value={figure.value} unit={figure.unit} />
                  <Standing figure={figure} />
                </Flex>
              </li>
            ))}
          </Lines>
        </>
      )}
    </WidgetState>
  );
};
