import { standingOf } from './standing';

const sums = { counted: '0', missing: '0', excluded: '0', late: '0', overdue: '0' };

describe('standingOf', () => {
  it.each([
    ['good', { counted: '3' }],
    ['good', { counted: '3', excluded: '1' }],
    ['warning', { counted: '3', missing: '1' }],
    ['warning', { counted: '3', late: '1' }],
    ['failing', { counted: '3', missing: '1', overdue: '1' }],
    ['excluded', { excluded: '1' }],
    ['none', {}],
  ])('should be %s for %p', (standing, changes) => {
    expect(standingOf({ ...sums, ...changes })).toBe(standing);
  });
});
