import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

import type {
  LimitDefinition,
  RateSettingsService,
} from '../../../../shared/contracts/publication-rate-inspection';
import type { RateSettings } from '../../shared/contracts/settings';
import { limitProblems } from '../domain/limits';
import { createSettingsRepository } from '../repositories/settings';

/** The service with the parts that only this plugin uses. */
export interface SettingsService extends RateSettingsService {
  install(): Promise<void>;
  declare(limits: readonly LimitDefinition[]): void;
  describe(): Promise<RateSettings>;
  /**
   * Sets limits; null puts one back to its default. What stays as it is is entered nowhere.
   * @throws ValidationError (400), each sentence at its limit.
   */
  change(values: Readonly<Record<string, number | null>>, changedBy: string): Promise<RateSettings>;
}

const CHANGES_SHOWN = 100;

/** The limits of the check: declared with a default, set by the disclosure office. */
export const createSettingsService = ({ strapi }: { strapi: Core.Strapi }): SettingsService => {
  const repository = createSettingsRepository({ strapi });
  const limits = new Map<string, LimitDefinition>();

  const describe = async (): Promise<RateSettings> => {
    const [current, changes] = await Promise.all([
      repository.current(),
      repository.changes(CHANGES_SHOWN),
    ]);
    const set = new Map(current.map((one) => [one.limitId, one]));
    return {
      limits: [...limits.values()].map((limit) => {
        const entry = set.get(limit.id);
        return {
          ...limit,
          value: entry?.value ?? limit.default,
          changedAt: entry?.changedAt ?? null,
          changedBy: entry?.changedBy ?? null,
        };
      }),
      changes,
    };
  };

  const get = async (): Promise<Readonly<Record<string, number>>> => {
    const set = new Map((await repository.current()).map((one) => [one.limitId, one.value]));
    return Object.fromEntries(
      [...limits.values()].map((limit) => [limit.id, set.get(limit.id) ?? limit.default]),
    );
  };

  return {
    install: () => repository.install(),

    declare(declared) {
      for (const limit of declared) {
        const known = limits.get(limit.id);
        if (known && JSON.stringify(known) !== JSON.stringify(limit)) {
          throw new Error(`publication-rate: limit ${limit.id} is declared in two ways`);
        }
        limits.set(limit.id, limit);
      }
    },

    get,
    describe,

    async change(values, changedBy) {
      const before = await get();
      const problems = limitProblems([...limits.values()], before, values);
      if (problems.length > 0) {
        throw new errors.ValidationError(problems.map(({ message }) => message).join('；'), {
          errors: problems.map(({ id, message }) => ({
            path: ['limits', id],
            message,
            name: 'ValidationError',
          })),
        });
      }
      const changes = Object.entries(values)
        .filter(([id, value]) => before[id] !== (value ?? limits.get(id)?.default))
        .map(([limitId, value]) => ({ limitId, value }));
      if (changes.length > 0) await repository.append(changes, changedBy);
      return describe();
    },
  };
};
