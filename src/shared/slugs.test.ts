import fc from 'fast-check';

import { toSlug } from './slugs';

describe('toSlug', () => {
  it.each([
    ['关于发放低保的公告', 'guan-yu-fa-fang-di-bao-de-gong-gao'],
    ['2017年部门预算', '2017-nian-bu-men-yu-suan'],
    ['江岸区吕家巷', 'jiang-an-qu-lv-jia-xiang'],
    ['岸政规〔2017〕1号', 'an-zheng-gui-2017-1-hao'],
    ['Budget 2017', 'budget-2017'],
    ['！？……', ''],
    ['', ''],
  ])('makes an address of %p', (title, slug) => {
    expect(toSlug(title)).toBe(slug);
  });

  it('cuts a long title at a word', () => {
    const slug = toSlug('关于做好城乡居民最低生活保障工作有关事项的通知'.repeat(4));
    expect(slug.length).toBeLessThanOrEqual(100);
    expect(slug).toMatch(/^guan-yu-.*[a-z]$/);
    expect(slug.endsWith('-')).toBe(false);
  });

  it('cuts a long word without any dash', () => {
    expect(toSlug('a'.repeat(300))).toBe('a'.repeat(100));
  });

  it('never makes anything but small letters, digits and single dashes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (title) => {
        const slug = toSlug(title);
        expect(slug).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
        expect(slug.length).toBeLessThanOrEqual(100);
      }),
    );
  });
});
