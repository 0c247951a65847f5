import type { FundReconciliation } from '../../../shared/contracts/reports';
import { barsOf, differentFirst } from './reconciliation';

const fund = (changes: Partial<FundReconciliation> = {}): FundReconciliation => ({
  documentId: 'f1',
  code: 'F1',
  name: '资金',
  organizationId: null,
  organization: null,
  isPublic: true,
  isSensitive: false,
  total: '100.00',
  sources: '100.00',
  departmentAmount: '100.00',
  streetAmount: '60.00',
  leafAmount: '90.00',
  statedRest: '10.00',
  beneficiaryAmount: '90.00',
  persons: '3',
  households: '2',
  personTimes: '3',
  differences: [],
  differenceCount: 0,
  state: 'balanced',
  ...changes,
});

describe('barsOf', () => {
  it('should compare sources and departments with the total, persons with the leaves', () => {
    expect(barsOf(fund()).map(({ level, shouldBe }) => [level, shouldBe])).toEqual([
      ['total', null],
      ['sources', '100.00'],
      ['departmentAmount', '100.00'],
      ['streetAmount', null],
      ['leafAmount', null],
      ['statedRest', null],
      ['beneficiaryAmount', '90.00'],
    ]);
  });

  it('should leave out persons where there are none, and a rest of nothing', () => {
    const levels = barsOf(fund({ beneficiaryAmount: null, statedRest: '0.00' })).map(
      ({ level }) => level,
    );
    expect(levels).toEqual(['total', 'sources', 'departmentAmount', 'streetAmount', 'leafAmount']);
  });
});

describe('differentFirst', () => {
  it('should put what differs on top and keep the rest as it comes', () => {
    const funds = [
      fund({ code: 'A' }),
      fund({ code: 'B', state: 'different' }),
      fund({ code: 'C' }),
    ];
    expect(differentFirst(funds).map(({ code }) => code)).toEqual(['B', 'A', 'C']);
  });
});
