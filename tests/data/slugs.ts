import { toSlug } from '../../src/shared/slugs';

/** Makes readable addresses that are unique within one content type. */
export const createSlugs = (): ((title: string) => string) => {
  const used = new Map<string, number>();
  return (title) => {
    const slug = toSlug(title);
    const count = (used.get(slug) ?? 0) + 1;
    used.set(slug, count);
    return count === 1 ? slug : `${slug}-${count}`;
  };
};
