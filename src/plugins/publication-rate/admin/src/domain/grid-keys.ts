/** A place in a grid: row and column, both from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** First taken place from `start` on, in steps; null where the grid ends before one comes. */
const search = (
  start: Place,
  [rowStep, columnStep]: readonly [number, number],
  size: GridSize,
  isTaken: (place: Place) => boolean,
): Place | null => {
  let { row, column } = start;
  while (row >= 0 && row < size.rows && column >= 0 && column < size.columns) {
    if (isTaken({ row, column })) return { row, column };
    row += rowStep;
    column += columnStep;
  }
  return null;
};

/**
 * Where a key leads in a grid, as the ARIA grid pattern has it: arrows to the next taken place,
 * Home and End to the ends of the row, with Ctrl to those of the grid. Null: the key means nothing
 * here, or nothing lies that way.
 */
export const placeAfterKey = (
  key: string,
  isCtrl: boolean,
  from: Place,
  size: GridSize,
  isTaken: (place: Place) => boolean,
): Place | null => {
  const step = STEPS[key];
  if (step) {
    const start = { row: from.row + step[0], column: from.column + step[1] };
    return search(start, step, size, isTaken);
  }
  if (key === 'Home') {
    return search({ row: isCtrl ? 0 : from.row, column: 0 }, [0, 1], size, isTaken);
  }
  if (key === 'End') {
    const row = isCtrl ? size.rows - 1 : from.row;
    return search({ row, column: size.columns - 1 }, [0, -1], size, isTaken);
  }
  return null;
};
