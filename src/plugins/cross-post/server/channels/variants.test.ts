import fc from 'fast-check';

import { composeArticle } from './wechat/article';
import { wechatVariant } from './wechat/variant';
import { weightedHalves } from './weibo/text';
import { weiboVariant } from './weibo/variant';

const URL_TEXT = 'https://www.example.gov.cn/notices/a';
const source = {
  title: '标题',
  summary: '摘要',
  author: '区民政局',
  canonicalUrl: URL_TEXT,
  coverFileId: null,
  html: '<p>一<a href="https://a.cn/">甲</a></p><table><tr><th>项</th><td>额</td></tr></table><p><img src="/uploads/a.png?x=1&amp;y=2"></p>',
};
const post = { text: `【标题】摘要 ${URL_TEXT}`, canonicalUrl: URL_TEXT, imageFileId: 7 };
const noDomains = { safeDomains: [] };

describe('Weibo variant', () => {
  it('should give the text without the address, and put it back', () => {
    const { fields, canonicalUrl } = weiboVariant.fields(post);
    expect(fields).toEqual({ text: '【标题】摘要', imageId: 7 });
    expect(canonicalUrl).toBe(URL_TEXT);
    expect(weiboVariant.edit(post, fields)).toEqual(post);
  });

  it('should keep the address, and leave no topic, mention or other link, whatever people write', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => {
        const edited = weiboVariant.edit(post, { text: `${text} https://evil.example/x` }) as {
          text: string;
        };
        expect(edited.text.endsWith(URL_TEXT)).toBe(true);
        const body = edited.text.slice(0, -URL_TEXT.length);
        expect(body).not.toMatch(/[#@]|evil/);
        const { counts, issues } = weiboVariant.check(edited, noDomains);
        const isOver = weightedHalves(edited.text) > 280;
        expect(issues.some(({ message }) => message.startsWith('超出'))).toBe(isOver);
        expect((counts[0]?.used ?? 0) > 140).toBe(isOver);
      }),
    );
  });

  it('should warn where the platform will refuse the address', () => {
    const issuesUnder = (domain: string) =>
      weiboVariant.check(post, { safeDomains: [domain] }).issues;
    expect(issuesUnder('example.gov.cn')).toEqual([]);
    expect(issuesUnder('www.example.gov.cn')).toEqual([]);
    expect(issuesUnder('le.gov.cn')).toMatchObject([{ level: 'warning' }]);
  });

  it('should have read posts that were made before there were pictures', () => {
    const { text, canonicalUrl } = post;
    expect(weiboVariant.fields({ text, canonicalUrl }).fields.imageId).toBeNull();
  });
});

describe('WeChat variant', () => {
  const article = composeArticle(source);

  it('should leave an article that nobody changed as it is', () => {
    const { fields } = wechatVariant.fields(article);
    expect(wechatVariant.edit(article, fields)).toEqual(article);
  });

  it('should settle what people write in one go: cleaning it again changes nothing', () => {
    const piece = fc.constantFrom(
      '<p class="x">文</p>',
      '<a href="https://b.cn/?a=1&b=2">乙</a>',
      '<table><tr><td>格</td></tr></table>',
      '<script>x()</script>',
      '<img src="/uploads/b.png">',
      '<h5>小标题</h5>',
      '[1] 文 & <',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const once = wechatVariant.edit(article, { html: pieces.join('') });
        const { fields } = wechatVariant.fields(once);
        expect(wechatVariant.edit(once, fields)).toEqual(once);
        expect(fields.html).not.toMatch(/<script|<a |class=/);
      }),
    );
  });

  it('should never cut a field over its limit or in the middle of a character', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(text, text, text, (title, summary, author) => {
        const cut = composeArticle({ ...source, title, summary, author });
        for (const { field, used, limit } of wechatVariant.check(cut, noDomains).counts) {
          expect({ field, isOver: used > limit }).toEqual({ field, isOver: false });
        }
        for (const part of [cut.title, cut.digest, cut.author]) {
          expect(part).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });

  it('should keep an address in the summary whole, or leave it out', () => {
    const path = fc.stringMatching(/^[a-z0-9/]{1,60}$/);
    const words = fc.string({ unit: fc.constantFrom('公', '开', '𠮷', ' '), maxLength: 140 });
    fc.assert(
      fc.property(words, path, words, (before, tail, after) => {
        const address = `https://www.example.gov.cn/${tail}`;
        const { digest } = composeArticle({ ...source, summary: `${before}${address}${after}` });
        const [found] = digest.match(/https?:\/\/[^公开𠮷 …]*/u) ?? [];
        expect([undefined, address]).toContain(found);
      }),
    );
  });

  it('should tell what is too long or missing', () => {
    const bad = wechatVariant.edit(article, { title: '公'.repeat(33), digest: '', html: ' ' });
    const { issues, counts } = wechatVariant.check(bad, noDomains);
    expect(issues.filter(({ level }) => level === 'error').map(({ field }) => field)).toEqual([
      'title',
      'html',
    ]);
    expect(counts[0]).toEqual({ field: 'title', used: 33, limit: 32 });
    const empty = wechatVariant.edit(article, { title: '  ' });
    expect(wechatVariant.check(empty, noDomains).issues).toContainEqual({
      level: 'error',
      field: 'title',
      message: '请填写标题。',
    });
  });
});
