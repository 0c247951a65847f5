import { daysText, lightText, standingOf, watchedText } from './lights';

const TEXTS = {
  since: '最近更新于',
  never: '从未更新',
  good: '更新及时',
  empty: '没有栏目',
  advice: '请发布',
};
const worst = { label: '动态', since: '2026-11-01', daysLeft: -8, standing: 'failing' as const };

describe('standingOf', () => {
  it.each([
    [{ watched: 3, warning: 1, failing: 1 }, 'failing'],
    [{ watched: 3, warning: 1, failing: 0 }, 'warning'],
    [{ watched: 3, warning: 0, failing: 0 }, 'good'],
    [{ watched: 0, warning: 0, failing: 0 }, 'none'],
  ])('should see %j as %s', (sums, standing) => {
    expect(standingOf(sums, 'none')).toBe(standing);
  });
  it('should let a check say what nothing at all means', () => {
    expect(standingOf({ watched: 0, warning: 0, failing: 0 }, 'good')).toBe('good');
  });
});

describe('texts', () => {
  it('should say how long there is, or was', () => {
    expect([3, 0, -8].map(daysText)).toEqual(['还剩 3 天', '今天到期', '已超期 8 天']);
  });
  it('should say since when, or that there was nothing ever', () => {
    expect(watchedText(worst, TEXTS)).toBe('最近更新于 2026-11-01，已超期 8 天');
    expect(watchedText({ since: null, daysLeft: null }, TEXTS)).toBe('从未更新');
  });
  it('should name the worst and what to do', () => {
    const one = { watched: 1, warning: 0, failing: 1 };
    expect(lightText(TEXTS, 'failing', one, worst, '14 天')).toBe(
      '动态：最近更新于 2026-11-01，已超期 8 天（期限 14 天）。请发布。',
    );
    const many = { watched: 5, warning: 0, failing: 2 };
    expect(lightText(TEXTS, 'failing', many, worst, '14 天')).toBe(
      '2 项不符合 14 天的期限，最久的是“动态”：最近更新于 2026-11-01，已超期 8 天。请发布。',
    );
    expect(lightText(TEXTS, 'good', many, undefined, '14 天')).toBe('更新及时。');
    expect(lightText(TEXTS, 'none', { ...one, watched: 0 }, undefined, '14 天')).toBe('没有栏目。');
  });
});
