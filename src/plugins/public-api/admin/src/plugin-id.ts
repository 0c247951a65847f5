export const PLUGIN_ID = 'public-api';

/** Right that the pages ask for. */
export const PERMISSIONS = {
  webhooks: [{ action: `plugin::${PLUGIN_ID}.webhooks`, subject: null }],
};
