import type {
  FigureDefinition,
  FigureLimit,
  FigureSet,
} from '../../../../shared/contracts/publication-rate';
import { UNIVERSE_COLUMNS } from '../constants';
import { catalogueOf, columnProblem, completenessOf } from './definitions';

const figure = (changes: Partial<FigureDefinition> = {}): FigureDefinition => ({
  id: 'fund.due.count',
  name: '应公开资金项目',
  nameEn: 'Funds due',
  unit: '项',
  measure: 'due-count',
  universe: 'fund',
  definition: '定义',
  legalBasis: '依据',
  ...changes,
});

const set = (changes: Partial<FigureSet> = {}): FigureSet => ({
  title: { zh: '资金', en: 'Funds' },
  universes: [{ id: 'fund', sql: 'select' }],
  figures: [figure()],
  ...changes,
});

describe('catalogueOf', () => {
  it('should keep the order of declaration', () => {
    const first = set({ figures: [figure(), figure({ id: 'fund.b' })] });
    const second = set({ universes: [], figures: [figure({ id: 'fund.a' })] });
    expect(catalogueOf([first, second]).figures.map(({ id }) => id)).toEqual([
      'fund.due.count',
      'fund.b',
      'fund.a',
    ]);
  });

  it.each<[string, readonly FigureSet[], string]>([
    ['an id declared twice', [set({ figures: [figure(), figure()] })], 'declared twice'],
    ['a universe declared twice', [set(), set({ figures: [] })], 'universe fund is declared twice'],
    [
      'an unknown universe',
      [set({ figures: [figure(), figure({ id: 'fund.x', universe: 'funds' })] })],
      'fund.x: universe funds is not declared',
    ],
    ['an unused universe', [set({ figures: [] })], 'universe fund has no figure'],
    ['an id that is no path', [set({ figures: [figure({ id: 'Fund' })] })], 'Fund: the id must be'],
    [
      'an empty definition',
      [set({ figures: [figure({ definition: ' ' })] })],
      'definition is empty',
    ],
    ['a rate in 项', [set({ figures: [figure({ measure: 'rate' })] })], "unit 项 doesn't fit"],
    ['an amount in 项', [set({ figures: [figure({ measure: 'amount' })] })], "unit 项 doesn't fit"],
  ])('should refuse %s', (_, sets, message) => {
    expect(() => catalogueOf(sets)).toThrow(message);
  });
});

describe('pairs of rates', () => {
  const rate = (changes: Partial<FigureDefinition> = {}): FigureDefinition =>
    figure({ id: 'fund.rate', unit: '%', measure: 'rate', timeliness: 'fund.timely', ...changes });
  const timely = (changes: Partial<FigureDefinition> = {}): FigureDefinition =>
    figure({ id: 'fund.timely', unit: '%', measure: 'timely-rate', ...changes });

  it('should belong together over the same rows', () => {
    expect(() => catalogueOf([set({ figures: [rate(), timely()] })])).not.toThrow();
    expect(completenessOf([rate(), timely()])).toEqual(new Map([['fund.timely', 'fund.rate']]));
  });

  it.each<[string, FigureDefinition[], RegExp]>([
    ['a lacking half', [rate()], /^publication-rate: fund\.rate: its timeliness/],
    ['other rows', [rate(), timely({ where: 'kind = 1' })], /fund\.rate: its timeliness/],
    ['no rate', [rate({ timeliness: 'fund.b' }), rate({ id: 'fund.b' })], /fund\.rate: its time/],
    ['a timeliness of nothing', [timely()], /fund\.timely: is the timeliness of no rate/],
    ['an obligation that is no rate', [figure({ isObligation: true })], /is an obligation but no/],
  ])('should refuse %s', (_, figures, message) => {
    expect(() => catalogueOf([set({ figures })])).toThrow(message);
  });
});

describe('common tables and limits', () => {
  const limit: FigureLimit = {
    binding: 'limitReply',
    name: '期限',
    nameEn: 'Limit',
    unit: 'days',
    default: 15,
    min: 1,
    max: 60,
    basis: '依据',
  };

  it('should be kept', () => {
    const commonTables = [{ name: 'fund_item', sql: 'select' }];
    expect(catalogueOf([set({ commonTables, limits: [limit] })])).toMatchObject({
      commonTables,
      limits: [limit],
    });
  });

  it.each<[string, Partial<FigureSet>, RegExp]>([
    [
      'a name twice',
      {
        commonTables: [
          { name: 'a', sql: '' },
          { name: 'a', sql: '' },
        ],
      },
      /a is decl/,
    ],
    [
      'the ledger',
      { commonTables: [{ name: 'public_at', sql: '' }] },
      /public_at is declared twice/,
    ],
    ['another name', { limits: [{ ...limit, binding: 'reply' }] }, /limit reply must be called/],
    ['a limit twice', { limits: [limit, limit] }, /limit limitReply is declared twice/],
    ['a default out of range', { limits: [{ ...limit, default: 99 }] }, /is out of its range/],
  ])('should refuse %s and name the figure', (_, changes, message) => {
    expect(() => catalogueOf([set(changes)])).toThrow(message);
    expect(() => catalogueOf([set(changes)])).toThrow('fund.due.count');
  });
});

describe('columnProblem', () => {
  const universe = { id: 'fund', sql: 'select', extraColumns: ['kind'] };
  const columns = [...UNIVERSE_COLUMNS, 'kind'];

  it('should accept exactly the named columns, in any order', () => {
    expect(columnProblem(universe, columns.toReversed())).toBeNull();
  });
  it('should name a lacking column', () => {
    expect(
      columnProblem(
        universe,
        columns.filter((name) => name !== 'due_on'),
      ),
    ).toContain('due_on');
  });
  it('should name an extra column that was not announced', () => {
    expect(columnProblem(universe, [...columns, 'secret'])).toContain('secret');
  });
  it('should refuse a column that comes twice', () => {
    expect(columnProblem(universe, [...columns, 'kind'])).toContain('twice');
  });
});
