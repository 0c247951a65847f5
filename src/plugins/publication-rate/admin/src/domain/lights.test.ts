import type { InspectionLight } from '../../../shared/contracts/reports';
import { worstFirst } from './lights';

const light = (id: string, standing: InspectionLight['standing']): InspectionLight => ({
  id,
  name: id,
  nameEn: id,
  basis: '',
  standing,
  message: '',
  limitDays: null,
  daysLeft: null,
  watched: 0,
  offendersTotal: 0,
  offenders: [],
});

describe('worstFirst', () => {
  it('should put failing before warning before good, and keep the order among equals', () => {
    const lights = [
      light('a', 'good'),
      light('b', 'none'),
      light('c', 'failing'),
      light('d', 'warning'),
      light('e', 'failing'),
    ];
    expect(worstFirst(lights).map(({ id }) => id)).toEqual(['c', 'e', 'd', 'a', 'b']);
  });
});
