import type {
  FigureDefinition,
  FigureMeasure,
  FigureRounding,
  FigureSums,
  FigureValue,
} from '../../../../shared/contracts/publication-rate';
import { addDecimals, floorPercent } from './decimal';

type Numbers = Pick<FigureValue, 'value' | 'numerator' | 'denominator' | 'excluded'>;

const numbers = (measure: FigureMeasure, sums: FigureSums): Numbers => {
  const due = () => addDecimals(sums.counted, sums.missing);
  const dueAmount = () => addDecimals(sums.countedAmount, sums.missingAmount);
  switch (measure) {
    case 'count':
      return { value: sums.counted };
    case 'amount':
      return { value: sums.countedAmount };
    case 'due-count':
      return { value: due(), excluded: sums.excluded };
    case 'due-amount':
      return { value: dueAmount(), excluded: sums.excluded };
    case 'excluded-count':
      return { value: sums.excluded };
    case 'rate':
    case 'timely-rate':
      return {
        value: floorPercent(sums.counted, due()),
        numerator: sums.counted,
        denominator: due(),
        excluded: sums.excluded,
      };
    case 'amount-rate':
      return {
        value: floorPercent(sums.countedAmount, dueAmount()),
        numerator: sums.countedAmount,
        denominator: dueAmount(),
        excluded: sums.excluded,
      };
  }
};

/** A figure's value from the sums of its rows. A rate carries what it was made of. */
export const figureValue = (figure: FigureDefinition, sums: FigureSums): FigureValue => ({
  id: figure.id,
  name: figure.name,
  unit: figure.unit,
  ...numbers(figure.measure, sums),
});

/** How a measure's value was made presentable. */
export const roundingOf = (measure: FigureMeasure): FigureRounding => {
  switch (measure) {
    case 'rate':
    case 'timely-rate':
    case 'amount-rate':
      return 'floor-2-decimals';
    case 'amount':
    case 'due-amount':
      return 'exact-2-decimals';
    default:
      return 'exact';
  }
};
