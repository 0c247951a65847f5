import { sparklinePath } from './sparkline';

const box = { width: 104, height: 24, low: 0, high: 100 };

describe('sparklinePath', () => {
  it('should go from bottom left to top right', () => {
    expect(sparklinePath([0, 100], box)).toBe('M2.0 22.0L2.0 22.0L102.0 2.0');
  });

  it('should break where there is no value, and show a lone point', () => {
    expect(sparklinePath([50, null, 50], box)).toBe('M2.0 12.0L2.0 12.0M102.0 12.0L102.0 12.0');
  });

  it('should draw equal values at half height, and nothing for none', () => {
    expect(sparklinePath([7, 7], { ...box, low: 7, high: 7 })).toContain('12.0');
    expect(sparklinePath([], box)).toBe('');
    expect(sparklinePath([null], box)).toBe('');
  });
});
