import { Link, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';

import { grouped } from '../format';
import { commonSearch } from '../hooks/use-period';
import { PLUGIN_ID } from '../plugin-id';
import type { Figure } from '../services/api';
import { useIsChinese, useText } from '../text';
import { FigureAmount } from './figure-amount';
import { Standing } from './standing';

const WIDTHS = {
  name: '30%',
  value: '22%',
  basis: '24%',
  excluded: '8%',
  standing: '16%',
} as const;
const COLUMNS = ['name', 'value', 'basis', 'excluded', 'standing'] as const;

/** Figures of one domain; each opens where its number comes from. */
export const FigureGroup = ({ figures }: { readonly figures: readonly Figure[] }) => {
  const text = useText();
  const isChinese = useIsChinese();
  const [params] = useSearchParams();
  return (
    <Table colCount={COLUMNS.length} rowCount={figures.length + 1}>
      <Thead>
        <Tr>
          {COLUMNS.map((column) => (
            <Th key={column} width={WIDTHS[column]}>
              <Typography variant="sigma">{text(`column.${column}`)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {figures.map((figure) => (
          <Tr key={figure.id}>
            <Td>
              <Link
                tag={RouterLink}
                to={{
                  pathname: `/plugins/${PLUGIN_ID}/figures/${figure.id}`,
                  search: commonSearch(params),
                }}
              >
                {isChinese ? figure.name : figure.nameEn}
              </Link>
            </Td>
            <Td>
              <FigureAmount value={figure.value} unit={figure.unit} />
            </Td>
            <Td>
              <Typography textColor="neutral800">
                {figure.numerator !== undefined && figure.denominator !== undefined
                  ? `${grouped(figure.numerator)} / ${grouped(figure.denominator)}`
                  : ''}
              </Typography>
            </Td>
            <Td>
              <Typography textColor="neutral800">
                {figure.excluded === undefined || figure.excluded === '0'
                  ? ''
                  : grouped(figure.excluded)}
              </Typography>
            </Td>
            <Td>
              <Standing figure={figure} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
