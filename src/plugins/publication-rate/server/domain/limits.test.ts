import type { LimitDefinition } from '../../../../shared/contracts/publication-rate-inspection';
import { limitProblems } from './limits';

const limit = (changes: Partial<LimitDefinition>): LimitDefinition => ({
  id: 'a.fail',
  name: '不合格',
  nameEn: 'fail',
  unit: 'days',
  default: 14,
  min: 2,
  max: 60,
  basis: '依据',
  ...changes,
});
const LIMITS = [
  limit({ id: 'a.warn', name: '提醒', default: 10, min: 1, below: 'a.fail' }),
  limit({}),
];
const BEFORE = { 'a.warn': 10, 'a.fail': 20 };

describe('limitProblems', () => {
  it.each([
    [{ 'a.warn': 19 }, []],
    [{ 'a.warn': 20 }, ['a.warn']],
    [{ 'a.fail': 10 }, ['a.fail']],
    [{ 'a.warn': 30, 'a.fail': 31 }, []],
    [{ 'a.warn': 14, 'a.fail': null }, ['a.warn']],
    [{ 'a.warn': null }, []],
    [{ 'a.warn': 0, 'a.fail': 61 }, ['a.warn', 'a.fail']],
    [{ 'a.warn': Number.NaN }, ['a.warn']],
    [{ toString: 3 }, ['toString']],
    [{}, []],
  ])('should judge %j', (values, ids) => {
    expect(limitProblems(LIMITS, BEFORE, values).map(({ id }) => id)).toEqual(ids);
  });
});
