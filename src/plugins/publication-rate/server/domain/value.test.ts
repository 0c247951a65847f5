import type {
  FigureDefinition,
  FigureMeasure,
  FigureSums,
} from '../../../../shared/contracts/publication-rate';
import { figureValue } from './value';

const SUMS: FigureSums = {
  counted: '13',
  missing: '1',
  excluded: '2',
  countedAmount: '100.01',
  missingAmount: '0.99',
};

const figure = (measure: FigureMeasure): FigureDefinition => ({
  id: 'test.figure',
  name: '数字',
  nameEn: 'Figure',
  unit: '项',
  measure,
  universe: 'test',
  definition: '定义',
  legalBasis: '依据',
});

describe('figureValue', () => {
  it.each<[FigureMeasure, object]>([
    ['count', { value: '13' }],
    ['amount', { value: '100.01' }],
    ['due-count', { value: '14', excluded: '2' }],
    ['due-amount', { value: '101.00', excluded: '2' }],
    ['excluded-count', { value: '2' }],
    ['rate', { value: '92.85', numerator: '13', denominator: '14', excluded: '2' }],
    ['timely-rate', { value: '92.85', numerator: '13', denominator: '14', excluded: '2' }],
    ['amount-rate', { value: '99.01', numerator: '100.01', denominator: '101.00', excluded: '2' }],
  ])('should make %s of the sums', (measure, expected) => {
    expect(figureValue(figure(measure), SUMS)).toEqual({
      id: 'test.figure',
      name: '数字',
      unit: '项',
      ...expected,
    });
  });

  it('should give a rate without anything due no number', () => {
    const nothing = { ...SUMS, counted: '0', missing: '0' };
    expect(figureValue(figure('rate'), nothing)).toMatchObject({ value: '—', denominator: '0' });
  });
});
