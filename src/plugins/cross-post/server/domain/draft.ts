/** What a delivery that ended before anything was public says of its draft on the platform. */
export const DRAFT_TO_DELETE = '公众号草稿箱中的草稿将自动删除，请勿发表。';
export const DRAFT_DELETED = '公众号草稿箱中的草稿已删除。';
export const DRAFT_LEFT = '公众号草稿箱中的草稿未能自动删除，请到公众平台处理，勿发表。';
