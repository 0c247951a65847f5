import { fromFen, toFen } from '../../../src/shared/money';
import { maskName, type PersonalDataCipher } from '../../../src/shared/personal-data';
import { addWorkdays, instantOf } from '../calendar';
import { accountOf, createPeople } from '../personal';
import { createRandom } from '../random';
import type {
  Fund,
  FundAllocation,
  FundAuditFinding,
  FundBeneficiary,
  FundCategory,
} from '../records';
import { createSlugs } from '../slugs';
import { FUNDS, type FundText } from '../text/funds';
import { communityCode, streetCode, STREETS } from '../text/places';
import { WEBSITE } from '../year-2017/organizations';
import { gapId } from './identity';
import type { GapOrganizations, OrganKey } from './organizations';

interface Plan {
  readonly code: string;
  readonly category: FundCategory;
  /** Day of publication, null for a draft only. */
  readonly publishedOn: string | null;
  /** First day of the money's way down. */
  readonly allocatedOn: string;
  readonly hasNoPolicy?: boolean;
  /** Amounts (yuan) of the receivers of each community, in the order of COMMUNITIES. */
  readonly amounts: readonly (readonly string[])[];
  /** Fen by which the first community got more than its receivers together. */
  readonly surplus?: bigint;
}

/** Two communities of 大智街 and one of 花桥街: indexes of the street and of its community. */
const COMMUNITIES: readonly (readonly [street: number, community: number])[] = [
  [0, 0],
  [0, 1],
  [12, 0],
];

const PLANS: readonly Plan[] = [
  {
    code: '2017-01',
    category: 'minimum-living',
    publishedOn: '2017-12-11',
    allocatedOn: '2017-02-13',
    amounts: [
      ['8040.00', '6540.00', '4320.00'],
      ['8040.00', '5520.00', '1560.00'],
      ['7080.00', '6120.00', '4860.00'],
    ],
  },
  {
    code: '2017-02',
    category: 'social-insurance-subsidy',
    publishedOn: '2017-12-11',
    allocatedOn: '2017-03-06',
    amounts: [
      ['4618.90', '4618.90', '2519.40'],
      ['4618.90', '4199.00', '3779.10'],
      ['4618.90', '4618.90', '839.80'],
    ],
    surplus: 1n,
  },
  {
    code: '2017-03',
    category: 'family-planning-support',
    publishedOn: '2017-12-12',
    allocatedOn: '2017-03-20',
    amounts: [
      ['5280.00', '5280.00'],
      ['4200.00', '4200.00'],
      ['5280.00', '4200.00', '2100.00'],
    ],
  },
  {
    code: '2017-04',
    category: 'elderly-allowance',
    publishedOn: '2017-12-12',
    allocatedOn: '2017-03-27',
    hasNoPolicy: true,
    amounts: [
      ['1200.00', '1200.00', '2400.00'],
      ['1200.00', '2400.00', '900.00'],
      ['1200.00', '1200.00', '6000.00'],
    ],
  },
  {
    code: '2017-05',
    category: 'medical-assistance',
    publishedOn: null,
    allocatedOn: '2017-04-10',
    amounts: [
      ['12680.35', '864.20'],
      ['3275.48', '20000.00'],
      ['1526.07', '458.66'],
    ],
  },
  {
    code: '2017-06',
    category: 'employment-subsidy',
    publishedOn: null,
    allocatedOn: '2017-04-24',
    amounts: [
      ['21668.90', '21668.90'],
      ['17729.10', '21668.90'],
      ['9849.50', '21668.90'],
    ],
  },
];

/** What one community got and who received it. */
interface Share {
  readonly street: number;
  readonly community: string;
  readonly code: string;
  readonly amount: bigint;
  readonly amounts: readonly string[];
}

const sumOf = (amounts: readonly bigint[]): bigint =>
  amounts.reduce((sum, amount) => sum + amount, 0n);

const sharesOf = ({ code, amounts, surplus = 0n }: Plan): Share[] =>
  COMMUNITIES.map(([street, community], index): Share => {
    const own = amounts[index] as readonly string[];
    return {
      street,
      community: STREETS[street]?.communities[community] as string,
      code: `${code}-${streetCode(street)}-${communityCode(community)}`,
      amount: sumOf(own.map((amount) => toFen(amount))) + (index === 0 ? surplus : 0n),
      amounts: own,
    };
  });

const sourcesOf = (
  total: bigint,
  [central, province, city]: FundText['sources'],
): Fund['sources'] => {
  const part = (percent: number) => (total * BigInt(percent)) / 100n;
  const district = total - part(central) - part(province) - part(city);
  return {
    central: fromFen(part(central)),
    province: fromFen(part(province)),
    city: fromFen(part(city)),
    district: fromFen(district),
  };
};

const allocationsOf = (fund: Fund, plan: Plan, shares: readonly Share[]): FundAllocation[] => {
  const row = (
    code: string,
    parentCode: string | null,
    tier: FundAllocation['tier'],
    receiver: string,
    street: string | null,
    amount: bigint,
    allocatedOn: string,
  ): FundAllocation => ({
    documentId: gapId('allocation', code),
    createdAt: instantOf(addWorkdays(allocatedOn, 2), 10, 30),
    code,
    fundCode: fund.code,
    parentCode,
    tier,
    receiver,
    street,
    amount: fromFen(amount),
    undisbursedAmount: '0.00',
    undisbursedReason: null,
    allocatedOn,
  });
  const root = `${fund.code}-00`;
  const onStreet = addWorkdays(plan.allocatedOn, 3);
  const onCommunity = addWorkdays(onStreet, 4);
  return [
    row(
      root,
      null,
      'department',
      fund.department.name,
      null,
      toFen(fund.totalAmount),
      plan.allocatedOn,
    ),
    ...[...new Set(shares.map(({ street }) => street))].flatMap((index) => {
      const { name } = STREETS[index] as (typeof STREETS)[number];
      const code = `${fund.code}-${streetCode(index)}`;
      const own = shares.filter(({ street }) => street === index);
      return [
        row(
          code,
          root,
          'street',
          `${name}道办事处`,
          name,
          sumOf(own.map(({ amount }) => amount)),
          onStreet,
        ),
        ...own.map((share) =>
          row(share.code, code, 'community', share.community, name, share.amount, onCommunity),
        ),
      ];
    }),
  ];
};

export interface GapFunds {
  readonly funds: readonly Fund[];
  readonly allocations: readonly FundAllocation[];
  readonly beneficiaries: readonly FundBeneficiary[];
  readonly findings: readonly FundAuditFinding[];
}

/** Six funds with their tiers and receivers; all but 2017-02 agree to the fen. */
export const createGapFunds = (
  organizations: GapOrganizations,
  cipher: PersonalDataCipher,
): GapFunds => {
  const slug = createSlugs();
  const people = createPeople(createRandom('gaps/beneficiaries'));
  const funds: Fund[] = [];
  const allocations: FundAllocation[] = [];
  const beneficiaries: FundBeneficiary[] = [];

  for (const [index, plan] of PLANS.entries()) {
    const text = FUNDS.find(({ category }) => category === plan.category);
    if (!text) throw new RangeError(`no text of the fund ${plan.category}`);
    const shares = sharesOf(plan);
    const total = sumOf(shares.map(({ amount }) => amount));
    const fund: Fund = {
      documentId: gapId('fund', plan.code),
      createdAt: instantOf('2017-12-04', 9, index * 7),
      publishedAt: plan.publishedOn === null ? null : instantOf(plan.publishedOn, 15, index * 7),
      code: plan.code,
      year: 2017,
      name: text.name,
      slug: slug(`2017年${text.name}`),
      category: text.category,
      department: organizations.of(text.department as OrganKey),
      sources: sourcesOf(total, text.sources),
      totalAmount: fromFen(total),
      standards: text.standards,
      policies: plan.hasNoPolicy
        ? []
        : text.policies.map(({ title, docNumber, issuedOn }) => ({
            title,
            docNumber,
            issuedOn,
            url: `${WEBSITE}/zcwj/${issuedOn.replaceAll('-', '')}/${slug(title)}.html`,
          })),
      reachesIndividuals: true,
      isSensitive: text.isSensitive,
      asOf: '2017-12-08',
    };
    funds.push(fund);
    allocations.push(...allocationsOf(fund, plan, shares));
    for (const { code, street, community, amounts } of shares) {
      for (const [place, amount] of amounts.entries()) {
        const person = people.person(text.ages);
        beneficiaries.push({
          documentId: gapId('beneficiary', `${code}-${place + 1}`),
          createdAt: fund.createdAt,
          fundCode: fund.code,
          allocationCode: code,
          publicName: maskName(person.name),
          street: STREETS[street]?.name as string,
          community,
          amount,
          period: text.period,
          persons: 1,
          households: text.category === 'minimum-living' ? 1 : 0,
          name: person.name,
          idNumber: cipher.encrypt(person.idNumber),
          idHash: cipher.hash(person.idNumber),
          account: cipher.encrypt(accountOf(900_000 + beneficiaries.length)),
        });
      }
    }
  }

  const findings: FundAuditFinding[] = [
    {
      documentId: gapId('finding', '2017-01'),
      createdAt: instantOf('2017-06-27', 15, 20),
      fundCode: '2017-01',
      foundOn: '2017-06-26',
      period: '2017年上半年',
      persons: null,
      households: 2,
      amount: '3350.00',
      recoveredAmount: '3350.00',
      reasons: [
        { reason: '家庭收入增加、人均收入超过保障标准', count: 1 },
        { reason: '户籍迁出或长期人户分离', count: 1 },
      ],
      description:
        '结合网上公开名单逐户复核，对不再符合条件的2户停发保障金，涉及资金3350元，已全部追回。',
    },
    {
      documentId: gapId('finding', '2017-02'),
      createdAt: instantOf('2017-08-31', 10, 5),
      fundCode: '2017-02',
      foundOn: '2017-08-29',
      period: '2017年1-7月',
      persons: 1,
      households: null,
      amount: '839.80',
      recoveredAmount: '419.90',
      reasons: [{ reason: '超过6个月申报时限仍领取补贴', count: 1 }],
      description:
        '通过网上公开数据查出超时申请1人，涉及金额839.80元，已追回419.90元，余款正在追缴。',
    },
  ];
  return { funds, allocations, beneficiaries, findings };
};
