import { errors } from '@strapi/utils';

import { RequestFault } from '../domain/fault';

type Source = 'query' | 'body';

const raise = (source: Source, error: unknown): never => {
  if (!(error instanceof RequestFault)) throw error;
  throw new errors.ValidationError(error.message, { key: error.key, path: error.path, source });
};

/** Runs a parser; its fault becomes Strapi's 400 with the place in `details`. */
export const checked = <T>(source: Source, parse: () => T): T => {
  try {
    return parse();
  } catch (error) {
    return raise(source, error);
  }
};

/** The same for what takes its time. */
export const checkedLater = async <T>(source: Source, parse: () => Promise<T>): Promise<T> => {
  try {
    return await parse();
  } catch (error) {
    return raise(source, error);
  }
};
