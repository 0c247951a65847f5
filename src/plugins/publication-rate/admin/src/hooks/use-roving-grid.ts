import { useCallback, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';

import { placeAfterKey, type GridSize, type Place } from '../domain/grid-keys';

const placeOf = (element: EventTarget): Place | null => {
  const at = element instanceof HTMLElement ? element.closest<HTMLElement>('[data-at]') : null;
  const [row, column] = (at?.dataset['at'] ?? '').split(':').map(Number);
  return row === undefined || column === undefined ? null : { row, column };
};

/**
 * One stop for the Tab key in a whole grid, arrow keys within it. Whatever can be focused carries
 * `data-at="row:column"` and is `tabIndex={0}` at the active place, -1 elsewhere.
 */
export const useRovingGrid = (size: GridSize, first: Place) => {
  const grid = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState(first);

  const find = useCallback(
    ({ row, column }: Place) =>
      grid.current?.querySelector<HTMLElement>(`[data-at="${row}:${column}"]`) ?? null,
    [],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    const from = placeOf(event.target);
    if (!from || event.altKey || event.metaKey || event.shiftKey) return;
    const to = placeAfterKey(event.key, event.ctrlKey, from, size, (place) => find(place) !== null);
    if (!to) return;
    event.preventDefault();
    find(to)?.focus();
  };

  const onFocus = (event: FocusEvent): void => {
    const place = placeOf(event.target);
    if (place) setActive(place);
  };

  // Rows may have gone since: the Tab key must still find a way in.
  const isThere = active.row < size.rows && active.column < size.columns;
  return { grid, active: isThere ? active : first, handlers: { onKeyDown, onFocus } };
};
