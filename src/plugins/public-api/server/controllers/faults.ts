import { errors } from '@strapi/utils';

import { RequestFault } from '../domain/fault';

/** Runs a parser; its fault becomes Strapi's 400 with the place in `details`. */
export const checked = <T>(source: 'query' | 'body', parse: () => T): T => {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof RequestFault)) throw error;
    throw new errors.ValidationError(error.message, { key: error.key, path: error.path, source });
  }
};
