export const PLUGIN_ID = 'public-api';
