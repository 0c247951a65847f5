import { judge, tableOf, type Goal } from './goals';

const GOAL: Goal = { at: 'part.ratio', is: '≤', target: 10, what: 'a ratio' };

describe('the goals of the benchmarks', () => {
  it.each([
    ['≤', 10, true],
    ['≤', 10.01, false],
    ['<', 9.99, true],
    ['<', 10, false],
    ['≥', 10, true],
    ['≥', 9.99, false],
  ] as const)('should take %s 10 of %d for %s', (is, measured, met) => {
    expect(judge({ part: { ratio: measured } }, [{ ...GOAL, is }])).toEqual([
      { ...GOAL, is, measured, met },
    ]);
  });

  it('should say nothing of parts that were not run', () => {
    expect(judge({ other: { ratio: 1 } }, [GOAL])).toEqual([]);
  });

  it.each([[{}], [{ ratio: null }], [{ ratio: Number.NaN }], [null]])(
    'should not be met by a number that is lacking: %j',
    (part) => {
      expect(judge({ part }, [GOAL])).toEqual([{ ...GOAL, measured: null, met: false }]);
    },
  );

  it('should judge each of several things, and miss them where there is none', () => {
    const each = { ...GOAL, at: 'part.*.ratio' };
    const part = { unit: 'ms', a: { ratio: 1 }, b: { ratio: 11 }, c: { other: 1 } };
    expect(judge({ part }, [each]).map(({ at, met }) => [at, met])).toEqual([
      ['part.a.ratio', true],
      ['part.b.ratio', false],
    ]);
    expect(judge({ part: {} }, [each]).map(({ at, met }) => [at, met])).toEqual([
      ['part.*', false],
    ]);
  });

  it('should write a line for each', () => {
    const lines = tableOf(judge({ part: { ratio: 11 } }, [GOAL])).split('\n');
    expect(lines).toEqual([expect.stringMatching(/^✗ {2}part\.ratio .* 11 {2}≤ 10 .* a ratio$/)]);
  });
});
