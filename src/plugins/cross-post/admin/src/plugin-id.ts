export const PLUGIN_ID = 'cross-post';

/** Rights that the pages ask for. */
export const PERMISSIONS = {
  read: [{ action: `plugin::${PLUGIN_ID}.read`, subject: null }],
  edit: [{ action: `plugin::${PLUGIN_ID}.edit`, subject: null }],
  approve: [{ action: `plugin::${PLUGIN_ID}.approve`, subject: null }],
  manage: [{ action: `plugin::${PLUGIN_ID}.manage`, subject: null }],
};
