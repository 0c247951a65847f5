import { placeAfterKey, type Place } from './grid-keys';

/** `#` is taken; the first row has no first place, as under a heading's corner. */
const GRID = ['.##', '#.#', '##.'];
const size = { rows: 3, columns: 3 };
const isTaken = ({ row, column }: Place) => GRID[row]?.[column] === '#';
const after = (key: string, row: number, column: number, isCtrl = false) => {
  const place = placeAfterKey(key, isCtrl, { row, column }, size, isTaken);
  return place && [place.row, place.column];
};

describe('placeAfterKey', () => {
  it('should step over empty places in each direction', () => {
    expect(after('ArrowRight', 1, 0)).toEqual([1, 2]);
    expect(after('ArrowLeft', 1, 2)).toEqual([1, 0]);
    expect(after('ArrowDown', 0, 1)).toEqual([2, 1]);
    expect(after('ArrowUp', 2, 1)).toEqual([0, 1]);
  });

  it('should stay where nothing lies that way', () => {
    expect(after('ArrowUp', 1, 0)).toBeNull();
    expect(after('ArrowRight', 2, 1)).toBeNull();
    expect(after('ArrowDown', 2, 0)).toBeNull();
  });

  it('should go to the ends of the row, and with Ctrl to those of the grid', () => {
    expect(after('Home', 0, 2)).toEqual([0, 1]);
    expect(after('End', 2, 0)).toEqual([2, 1]);
    expect(after('Home', 2, 1, true)).toEqual([0, 1]);
    expect(after('End', 0, 1, true)).toEqual([2, 1]);
  });

  it('should leave other keys alone', () => {
    expect(after('Enter', 1, 0)).toBeNull();
    expect(after('Tab', 1, 0)).toBeNull();
  });
});
