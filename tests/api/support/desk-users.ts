import { randomBytes } from 'node:crypto';

import type { App } from './app';

/** A signed-in user of the panel. */
export interface DeskUser {
  readonly name: string;
  get(path: string): Promise<Answer>;
  send(method: 'post' | 'put', path: string, body?: object): Promise<Answer>;
}

interface Answer {
  readonly status: number;
  // The tests name what they read.
  readonly body: { readonly data: never; readonly error?: { readonly message: string } };
}

/** Creates a user of the role (`gongkai-editor`, `gongkai-reviewer`, `gongkai-office`) and signs in. */
export const deskUser = async (app: App, code: string, name: string): Promise<DeskUser> => {
  const role = (await app.strapi.db.query('admin::role').findOne({ where: { code } })) as {
    id: number;
  };
  const email = `${code}-${randomBytes(4).toString('hex')}@test.local`;
  const password = `Aa1${randomBytes(12).toString('hex')}`;
  await app.strapi.service('admin::user')['create']({
    email,
    password,
    firstname: name,
    lastname: '',
    isActive: true,
    roles: [role.id],
  });
  const login = await app.agent.post('/admin/login').send({ email, password });
  const token = login.body.data.token as string;
  return {
    name,
    get: async (path) => app.agent.get(path).set('Authorization', `Bearer ${token}`),
    send: async (method, path, body = {}) =>
      app.agent[method](path).set('Authorization', `Bearer ${token}`).send(body),
  };
};
