import { runInThisContext } from 'node:vm';

import type { createStrapi } from '@strapi/strapi';

/** The worker's own process: what Jest gives to a test file is a copy. */
const worker = runInThisContext('process') as NodeJS.Process;

/**
 * Strapi outside of Jest's sandbox, in which every test file would load its thousands of modules
 * anew: here the files that a worker runs share them.
 */
export const createOutside: typeof createStrapi = (options) => {
  const { createRequire } = worker.getBuiltinModule('node:module');
  const outside = createRequire(__filename)('@strapi/strapi') as {
    createStrapi: typeof createStrapi;
  };
  const strapi = outside.createStrapi(options);
  const destroy = strapi.destroy.bind(strapi);
  strapi.destroy = async () => {
    // Strapi takes the process for its own; by its listeners Jest talks to the worker.
    Object.assign(worker, { removeAllListeners: () => worker });
    await destroy().finally(() => Reflect.deleteProperty(worker, 'removeAllListeners'));
  };
  return strapi;
};

/** Sets the environment inside and outside. @returns what undoes it. */
export const setEnvironment = (values: Readonly<Record<string, string>>): (() => void) => {
  const environments = [process.env, worker.env];
  const before = environments.map((environment) =>
    Object.keys(values).map((name) => [name, environment[name]] as const),
  );
  for (const environment of environments) Object.assign(environment, values);
  return () => {
    for (const [index, environment] of environments.entries()) {
      for (const [name, value] of before[index] ?? []) {
        if (value === undefined) delete environment[name];
        else environment[name] = value;
      }
    }
  };
};
