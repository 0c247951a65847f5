export const PLUGIN_ID = 'editor-desk';

/** Language of the admin panel for a user who has chosen none. */
export const DEFAULT_LANGUAGE = 'zh-Hans';
