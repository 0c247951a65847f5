import type { Core } from '@strapi/strapi';

import type { SuppliedDataSet } from '../../../../shared/contracts/public-api';
import { PLUGIN_ID } from '../constants';
import { createComputedDataSet, createDataSet, type DataSet } from '../domain/data-set';
import type { TypesService } from './types';

/** The data sets that can be had, in the order of their declaration. */
export const createDataSetsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const supplied: SuppliedDataSet[] = [];
  let made: ReadonlyMap<string, DataSet> | null = null;

  const make = (): ReadonlyMap<string, DataSet> => {
    const types = strapi.plugin(PLUGIN_ID).service<TypesService>('types');
    const catalogue = types.catalogue();
    const sets: DataSet[] = types.declarations().flatMap((type) => {
      const model = catalogue.get(type.uid);
      return model
        ? (type.openData ?? []).map((set) => createDataSet(model, set, catalogue, types.labels()))
        : [];
    });
    sets.push(...supplied.map(createComputedDataSet));
    const byId = new Map(sets.map((set) => [set.id, set]));
    if (byId.size < sets.length) throw new Error('public-api: two data sets have one id');
    return byId;
  };

  return {
    supply: (set: SuppliedDataSet): void => {
      supplied.push(set);
      made = null;
    },
    /** By id. @throws Error where a declaration names what isn't public: called at start. */
    all: (): ReadonlyMap<string, DataSet> => (made ??= make()),
  };
};

export type DataSetsService = ReturnType<typeof createDataSetsService>;
