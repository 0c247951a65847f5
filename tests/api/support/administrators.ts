import { randomBytes } from 'node:crypto';

import type { App } from './app';

/** Signs in an administrator whose role has no permission at all. @returns his bearer token. */
export const administratorWithoutRights = async (app: App): Promise<string> => {
  const role = await app.strapi
    .service('admin::role')
    .create({ name: '没有权限', description: '' });
  // Of his own: how often an address may try is counted for all that a worker runs.
  const email = `outsider-${randomBytes(4).toString('hex')}@test.local`;
  const password = 'Aa1-without-rights';
  await app.strapi.service('admin::user').create({
    email,
    firstname: '外',
    password,
    isActive: true,
    roles: [role.id],
  });
  const response = await app.agent.post('/admin/login').send({ email, password });
  return response.body.data.token as string;
};
