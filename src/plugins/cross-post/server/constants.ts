export const PLUGIN_ID = 'cross-post';

export const CHANNEL_TABLE = 'cross_post_channels';
export const POST_TABLE = 'cross_post_posts';
export const DELIVERY_TABLE = 'cross_post_deliveries';
export const ATTEMPT_TABLE = 'cross_post_attempts';
export const CALLBACK_TABLE = 'cross_post_callbacks';
export const CALL_COUNT_TABLE = 'cross_post_call_counts';
export const WITHDRAWAL_TABLE = 'cross_post_withdrawals';
export const AUTHORIZATION_TABLE = 'cross_post_authorizations';
export const HOSTED_IMAGE_TABLE = 'cross_post_hosted_images';
/** Who last changed and who published each postable document. */
export const SOURCE_TABLE = 'cross_post_sources';

/** Queue of the work: one job is one look at one delivery. */
export const DELIVER_JOB = 'cross-post.deliver';
/** One job is one try to take back one post. */
export const WITHDRAW_JOB = 'cross-post.withdraw';

export const READ_ACTION = `plugin::${PLUGIN_ID}.read`;
export const MANAGE_ACTION = `plugin::${PLUGIN_ID}.manage`;
export const EDIT_ACTION = `plugin::${PLUGIN_ID}.edit`;
export const APPROVE_ACTION = `plugin::${PLUGIN_ID}.approve`;

/** Real hosts; another address (an emulator, a proxy) comes from configuration only. */
export const DEFAULT_WEIBO_URL = 'https://api.weibo.com';
export const DEFAULT_WEIBO_WEB_URL = 'https://weibo.com';
export const DEFAULT_WECHAT_URL = 'https://api.weixin.qq.com';
