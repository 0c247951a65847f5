import type { LimitSetting } from '../../../shared/contracts/settings';
import { changedLimits, limitProblem } from './limits';

const limit = (id: string, value: number, below?: string): LimitSetting => ({
  id,
  name: id,
  nameEn: id,
  unit: 'days',
  default: 10,
  min: 1,
  max: 365,
  basis: '',
  ...(below ? { below } : {}),
  value,
  changedAt: null,
  changedBy: null,
});

const limits = [limit('warn', 10, 'fail'), limit('fail', 14)];
const [warn, fail] = limits as [LimitSetting, LimitSetting];

describe('limitProblem', () => {
  it('should take whole numbers within the range', () => {
    expect(limitProblem(fail, limits, { fail: '20' })).toBeNull();
    expect(limitProblem(fail, limits, {})).toBeNull();
    expect(limitProblem(fail, limits, { fail: '1.5' })).toBe('whole');
    expect(limitProblem(fail, limits, { fail: '-1' })).toBe('whole');
    expect(limitProblem(fail, limits, { fail: '0' })).toBe('range');
    expect(limitProblem(fail, limits, { fail: '366' })).toBe('range');
  });

  it('should want a warning before the failure, as both are typed', () => {
    expect(limitProblem(warn, limits, { warn: '14' })).toBe('below');
    expect(limitProblem(warn, limits, { warn: '14', fail: '15' })).toBeNull();
    expect(limitProblem(warn, limits, { fail: '' })).toBe('below');
  });
});

describe('changedLimits', () => {
  it('should send what differs, and null for a default', () => {
    expect(changedLimits(limits, { warn: '10', fail: '20' })).toEqual({ fail: 20 });
    expect(changedLimits(limits, { fail: '' })).toEqual({ fail: null });
    expect(changedLimits(limits, { warn: '' })).toEqual({});
  });
});
