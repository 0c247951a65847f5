/**
 * What the public routes answer with. All numbers are decimal strings, money in yuan with two
 * decimals, days `YYYY-MM-DD` in Asia/Shanghai, instants ISO in UTC. Fields are only ever added.
 */
import { z } from 'zod';

const period = z.object({
  year: z.int().describe('年度'),
  asOf: z.string().describe('截止日期（北京时间）'),
  computedAt: z.iso.datetime().describe('计算时间（UTC）'),
});

/** `GET /api/publication-rate/figures?year=2017[&asOf=YYYY-MM-DD]` */
export const publicFiguresSchema = z.object({
  data: z.array(
    z.object({
      id: z.string().describe('指标编号，固定不变'),
      name: z.string().describe('名称'),
      unit: z.string().describe('单位'),
      value: z.string().describe('数值；0/0 的比率为“—”'),
      numerator: z.string().optional().describe('分子'),
      denominator: z.string().optional().describe('分母'),
      excluded: z.string().optional().describe('不计入的数量'),
      definition: z.string().describe('定义'),
      legalBasis: z.string().describe('依据'),
    }),
  ),
  meta: period,
});

/** `GET /api/publication-rate/years` */
export const publicYearsSchema = z.object({
  data: z.object({
    years: z
      .array(z.object({ year: z.int(), publications: z.int().describe('该年公开的条数') }))
      .describe('有公开记录的年度，新的在前'),
    suggested: z.int().describe('建议先看的年度'),
  }),
});

/** `GET /api/publication-rate/trend?id=fund.rate&year=2017[&asOf=YYYY-MM-DD]` */
export const publicTrendSchema = z.object({
  data: z.object({
    id: z.string().describe('指标编号'),
    name: z.string().describe('名称'),
    unit: z.string().describe('单位'),
    points: z.array(
      z.object({
        month: z.string().describe('月份，如 2017-06'),
        asOf: z.string().describe('该点的截止日期'),
        value: z.string().describe('数值'),
        lastYear: z.string().nullable().describe('上年同期；没有记录时为空'),
      }),
    ),
  }),
  meta: period,
});

/** `GET /api/publication-rate/reconciliations?year=2017[&asOf=YYYY-MM-DD]` */
export const publicReconciliationsSchema = z.object({
  data: z.array(
    z.object({
      documentId: z.string(),
      code: z.string().describe('资金编号'),
      name: z.string().describe('资金名称'),
      organization: z.string().nullable().describe('主管部门'),
      isSensitive: z.boolean().describe('是否只公开总数'),
      total: z.string().describe('资金总额'),
      sources: z.string().describe('来源合计'),
      details: z
        .object({
          departmentAmount: z.string().describe('主管部门拨付'),
          streetAmount: z.string().describe('街道拨付'),
          leafAmount: z.string().describe('社区（项目）拨付'),
          statedRest: z.string().describe('填报未拨付'),
          beneficiaryAmount: z.string().nullable().describe('发放到人到户；不到人到户的为空'),
          persons: z.string().describe('人数'),
          households: z.string().describe('户数'),
          personTimes: z.string().describe('人次'),
          differenceCount: z.int().describe('差额处数'),
        })
        .nullable()
        .describe('只公开总数的资金为空'),
      state: z.enum(['balanced', 'different']).describe('核对结果：一致，或有差额'),
    }),
  ),
  meta: period,
});

export type PublicFigures = z.output<typeof publicFiguresSchema>;
export type PublicYears = z.output<typeof publicYearsSchema>;
export type PublicTrend = z.output<typeof publicTrendSchema>;
export type PublicReconciliations = z.output<typeof publicReconciliationsSchema>;
