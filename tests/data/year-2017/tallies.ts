import { addWorkdays, instantOf } from '../calendar';
import { apportion, createDocumentIds, createRandom } from '../random';
import type { PublicationTally } from '../records';
import type { Organizations } from './organizations';

/** Items that units published on sites of their own, as the 2017 report adds them up. */
export const TALLIED_ITEMS = 20_469;

const MONTHS = Array.from(
  { length: 12 },
  (_, index) => `2017-${String(index + 1).padStart(2, '0')}`,
);
/** Fewer items in the month of the Spring Festival, more towards the end of the year. */
const SEASON = [0.9, 0.6, 1.1, 1, 1.05, 1.1, 0.95, 0.9, 1.05, 1, 1.2, 1.35];

/** One row an organ, month and channel. Weibo and WeChat have figures of their own and aren't here. */
export const createTallies = (organizations: Organizations): PublicationTally[] => {
  const random = createRandom('2017/tallies');
  const documentId = createDocumentIds('2017/tallies');
  const rows = organizations.organs.flatMap(({ organization, text }) => {
    const size =
      (text.category === 'street-office' ? 34 : 6 + text.weight / 2) * (0.7 + random.next() * 0.6);
    return MONTHS.flatMap((month, index) => {
      const season = SEASON[index] as number;
      const channels: { channel: PublicationTally['channel']; weight: number }[] = [
        { channel: 'website', weight: size * season * (0.8 + random.next() * 0.4) },
      ];
      if (text.category === 'street-office') {
        channels.push({
          channel: 'other',
          weight: size * 0.3 * season * (0.6 + random.next() * 0.8),
        });
      }
      if (text.key === 'government-office')
        channels.push({ channel: 'gazette', weight: 4 + random.next() * 4 });
      return channels.map(({ channel, weight }) => ({ organization, month, channel, weight }));
    });
  });
  const counts = apportion(
    TALLIED_ITEMS,
    rows.map(({ weight }) => weight),
  );
  return rows.map(({ organization, month, channel }, index): PublicationTally => ({
    documentId: documentId(),
    createdAt: instantOf(
      addWorkdays(`${month}-28`, 2 + (index % 4)),
      9 + (index % 8),
      random.int(0, 59),
    ),
    organization,
    month,
    channel,
    count: counts[index] as number,
  }));
};
