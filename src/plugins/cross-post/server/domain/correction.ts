import type { PostSource } from '../../../../shared/contracts/cross-post';

/** Puts 更正 before a title, once. */
export const corrected = (source: PostSource): PostSource => ({
  ...source,
  title: source.title.startsWith('更正') ? source.title : `更正：${source.title}`,
});

/** What the corrected post says while its correction, or one that came to life again, goes its way. */
export const CORRECTION_UNDER_WAY = '已提交更正，待审批后另发一条，进展见该条。';
