import entry from './entry/schema.json';

export const contentTypes = { entry: { schema: entry } };
