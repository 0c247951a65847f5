import type { SuppliedDataSet } from './shared/contracts/public-api';
import type { PublicationRateService } from './shared/contracts/publication-rate';

/** 公开指标 of every year that anything was published in, as open data. */
export const figuresDataSet = (figures: PublicationRateService): SuppliedDataSet => ({
  id: 'figures',
  name: { zh: '信息公开指标', en: 'Disclosure figures' },
  description: {
    zh: '年度报告中的每项指标，按年由公开记录实时计算；比率带分子、分母和不计入数。',
    en: 'Every figure of the annual report by year, computed from the records; rates with numerator, denominator and exclusions.',
  },
  keywords: [
    { zh: '信息公开', en: 'Disclosure' },
    { zh: '年度报告', en: 'Annual report' },
  ],
  key: ['year', 'id'],
  columns: [
    { name: 'year', type: 'integer', label: { zh: '年度', en: 'Year' } },
    {
      name: 'asOf',
      type: 'date',
      label: { zh: '截止日期', en: 'As of' },
      hint: { zh: '按这一天公开的内容计算。', en: 'Computed from what was public on that day.' },
    },
    { name: 'id', type: 'text', label: { zh: '指标编号', en: 'Figure' } },
    { name: 'name', type: 'text', label: { zh: '指标名称', en: 'Name' } },
    { name: 'unit', type: 'text', label: { zh: '单位', en: 'Unit' } },
    {
      name: 'value',
      type: 'text',
      label: { zh: '数值', en: 'Value' },
      hint: {
        zh: '百分比舍去两位小数以后的部分；没有分母时为“—”。',
        en: 'Percentages are floored to two decimals; “—” without a denominator.',
      },
    },
    { name: 'numerator', type: 'decimal', label: { zh: '分子', en: 'Numerator' } },
    { name: 'denominator', type: 'decimal', label: { zh: '分母', en: 'Denominator' } },
    { name: 'excluded', type: 'decimal', label: { zh: '不计入数', en: 'Excluded' } },
  ],
  async rows() {
    const { years } = await figures.years();
    const rows: Record<string, string | null>[] = [];
    for (const { year } of years.toReversed()) {
      const { data, meta } = await figures.compute({ year });
      for (const { id, name, unit, value, ...rate } of data) {
        rows.push({
          year: String(year),
          asOf: meta.asOf,
          id,
          name,
          unit,
          value,
          numerator: rate.numerator ?? null,
          denominator: rate.denominator ?? null,
          excluded: rate.excluded ?? null,
        });
      }
    }
    return rows;
  },
});
