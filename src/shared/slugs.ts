import { pinyin } from 'pinyin-pro';
import slugify from 'slugify';

const MAX_LENGTH = 100;

/**
 * Readable address of a Chinese title: 关于发放低保的公告 → guan-yu-fa-fang-di-bao-de-gong-gao. Cut at
 * a word; `''` for a text without letters or digits.
 */
export const toSlug = (title: string): string => {
  const latin = pinyin(title, {
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
    v: true,
  }).join(' ');
  // Brackets and marks part words: 〔2017〕1号 is 2017-1-hao, not 20171-hao.
  const slug = slugify(latin.replace(/[^\p{L}\p{N}]+/gu, ' ').trim(), {
    lower: true,
    strict: true,
  });
  if (slug.length <= MAX_LENGTH) return slug;
  const cut = slug.lastIndexOf('-', MAX_LENGTH);
  return slug.slice(0, cut > 0 ? cut : MAX_LENGTH);
};
