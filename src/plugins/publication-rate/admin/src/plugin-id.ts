export const PLUGIN_ID = 'publication-rate';

const permission = (action: string) => ({
  action: `plugin::${PLUGIN_ID}.${action}`,
  subject: null,
});

/** Rights that the pages ask for. */
export const PERMISSIONS = {
  /** Of all organizations, or of one's own: either opens the page. */
  see: [permission('read'), permission('read-own')],
  freeze: [permission('freeze')],
  configure: [permission('configure')],
};
