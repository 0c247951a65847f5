import { randomBytes } from 'node:crypto';
import path from 'node:path';

import type { Core } from '@strapi/strapi';
import supertest from 'supertest';

import {
  createDatabase,
  databaseUrl,
  dropDatabase,
  templateOf,
  type DataSet,
} from '../../support/databases';
import { createOutside, setEnvironment } from './outside';

/** The application, booted from `dist/` on a database of its own. */
export interface App {
  readonly strapi: Core.Strapi;
  readonly agent: ReturnType<typeof supertest>;
  readonly databaseUrl: string;
  readonly adminEmail: string;
  /** Bearer token of a super administrator. */
  adminToken(): Promise<string>;
  stop(): Promise<void>;
}

const ROOT = path.resolve(__dirname, '..', '..', '..');

/** Boots the application on a copy of the data set; `env` is set while it runs. */
export const startApp = async (
  options: { dataSet?: DataSet; env?: Record<string, string> } = {},
): Promise<App> => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await createDatabase(name, await templateOf(options.dataSet ?? 'empty'));
  const restoreEnvironment = setEnvironment({ ...options.env, DATABASE_URL: databaseUrl(name) });

  const strapi = createOutside({ appDir: ROOT, distDir: path.join(ROOT, 'dist') });
  await strapi.load();
  strapi.server.mount();
  const agent = supertest(strapi.server.httpServer);

  // Of its own: how often an address may try is counted for all that a worker runs.
  const adminEmail = `super-${randomBytes(4).toString('hex')}@test.local`;
  let token: Promise<string> | null = null;
  const signIn = async (): Promise<string> => {
    const password = `Aa1${randomBytes(12).toString('hex')}`;
    const response = await agent
      .post('/admin/register-admin')
      .send({ email: adminEmail, firstname: '管理员', lastname: '', password });
    if (response.status !== 200)
      throw new Error(`register-admin: ${JSON.stringify(response.body)}`);
    return response.body.data.token as string;
  };

  return {
    strapi,
    agent,
    databaseUrl: databaseUrl(name),
    adminEmail,
    adminToken: () => (token ??= signIn()),
    async stop() {
      await strapi.destroy();
      restoreEnvironment();
      await dropDatabase(name);
    },
  };
};
