import { composeArticle, LIMITS, withHostedImages } from './article';

const source = (html: string, more: Record<string, string> = {}) => ({
  title: '标题',
  summary: '摘要',
  author: '区民政局',
  canonicalUrl: 'https://www.example.gov.cn/notices/a',
  coverFileId: null,
  ...more,
  html,
});

describe('WeChat article', () => {
  it('should drop scripts, classes, styles and events, and write its own styles', () => {
    const { html } = composeArticle(
      source(
        '<p class="x" style="color:red" onclick="a()">文<script>alert(1)</script></p><iframe src="https://a"></iframe>',
      ),
    );
    expect(html).toMatch(/^<p style="[^"]+">文<\/p>$/);
    expect(html).not.toContain('red');
  });

  it('should turn links into numbered notes, each address once', () => {
    const { html } = composeArticle(
      source(
        '<p><a href="https://a.cn/?x=1&amp;y=2">甲</a>、<a href="https://a.cn/?x=1&amp;y=2">乙</a>、<a href="https://b.cn/">https://b.cn/</a></p>',
      ),
    );
    expect(html).not.toContain('<a');
    expect(html).toContain('甲<sup>[1]</sup>、乙<sup>[1]</sup>、https://b.cn/</p>');
    expect(html.match(/\[1\] https:\/\/a\.cn/g)).toHaveLength(1);
  });

  it('should put re-hosted images in and leave the others out', () => {
    const { html, images } = composeArticle(
      source('<p>一<img src="/uploads/a.png?x=1&amp;y=2" alt="图"><img src="/uploads/b.png"></p>'),
    );
    expect(images).toEqual(['/uploads/a.png?x=1&y=2', '/uploads/b.png']);
    const hosted = withHostedImages(html, {
      '/uploads/a.png?x=1&y=2': 'https://mmbiz.qpic.cn/a?wx_fmt=png&b=1',
      '/uploads/b.png': null,
    });
    expect(hosted).toContain('src="https://mmbiz.qpic.cn/a?wx_fmt=png&amp;b=1"');
    expect(hosted.match(/<img/g)).toHaveLength(1);
  });

  it('should keep every field within its limit', () => {
    const long = '公'.repeat(300);
    const article = composeArticle(
      source('<p>段落</p>'.repeat(5000), { title: long, summary: long, author: long }),
    );
    expect(Array.from(article.title)).toHaveLength(LIMITS.title);
    expect(Array.from(article.author)).toHaveLength(LIMITS.author);
    expect(Array.from(article.digest)).toHaveLength(LIMITS.digest);
    expect(Array.from(article.html).length).toBeLessThan(LIMITS.content);
    expect(article.html).toContain('阅读原文');
  });

  it('should not be empty where the document has no text', () => {
    expect(composeArticle(source('  ')).html).toContain('摘要');
  });
});
