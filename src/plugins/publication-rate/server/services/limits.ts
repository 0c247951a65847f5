import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';

import type { FigureLimit, FigureLimitValue } from '../../../../shared/contracts/publication-rate';
import { PLUGIN_ID } from '../constants';

const KEY = 'limits';

const storedSchema = z.record(z.string(), z.number().int());

/** The limits that the office sets for itself; see `FigureSet.limits`. */
export const createLimits = (
  { strapi }: { strapi: Core.Strapi },
  declared: () => readonly FigureLimit[],
) => {
  const store = () => strapi.store({ type: 'plugin', name: PLUGIN_ID });

  const stored = async (): Promise<Record<string, number>> => {
    const { data } = storedSchema.safeParse(await store().get({ key: KEY }));
    return data ?? {};
  };

  const list = async (): Promise<FigureLimitValue[]> => {
    const values = await stored();
    return declared().map((limit) => {
      const value = values[limit.binding];
      const isFit = value !== undefined && value >= limit.min && value <= limit.max;
      return { ...limit, value: isFit ? value : limit.default };
    });
  };

  return {
    /** Every limit with its value. */
    list,

    /** Values by binding. */
    async values(): Promise<Record<string, number>> {
      return Object.fromEntries((await list()).map(({ binding, value }) => [binding, value]));
    },

    /**
     * Sets some limits; the others stay.
     * @throws ValidationError for an unknown limit or a value out of its range.
     */
    async save(changes: Readonly<Record<string, number>>): Promise<FigureLimitValue[]> {
      for (const [binding, value] of Object.entries(changes)) {
        const limit = declared().find((candidate) => candidate.binding === binding);
        if (!limit)
          throw new errors.ValidationError(`没有名为“${binding}”的期限，请刷新页面后重试`);
        if (!Number.isInteger(value) || value < limit.min || value > limit.max) {
          throw new errors.ValidationError(
            `${limit.name}应为 ${limit.min} 至 ${limit.max} 之间的整数，请改正`,
          );
        }
      }
      await store().set({ key: KEY, value: { ...(await stored()), ...changes } });
      return list();
    },
  };
};
