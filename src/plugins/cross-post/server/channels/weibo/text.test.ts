import fc from 'fast-check';

import {
  comparable,
  MAX_HALVES,
  neutralise,
  postText,
  truncate,
  weightedHalves,
  weightedLength,
} from './text';

const source = (
  title: string,
  summary: string,
  canonicalUrl = 'https://www.example.gov.cn/notices/a',
) => ({
  title,
  summary,
  canonicalUrl,
  html: '',
  author: '',
  coverFileId: null,
});

describe('Weibo text', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['ab', 1],
    ['中', 1],
    ['中a', 2],
    ['𠮷', 1],
    ['https://www.example.gov.cn/notices/a', 10],
    ['中文 https://www.example.gov.cn/notices/a', 13],
    [`https://www.example.gov.cn/${'a'.repeat(140 - 27)}`, 10],
    [`https://www.example.gov.cn/${'a'.repeat(144 - 27)}`, 12],
    ['http://t.cn/A6abcdef', 10],
  ])('should count %s as %d', (text, length) => {
    expect(weightedLength(text)).toBe(length);
  });

  it('should take the meaning out of # and @ and leave no link but ours', () => {
    expect(neutralise('#话题#  @某人\nhttps://evil.example/x 看​')).toBe('＃话题＃ ＠某人 看');
  });

  it('should keep title, summary and address of a short text whole', () => {
    expect(postText(source('标题', '摘要'))).toBe(
      '【标题】摘要 https://www.example.gov.cn/notices/a',
    );
  });

  it('should never be too long, cut a character in half, or touch the address', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 400 });
    const path = fc.stringMatching(/^[a-z0-9-]{1,120}$/);
    fc.assert(
      fc.property(text, text, path, (title, summary, slug) => {
        const url = `https://www.example.gov.cn/notices/${slug}`;
        const post = postText(source(title, summary, url));
        expect(weightedHalves(post)).toBeLessThanOrEqual(MAX_HALVES);
        expect(post.endsWith(` ${url}`)).toBe(true);
        expect(post).not.toMatch(/\p{Surrogate}/u);
        expect(post.slice(0, -url.length)).not.toMatch(/[#@]/);
      }),
    );
  });

  it('should end a cut text with an ellipsis', () => {
    expect(truncate('一二三四五', 10)).toBe('一二三四五');
    expect(truncate('一二三四五', 9)).toBe('一二三…');
    expect(truncate('𠮷𠮷𠮷', 4)).toBe('𠮷…');
  });

  it('should compare a post with its shown form, whose links are shortened', () => {
    expect(comparable('【标题】摘要 http://t.cn/A6abcdef ​')).toBe(
      comparable(postText(source('标题', '摘要'))),
    );
  });
});
