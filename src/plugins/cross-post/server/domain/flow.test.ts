import { DELIVERY_STATES } from '../../shared/contracts/deliveries';
import { LANE_STATES } from '../../shared/contracts/flow';
import { laneOf } from './flow';

describe('lanes', () => {
  it('have every state once', () => {
    expect(Object.values(LANE_STATES).flat().sort()).toEqual([...DELIVERY_STATES].sort());
  });

  it('do not take a draft that somebody has to publish for done', () => {
    expect(laneOf('staged')).toBe('staged');
  });
});
