import type { JsonSchema, RouteDescription } from '../../../../shared/contracts/public-api';
import { FIRST_YEAR, LAST_YEAR } from '../constants';

const text: JsonSchema = { type: 'string' };
const day: JsonSchema = { type: 'string', format: 'date' };

/** Public routes, for the documentation of the content API. */
export const publicRoutes: readonly RouteDescription[] = [
  {
    method: 'get',
    path: '/api/publication-rate/figures',
    id: 'findFigures',
    group: { zh: '信息公开指标', en: 'Disclosure figures' },
    summary: { zh: '一年的全部指标', en: 'All figures of a year' },
    description: {
      zh: '由公开记录实时计算。数字都是文字；比率带分子、分母和不计入数，百分比舍去两位小数以后的部分，没有分母时为“—”。',
      en: 'Computed from the records. Numbers are texts; rates come with numerator, denominator and exclusions, floored to two decimals, “—” without a denominator.',
    },
    parameters: [
      {
        name: 'year',
        in: 'query',
        isRequired: true,
        description: { zh: '年度', en: 'Year' },
        schema: { type: 'integer', minimum: FIRST_YEAR, maximum: LAST_YEAR },
        example: 2017,
      },
      {
        name: 'asOf',
        in: 'query',
        description: {
          zh: '按这一天公开的内容计算，不晚于今天',
          en: 'As of what was public on that day, today at the latest',
        },
        schema: day,
        example: '2017-12-31',
      },
    ],
    answers: {
      200: {
        description: { zh: '指标', en: 'The figures' },
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['data', 'meta'],
              additionalProperties: false,
              properties: {
                data: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['id', 'name', 'unit', 'value'],
                    additionalProperties: false,
                    properties: {
                      id: text,
                      name: text,
                      unit: text,
                      value: text,
                      numerator: text,
                      denominator: text,
                      excluded: text,
                    },
                  },
                },
                meta: {
                  type: 'object',
                  required: ['year', 'asOf', 'computedAt'],
                  additionalProperties: false,
                  properties: {
                    year: { type: 'integer' },
                    asOf: day,
                    computedAt: { type: 'string', format: 'date-time' },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
];
