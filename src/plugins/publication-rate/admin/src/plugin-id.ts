export const PLUGIN_ID = 'publication-rate';

/** Rights that the page asks for. */
export const PERMISSIONS = {
  read: [{ action: `plugin::${PLUGIN_ID}.read`, subject: null }],
};
