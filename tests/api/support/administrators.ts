import type { App } from './app';

/** Signs in an administrator whose role has no permission at all. @returns his bearer token. */
export const administratorWithoutRights = async (app: App): Promise<string> => {
  const role = await app.strapi
    .service('admin::role')
    .create({ name: '没有权限', description: '' });
  const password = 'Aa1-without-rights';
  await app.strapi.service('admin::user').create({
    email: 'outsider@test.local',
    firstname: '外',
    password,
    isActive: true,
    roles: [role.id],
  });
  const response = await app.agent
    .post('/admin/login')
    .send({ email: 'outsider@test.local', password });
  return response.body.data.token as string;
};
