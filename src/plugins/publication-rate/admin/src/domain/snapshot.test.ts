import type { FigureItem } from '../../../../../shared/contracts/publication-rate';
import { changedFields } from './snapshot';

const item: FigureItem = {
  key: '1',
  label: '预算',
  uid: null,
  documentId: null,
  organization: '甲局',
  organizationId: 'a',
  state: 'counted',
  reason: null,
  quantity: '1',
  amount: '10.00',
  dueOn: '2017-03-01',
  dueIsProvisional: false,
  doneOn: '2017-02-28',
};

describe('changedFields', () => {
  it('should name each field that differs, and no other', () => {
    expect(
      changedFields({ frozen: item, current: { ...item, state: 'missing', doneOn: null } }),
    ).toEqual(['state', 'doneOn']);
    expect(changedFields({ frozen: item, current: { ...item, documentId: 'new' } })).toEqual([]);
  });
});
