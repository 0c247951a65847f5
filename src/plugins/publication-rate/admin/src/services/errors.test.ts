import { isForbidden, isPlainForbidden } from './errors';

describe('errors', () => {
  it('should know a refusal, and whether the server said why in Chinese', () => {
    const plain = { status: 403, name: 'ForbiddenError', message: 'Forbidden' };
    const told = { status: 403, name: 'PolicyError', message: '您没有查看公开率的权限' };
    expect([plain, told].map(isForbidden)).toEqual([true, true]);
    expect([plain, told].map(isPlainForbidden)).toEqual([true, false]);
    expect([{ status: 500 }, null, undefined, 'x'].some(isForbidden)).toBe(false);
  });
});
