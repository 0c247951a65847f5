import { useText } from '../text';

/** “还剩 3 天”, “已超过 2 天”, or nothing where no day is set. */
export const useDaysLeft = (): ((days: number | null) => string) => {
  const text = useText();
  return (days) => {
    if (days === null) return '';
    return days < 0 ? text('light.daysOver', { days: -days }) : text('light.daysLeft', { days });
  };
};
