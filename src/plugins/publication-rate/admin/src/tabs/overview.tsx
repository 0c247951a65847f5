import { HeadlineStrip } from '../components/headline-strip';
import { HeatmapSection } from '../components/heatmap-section';
import { Section } from '../components/section';
import type { Period } from '../hooks/use-period';
import { useText } from '../text';

/** How the year stands, and who lacks what. */
export const OverviewTab = ({ period }: { readonly period: Period }) => {
  const text = useText();
  return (
    <>
      <Section title={text('headline.title')} hint={text('headline.hint')}>
        <HeadlineStrip period={period} />
      </Section>
      <HeatmapSection period={period} />
    </>
  );
};
