import { FILES_GATE } from '../constants';

const nameOf = (middleware: unknown): unknown =>
  (middleware as { readonly name?: unknown } | null)?.name ?? middleware;

/** @throws Error where the application's middlewares would hand out uploaded files unasked. */
export const checkFilesGate = (middlewares: readonly unknown[]): void => {
  if (!middlewares.some((middleware) => nameOf(middleware) === FILES_GATE))
    throw new Error(`public-api: config/middlewares must hold ${FILES_GATE}`);
};
