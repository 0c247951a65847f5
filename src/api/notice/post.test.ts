import { noticePost } from './post';

const notice = (more: Record<string, unknown> = {}) => ({
  documentId: 'd',
  title: '标题',
  slug: 'biao-ti',
  kind: 'news',
  body: '# 标\n\n正文 **重点** <script>alert(1)</script>',
  issuer: { name: '区民政局', isClassified: false },
  cover: { id: 7 },
  ...more,
});
const compose = (more?: Record<string, unknown>) =>
  noticePost.compose(notice(more), { publicUrl: 'https://www.example.gov.cn' });

describe('posting notices', () => {
  it('should make a post of a published notice', () => {
    expect(compose()).toMatchObject({
      title: '标题',
      canonicalUrl: 'https://www.example.gov.cn/notices/biao-ti',
      author: '区民政局',
      coverFileId: 7,
    });
    expect(compose()?.html).toContain('<strong>重点</strong>');
    expect(compose()?.html).not.toContain('<script');
  });

  it('should take the opening of the text for a summary where there is none', () => {
    expect(compose()?.summary).toBe('标 正文 重点 <script>alert(1)</script>');
    expect(compose({ summary: '摘要' })?.summary).toBe('摘要');
  });

  it.each([{ kind: 'establishment-document' }, { issuer: { name: '某机关', isClassified: true } }])(
    'should not post %j',
    (more) => {
      expect(compose(more)).toBeNull();
    },
  );
});
