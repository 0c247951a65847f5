interface UserSchema {
  pluginOptions?: Record<string, Record<string, unknown>>;
}

interface UsersPermissionsPlugin {
  contentTypes: { user: { schema: UserSchema } };
}

/** The product has no end users of its own; their empty list would only puzzle editors. */
export default (plugin: UsersPermissionsPlugin): UsersPermissionsPlugin => {
  const { schema } = plugin.contentTypes.user;
  schema.pluginOptions = { ...schema.pluginOptions, 'content-manager': { visible: false } };
  return plugin;
};
