import { isOpen, shownState } from './item-state';

describe('shownState', () => {
  it.each([
    ['missing', null, false, 'missing', true],
    ['missing', null, true, 'overdue', true],
    ['missing', '2017-06-01', true, 'late', false],
    ['counted', '2017-05-01', true, 'counted', false],
    ['excluded', null, true, 'excluded', false],
    ['counted', '2017-06-01', false, 'counted', false],
  ] as const)(
    'should call %s, done on %s, timeliness %s: %s',
    (state, doneOn, ofTimely, shown, open) => {
      expect(shownState({ state, doneOn }, ofTimely)).toBe(shown);
      expect(isOpen(shown)).toBe(open);
    },
  );
});
