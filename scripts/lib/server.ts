import path from 'node:path';

import { createStrapi, type Core } from '@strapi/strapi';

import { bindEncryptionKey, type Environment, ROOT } from './environment';

/** A loaded application in an open environment. */
export interface Server {
  readonly strapi: Core.Strapi;
  /** Takes requests from now on. */
  listen(): Promise<void>;
  /** Ends requests, jobs and connections, then the environment (embedded database, lock). */
  close(): Promise<void>;
}

/** Gives up waiting for an orderly end: a second Ctrl-C must not be needed. */
const SHUTDOWN_TIMEOUT_MS = 20_000;

/**
 * Loads Strapi (schema sync, plugins, workers) in this process and ends it cleanly on SIGINT and
 * SIGTERM, after `onClose`.
 */
export const loadServer = async (
  environment: Environment,
  onClose: () => Promise<void> = async () => {},
): Promise<Server> => {
  const strapi = createStrapi({ appDir: ROOT, distDir: path.join(ROOT, 'dist') });

  let closing: Promise<void> | null = null;
  const close = () =>
    (closing ??= (async () => {
      setTimeout(() => process.exit(1), SHUTDOWN_TIMEOUT_MS).unref();
      await strapi.destroy();
      await onClose();
      environment.close();
    })());

  // Strapi's own handlers exit before the database is stopped.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }

  await strapi.load();
  await bindEncryptionKey();
  return { strapi, listen: async () => void (await strapi.listen()), close };
};
