import { chooseCounts, type SearchCounts } from './search-counts';

const found: SearchCounts = {
  counts: [
    { type: 'notices', year: 2017, organ: 1, count: 5 },
    { type: 'notices', year: 2016, organ: 2, count: 3 },
    { type: 'funds', year: 2017, organ: 2, count: 3 },
    { type: 'funds', year: null, organ: null, count: 2 },
    // Of an organ that nobody may know of.
    { type: 'notices', year: 2017, organ: 9, count: 1 },
  ],
  organs: [
    { id: 1, documentId: 'one', slug: 'first', name: '甲局' },
    { id: 2, documentId: 'two', slug: null, name: '乙局' },
  ],
};
const all = { types: null, year: null, organization: null };

describe('chooseCounts', () => {
  it('should count everything where nothing is chosen, the most frequent first', () => {
    expect(chooseCounts(found, all)).toEqual({
      total: 14,
      facets: {
        types: [
          { value: 'notices', count: 9 },
          { value: 'funds', count: 5 },
        ],
        years: [
          { value: 2017, count: 9 },
          { value: 2016, count: 3 },
        ],
        organizations: [
          { documentId: 'two', name: '乙局', count: 6 },
          { documentId: 'one', name: '甲局', count: 5 },
        ],
      },
    });
  });

  it('should count for each facet what choosing otherwise would give', () => {
    const { total, facets } = chooseCounts(found, { ...all, year: 2017, types: ['notices'] });
    expect(total).toBe(6);
    expect(facets.types.map(({ count }) => count)).toEqual([6, 3]);
    expect(facets.years.map(({ count }) => count)).toEqual([6, 3]);
    expect(facets.organizations).toEqual([{ documentId: 'one', name: '甲局', count: 5 }]);
  });

  it.each([
    ['one', 5],
    ['first', 5],
    ['two', 6],
    ['null', 0],
    ['nobody', 0],
  ])('should choose an organ by documentId or slug: %s', (organization, total) => {
    const chosen = chooseCounts(found, { ...all, organization });
    expect(chosen.total).toBe(total);
    expect(chosen.facets.organizations).toHaveLength(2);
    expect(chosen.facets.types.reduce((sum, { count }) => sum + count, 0)).toBe(total);
  });
});
