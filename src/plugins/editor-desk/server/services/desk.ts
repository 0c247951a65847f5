import type { Core } from '@strapi/strapi';

import type { DeskType, EditorDeskService } from '../../../../shared/contracts/editor-desk';
import { PLUGIN_ID } from '../constants';
import { configurationOf, type Configuration, type DeskSchema } from '../domain/configuration';
import type { RulesService } from './rules';

type Model = DeskSchema & { readonly uid: string };

/** The parts of the content manager's two services that are used here. */
interface ContentTypesService {
  findContentType(uid: string): Model | undefined;
  findConfiguration(model: Model): Promise<Configuration>;
  updateConfiguration(model: Model, configuration: Configuration): Promise<unknown>;
}

interface ComponentsService {
  findComponent(uid: string): Model;
  findConfiguration(model: Model): Promise<Configuration>;
  updateConfiguration(model: Model, configuration: Configuration): Promise<unknown>;
}

/** The service with the part that only this plugin calls. */
export interface DeskService extends EditorDeskService {
  /** Stores what is declared as the content manager's configuration; a no-op where it's there. */
  apply(): Promise<void>;
}

/** Labels, hints, columns and forms of the admin panel, kept as they are declared in code. */
export const createDeskService = ({ strapi }: { strapi: Core.Strapi }): DeskService => {
  const types = new Map<string, DeskType>();
  const mainFieldOf = (uid: string): string | undefined => types.get(uid)?.mainField;

  const place = (
    uid: string,
  ): { readonly model: Model; readonly service: ContentTypesService | ComponentsService } => {
    const manager = strapi.plugin('content-manager');
    if (uid.includes('::')) {
      const service = manager.service<ContentTypesService>('content-types');
      const model = service.findContentType(uid);
      if (model) return { model, service };
    } else if (uid in strapi.components) {
      const service = manager.service<ComponentsService>('components');
      return { model: service.findComponent(uid), service };
    }
    throw new Error(`editor-desk: ${uid} is declared but doesn't exist`);
  };

  return {
    declare(declared, rules) {
      for (const type of declared) {
        if (types.has(type.uid)) throw new Error(`editor-desk: ${type.uid} is declared twice`);
        types.set(type.uid, type);
      }
      strapi.plugin(PLUGIN_ID).service<RulesService>('rules').declare(rules);
    },
    async apply() {
      for (const type of types.values()) {
        const { model, service } = place(type.uid);
        const stored = await service.findConfiguration(model);
        await service.updateConfiguration(model, configurationOf(type, model, mainFieldOf, stored));
      }
    },
  };
};
