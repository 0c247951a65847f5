import type { Core } from '@strapi/strapi';

import type {
  PublicApiService,
  PublicSubmission,
  PublicType,
  RouteDescription,
} from '../../../../shared/contracts/public-api';
import { PLUGIN_ID } from '../constants';
import { createLabels, type Labels } from '../domain/labels';
import { createModel, type Model, type Schema } from '../domain/model';
import { createVisibility, type Visibility } from '../domain/visibility';

import type { DataSetsService } from './data-sets';
import type { DocumentsService } from './documents';

/** The service with the parts that only this plugin calls. */
export interface TypesService extends PublicApiService {
  /** Public models by uid. */
  catalogue(): ReadonlyMap<string, Model>;
  visibilityOf(uid: string): Visibility | undefined;
  /** The declarations, in order. */
  declarations(): readonly PublicType[];
  /** What was accepted, in order. */
  submissions(): readonly PublicSubmission[];
  labels(): Labels;
  /** What others have told of their routes. */
  described(): readonly RouteDescription[];
  /** Calls back for every type that is declared from now on. */
  onDeclare(mount: (model: Model) => void): void;
  /** Calls back for every kind of submission that is accepted from now on. */
  onAccept(mount: (submission: PublicSubmission) => void): void;
}

/** Which types are public, and what of them. */
export const createTypesService = ({ strapi }: { strapi: Core.Strapi }): TypesService => {
  const models = new Map<string, Model>();
  const visibilities = new Map<string, Visibility>();
  const declarations: PublicType[] = [];
  const submissions: PublicSubmission[] = [];
  const described: RouteDescription[] = [];
  const labels = createLabels();
  const mountType: ((model: Model) => void)[] = [];
  const mountSubmission: ((submission: PublicSubmission) => void)[] = [];

  const schemaOf = (uid: string): Schema => {
    const schema = strapi.getModel(uid as Parameters<typeof strapi.getModel>[0]) as unknown as
      Schema | undefined;
    if (!schema) throw new Error(`public-api: there is no type ${uid}`);
    return schema;
  };

  return {
    declare(types) {
      const declared = types.map((type) => {
        if (models.has(type.uid)) throw new Error(`public-api: ${type.uid} is declared twice`);
        const model = createModel(type, schemaOf(type.uid), schemaOf);
        models.set(type.uid, model);
        declarations.push(type);
        visibilities.set(type.uid, createVisibility(type, schemaOf(type.uid), schemaOf));
        return model;
      });
      for (const model of declared) {
        const lost = [...model.relations.values()].find((target) => !models.has(target));
        if (lost) throw new Error(`public-api: ${model.uid} leads to ${lost}, which is not public`);
        for (const mount of mountType) mount(model);
      }
    },

    accept<T extends object>(submission: PublicSubmission<T>) {
      schemaOf(submission.uid);
      // The schema that makes the data and the function that takes it belong together in T.
      submissions.push(submission);
      for (const mount of mountSubmission) mount(submission);
    },

    label: (types) => labels.add(types),
    describe: (routes) => void described.push(...routes),
    supply: (set) => strapi.plugin(PLUGIN_ID).service<DataSetsService>('data-sets').supply(set),

    isPublic: (uid, documentId, trx) =>
      strapi
        .plugin(PLUGIN_ID)
        .service<DocumentsService>('documents')
        .isPublic(uid, documentId, trx),

    catalogue: () => models,
    declarations: () => declarations,
    submissions: () => submissions,
    labels: () => labels,
    described: () => described,
    visibilityOf: (uid) => visibilities.get(uid),
    onDeclare: (mount) => void mountType.push(mount),
    onAccept: (mount) => void mountSubmission.push(mount),
  };
};
