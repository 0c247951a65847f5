import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTheme } from 'styled-components';

import type { TrendSeries } from '../../../shared/contracts/reports';
import { drawable } from '../domain/trend';
import { useText } from '../text';

// SVG: sharp on paper.
echarts.use([LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** A figure month by month, this year and the one before; the table below has the same numbers. */
export const TrendChart = ({ series }: { readonly series: TrendSeries }) => {
  const text = useText();
  const { colors } = useTheme();
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!place.current) return;
    const chart = echarts.init(place.current, null, { renderer: 'svg' });
    const lastYear = series.points.map((point) => drawable(point.lastYear));
    chart.setOption({
      animation: false,
      color: [colors.primary600, colors.neutral500],
      textStyle: { color: colors.neutral800, fontFamily: 'inherit' },
      grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0, textStyle: { color: colors.neutral800 } },
      tooltip: {
        trigger: 'axis',
        backgroundColor: colors.neutral0,
        textStyle: { color: colors.neutral800 },
      },
      xAxis: {
        type: 'category',
        data: series.points.map(({ month }) => month),
        axisLabel: { color: colors.neutral700 },
      },
      yAxis: {
        type: 'value',
        scale: true,
        ...(series.unit === '%' ? { max: 100 } : {}),
        axisLabel: { color: colors.neutral700 },
        splitLine: { lineStyle: { color: colors.neutral200 } },
      },
      series: [
        {
          name: text('trend.thisYear'),
          type: 'line',
          data: series.points.map(({ value }) => drawable(value)),
          symbol: 'circle',
          symbolSize: 7,
        },
        ...(lastYear.some((value) => value !== null)
          ? [
              {
                name: text('trend.lastYear'),
                type: 'line',
                data: lastYear,
                symbol: 'rect',
                lineStyle: { type: 'dashed' },
              },
            ]
          : []),
      ],
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [series, colors, text]);

  return <div ref={place} aria-hidden style={{ width: '100%', height: '24rem' }} />;
};
