import type { Core } from '@strapi/strapi';

import type { RecordRules } from '../../../../shared/contracts/editor-desk';

export interface RulesService {
  declare(rules: readonly RecordRules[]): void;
  /** Called once, while plugins register. */
  install(): void;
}

/** What is checked before a record is saved. */
export const createRulesService = (_: { strapi: Core.Strapi }): RulesService => {
  const declared: RecordRules[] = [];
  return {
    declare: (rules) => void declared.push(...rules),
    install: () => undefined,
  };
};
