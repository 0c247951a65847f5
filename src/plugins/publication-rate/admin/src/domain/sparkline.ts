/** Ends of a line, so that it doesn't touch the edge. */
const PAD = 2;

/**
 * Path of a small line through the values, left to right over the whole width; a null breaks it.
 * `low` and `high` are the values at bottom and top; equal ones give a line at half height.
 */
export const sparklinePath = (
  values: readonly (number | null)[],
  { width, height, low, high }: { width: number; height: number; low: number; high: number },
): string => {
  const step = values.length > 1 ? (width - 2 * PAD) / (values.length - 1) : 0;
  const y = (value: number): number =>
    high === low ? height / 2 : height - PAD - ((value - low) / (high - low)) * (height - 2 * PAD);
  let isDrawing = false;
  const parts: string[] = [];
  values.forEach((value, index) => {
    if (value === null) {
      isDrawing = false;
      return;
    }
    const at = `${(PAD + index * step).toFixed(1)} ${y(value).toFixed(1)}`;
    // A point alone is drawn as a line of no length, which round ends make visible.
    parts.push(isDrawing ? `L${at}` : `M${at}L${at}`);
    isDrawing = true;
  });
  return parts.join('');
};
