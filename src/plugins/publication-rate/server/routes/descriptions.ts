import { z } from 'zod';

import type { Label } from '../../../../shared/contracts/editor-desk';
import type {
  JsonSchema,
  ParameterDescription,
  RouteDescription,
} from '../../../../shared/contracts/public-api';
import {
  publicFiguresSchema,
  publicReconciliationsSchema,
  publicTrendSchema,
  publicYearsSchema,
} from '../../shared/contracts/public';
import { FIRST_YEAR, LAST_YEAR } from '../constants';

const group: Label = { zh: '信息公开指标', en: 'Disclosure figures' };

const jsonSchema = (schema: z.ZodType): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any' });
  return rest;
};

const year: ParameterDescription = {
  name: 'year',
  in: 'query',
  isRequired: true,
  description: { zh: '年度', en: 'Year' },
  schema: { type: 'integer', minimum: FIRST_YEAR, maximum: LAST_YEAR },
  example: 2017,
};

const asOf: ParameterDescription = {
  name: 'asOf',
  in: 'query',
  description: {
    zh: '按这一天（或带时区的时刻）公开的内容计算，不晚于今天',
    en: 'As of what was public on that day, or at that instant; today at the latest',
  },
  schema: {
    anyOf: [
      { type: 'string', format: 'date' },
      { type: 'string', format: 'date-time' },
    ],
  },
  example: '2017-12-31',
};

const id: ParameterDescription = {
  name: 'id',
  in: 'query',
  isRequired: true,
  description: { zh: '指标编号', en: 'Id of the figure' },
  schema: { type: 'string', pattern: '^[a-z0-9.-]{1,64}$' },
  example: 'fund.rate',
};

const route = (
  name: string,
  operation: string,
  summary: Label,
  schema: z.ZodType,
  parameters: readonly ParameterDescription[],
  description?: Label,
): RouteDescription => ({
  method: 'get',
  path: `/api/publication-rate/${name}`,
  id: operation,
  group,
  summary,
  ...(description ? { description } : {}),
  parameters,
  answers: {
    200: {
      description: summary,
      headers: {
        ETag: {
          description: { zh: '用于 If-None-Match', en: 'For If-None-Match' },
          schema: { type: 'string' },
        },
      },
      content: { 'application/json': { schema: jsonSchema(schema) } },
    },
  },
});

/** Public routes, for the documentation of the content API. */
export const publicRoutes: readonly RouteDescription[] = [
  route(
    'figures',
    'findFigures',
    { zh: '一年的全部指标', en: 'All figures of a year' },
    publicFiguresSchema,
    [year, asOf],
    {
      zh: '由公开记录实时计算。数字都是文字；比率带分子、分母和不计入数，百分比舍去两位小数以后的部分，没有分母时为“—”。',
      en: 'Computed from the records. Numbers are texts; rates come with numerator, denominator and exclusions, floored to two decimals, “—” without a denominator.',
    },
  ),
  route(
    'years',
    'findFigureYears',
    { zh: '有公开信息的年度', en: 'Years that anything was published in' },
    publicYearsSchema,
    [],
  ),
  route(
    'trend',
    'findFigureTrend',
    { zh: '一项指标各月的变化', en: 'A figure through the months of a year' },
    publicTrendSchema,
    [id, year, asOf],
  ),
  route(
    'reconciliations',
    'findReconciliations',
    { zh: '专项资金各表是否相符', en: 'Whether the tables of the funds add up' },
    publicReconciliationsSchema,
    [year, asOf],
  ),
];
