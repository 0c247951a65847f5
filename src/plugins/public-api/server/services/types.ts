import type { Core } from '@strapi/strapi';

import type { PublicApiService, PublicSubmission } from '../../../../shared/contracts/public-api';
import { createContentController } from '../controllers/content';
import { createSubmissionController } from '../controllers/submission';
import { createModel, type Model, type Schema } from '../domain/model';
import { createVisibility, type Visibility } from '../domain/visibility';
import { contentRoutes, submissionRoute } from '../routes/declared';

/** The service with the parts that only this plugin calls. */
export interface TypesService extends PublicApiService {
  catalogue(): ReadonlyMap<string, Model>;
  visibilityOf(uid: string): Visibility | undefined;
}

/** Which types are public, and what of them; mounts their routes as they are declared. */
export const createTypesService = ({ strapi }: { strapi: Core.Strapi }): TypesService => {
  const models = new Map<string, Model>();
  const visibilities = new Map<string, Visibility>();

  const schemaOf = (uid: string): Schema => {
    const schema = strapi.getModel(uid as Parameters<typeof strapi.getModel>[0]) as unknown as Schema | undefined;
    if (!schema) throw new Error(`public-api: there is no type ${uid}`);
    return schema;
  };

  return {
    declare(types) {
      for (const type of types) {
        if (models.has(type.uid)) throw new Error(`public-api: ${type.uid} is declared twice`);
        models.set(type.uid, createModel(type, schemaOf(type.uid), schemaOf));
        visibilities.set(type.uid, createVisibility(type, schemaOf(type.uid), schemaOf));
      }
      for (const { uid, path, relations } of types) {
        const lost = Object.values(relations ?? {}).find((target) => !models.has(target));
        if (lost) throw new Error(`public-api: ${uid} leads to ${lost}, which is not public`);
        const model = models.get(uid) as Model;
        strapi.server.routes({
          type: 'content-api',
          routes: contentRoutes(path, createContentController({ strapi, model })),
        });
      }
    },

    accept<T extends object>(submission: PublicSubmission<T>) {
      schemaOf(submission.uid);
      strapi.server.routes({
        type: 'content-api',
        routes: [submissionRoute(submission.path, createSubmissionController({ strapi, submission }))],
      });
    },

    catalogue: () => models,
    visibilityOf: (uid) => visibilities.get(uid),
  };
};
