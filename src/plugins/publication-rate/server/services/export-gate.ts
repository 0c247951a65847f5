import type { Core } from '@strapi/strapi';

import type { Table } from '../../../../shared/spreadsheet/table';
import { EXPORT_LIMITS } from '../constants';
import { openSnapshot, type OpenSnapshot } from '../repositories/stream';
import { createGate } from '../utils/gate';

/** A table whose rows come from an open snapshot; whoever takes it closes it. */
export interface OpenTable {
  readonly table: Table;
  readonly close: () => Promise<void>;
}

/**
 * Opens tables on snapshots of the database, a few at once.
 * @returns a function that builds a table in its turn; it throws BusyError where too many are open,
 * and what the builder throws, with nothing left open.
 */
export const createExportGate = ({ strapi }: { strapi: Core.Strapi }) => {
  const enter = createGate(EXPORT_LIMITS);

  return (build: (snapshot: OpenSnapshot) => Promise<Table>): Promise<OpenTable> =>
    new Promise((resolve, reject) => {
      enter(async () => {
        const snapshot = await openSnapshot(strapi);
        try {
          const table = await build(snapshot);
          // The place is given back when the rows are taken.
          await new Promise<void>((closed) => {
            resolve({
              table,
              close: async () => {
                try {
                  await snapshot.close();
                } finally {
                  closed();
                }
              },
            });
          });
        } catch (error) {
          await snapshot.close();
          throw error;
        }
      }).catch(reject);
    });
};
