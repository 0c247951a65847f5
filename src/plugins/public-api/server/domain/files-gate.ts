import { FILES_GATE } from '../constants';

/** @throws Error where the application's middlewares would hand out uploaded files unasked. */
export const checkFilesGate = (middlewares: readonly unknown[]): void => {
  if (!middlewares.includes(FILES_GATE))
    throw new Error(`public-api: config/middlewares must hold ${FILES_GATE}`);
};
