/** Pattern of `ilike` for a text that is found anywhere. */
export const likePattern = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`;
