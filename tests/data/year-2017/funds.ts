import { fromFen, toFen } from '../../../src/shared/money';
import { addDays, addWorkdays, instantOf, workdayFrom } from '../calendar';
import { apportion, createDocumentIds, createRandom, type Random } from '../random';
import type { Fund, FundAllocation, FundAuditFinding } from '../records';
import { createSlugs } from '../slugs';
import { FUNDS, type FundText } from '../text/funds';
import { communityCode, streetCode, STREETS } from '../text/places';
import { publicationInstant } from './establishment';
import type { Organizations } from './organizations';

/** What the 2017 report says of the funds. */
export const FUND_TOTALS = { persons: 133_209, amount: '374171548.00' } as const;

/** Receivers of one fund in one community: rows `first` … `first + count - 1` of the fund. */
export interface CommunityShare {
  readonly allocationCode: string;
  readonly street: string;
  readonly community: string;
  readonly first: number;
  readonly count: number;
}

/** A fund with all its amounts; who the receivers are is made up while they are loaded. */
export interface FundPlan {
  readonly fund: Fund;
  readonly text: FundText;
  readonly communities: readonly CommunityShare[];
  /** Amount of every receiver, in fen. */
  readonly amounts: Int32Array;
  /** 1 where the receiver is the head of a household that the fund counts. */
  readonly heads: Uint8Array;
  readonly allocations: readonly FundAllocation[];
}

/** Amounts (yuan) of one household, its head first. */
type Draw = (random: Random) => readonly number[];

const single =
  (draw: (random: Random) => number): Draw =>
  (random) => [draw(random)];

/** Months of support in the year: most receive it all year. */
const months = (random: Random, full: number): number =>
  random.chance(0.86) ? full : random.int(1, full - 1);

/** How the amounts of a fund come about; medical assistance takes what the others leave. */
const DRAWS: Readonly<Record<string, Draw>> = {
  'minimum-living': (random) => {
    const members = random.weighted([
      [1, 50],
      [2, 28],
      [3, 17],
      [4, 5],
    ]);
    // The standard of 670 yuan a month less the household's own income.
    const monthly =
      670 -
      random.weighted([
        [0, 14],
        [80, 8],
        [125, 10],
        [160, 12],
        [210, 14],
        [265, 14],
        [310, 12],
        [380, 10],
        [450, 6],
      ]);
    const count = months(random, 12);
    return Array.from({ length: members }, () => monthly * count);
  },
  'social-insurance-subsidy': single((random) => 419.9 * months(random, 11)),
  'family-planning-support': single(
    (random) => (random.chance(0.44) ? 440 : 350) * months(random, 12),
  ),
  'disability-subsidy': single(
    (random) =>
      random.weighted([
        [100, 62],
        [150, 24],
        [200, 9],
        [250, 5],
      ]) * months(random, 12),
  ),
  'elderly-allowance': single(
    (random) =>
      random.weighted([
        [100, 870],
        [200, 127],
        [500, 3],
      ]) * months(random, 12),
  ),
  'medical-assistance': single((random) =>
    Math.exp(5.6 + 2.4 * random.next() + 0.9 * random.next()),
  ),
  'temporary-relief': single((random) =>
    random.weighted([
      [670, 20],
      [1340, 34],
      [2010, 24],
      [4020, 16],
      [8040, 6],
    ]),
  ),
  'orphan-support': single((random) => (random.chance(0.78) ? 1200 : 1900) * months(random, 12)),
  'veteran-benefits': single((random) =>
    random.weighted([
      [550 * 12, 46],
      [500 * 12, 22],
      [1460 * 12, 8],
      [1700 * 12, 5],
      [1940 * 12, 4],
      [7680, 8],
      [18_930, 4],
      [30_250, 2],
      [48_660, 0.8],
      [72_850, 0.2],
    ]),
  ),
  'education-aid': single((random) =>
    random.weighted([
      [500, 14],
      [1000, 40],
      [625, 8],
      [1250, 20],
      [1500, 10],
      [2500, 8],
    ]),
  ),
  'employment-subsidy': single(
    (random) => (1550 + random.pick([419.9, 524.6])) * months(random, 11),
  ),
  'housing-subsidy': single(
    (random) =>
      (random.chance(0.42) ? 21 : 14) *
      random.weighted([
        [16, 22],
        [24, 20],
        [32, 34],
        [40, 10],
        [48, 14],
      ]) *
      months(random, 12),
  ),
  'one-child-award': single(() => 3500),
  other: single((random) =>
    random.weighted([
      [500, 12],
      [300, 46],
      [200, 42],
    ]),
  ),
};

/** Funds whose rows are counted by household as well. */
const BY_HOUSEHOLD = new Set(['minimum-living', 'housing-subsidy', 'temporary-relief', 'other']);
/** The fund whose free amounts bring the sum of all to the reported total. */
const BALANCING = 'medical-assistance';

interface Shares {
  readonly communities: readonly CommunityShare[];
  readonly amounts: Int32Array;
  readonly heads: Uint8Array;
}

const COMMUNITIES = STREETS.flatMap((street, streetIndex) =>
  street.communities.map((community, index) => ({ street, streetIndex, community, index })),
);

const sharesOf = (text: FundText, code: string, random: Random): Shares => {
  const weights = COMMUNITIES.map(
    ({ street }) => (street.weight / street.communities.length) * (0.6 + random.next() * 0.8),
  );
  const counts = apportion(text.persons, weights);
  const draw = DRAWS[text.category] as Draw;
  const amounts = new Int32Array(text.persons);
  const heads = new Uint8Array(text.persons);
  const isByHousehold = BY_HOUSEHOLD.has(text.category);
  const communities: CommunityShare[] = [];
  let first = 0;
  for (const [place, { street, streetIndex, community, index }] of COMMUNITIES.entries()) {
    const count = counts[place] as number;
    if (count === 0) continue;
    for (let row = first; row < first + count;) {
      const household = draw(random);
      for (const [member, yuan] of household.entries()) {
        if (row === first + count) break;
        amounts[row] = Math.round(yuan * 100);
        heads[row] = isByHousehold && member === 0 ? 1 : 0;
        row += 1;
      }
    }
    communities.push({
      allocationCode: `${code}-${streetCode(streetIndex)}-${communityCode(index)}`,
      street: street.name,
      community,
      first,
      count,
    });
    first += count;
  }
  return { communities, amounts, heads };
};

const sum = (values: Int32Array, first = 0, count = values.length): number => {
  let total = 0;
  for (let index = first; index < first + count; index += 1) total += values[index] as number;
  return total;
};

const yuan = (fen: number): string => fromFen(BigInt(fen));

/** Central, provincial and city money comes in whole hundreds of yuan; the district bears the rest. */
const sourcesOf = (
  total: number,
  [central, province, city]: FundText['sources'],
): Fund['sources'] => {
  const share = (percent: number) => Math.floor((total * percent) / 100 / 10_000) * 10_000;
  const parts = [share(central), share(province), share(city)] as const;
  return {
    central: yuan(parts[0]),
    province: yuan(parts[1]),
    city: yuan(parts[2]),
    district: yuan(total - parts[0] - parts[1] - parts[2]),
  };
};

const allocationsOf = (
  text: FundText,
  fund: Fund,
  { communities, amounts }: Shares,
  random: Random,
  documentId: () => string,
): FundAllocation[] => {
  const start =
    text.category === 'other'
      ? '2017-01-09'
      : workdayFrom(addDays('2017-02-06', random.int(0, 50)));
  const row = (
    code: string,
    parentCode: string | null,
    tier: FundAllocation['tier'],
    receiver: string,
    street: string | null,
    amount: number,
    allocatedOn: string,
  ): FundAllocation => ({
    documentId: documentId(),
    createdAt: instantOf(addWorkdays(allocatedOn, 2), 10, 30),
    code,
    fundCode: fund.code,
    parentCode,
    tier,
    receiver,
    street,
    amount: yuan(amount),
    undisbursedAmount: '0.00',
    undisbursedReason: null,
    allocatedOn,
  });

  const root = `${fund.code}-00`;
  const rows = [row(root, null, 'department', fund.department.name, null, sum(amounts), start)];
  for (const [index, { name }] of STREETS.entries()) {
    const own = communities.filter(({ street }) => street === name);
    if (own.length === 0) continue;
    const code = `${fund.code}-${streetCode(index)}`;
    const amount = own.reduce((total, { first, count }) => total + sum(amounts, first, count), 0);
    const onStreet = addWorkdays(start, random.int(2, 5));
    rows.push(row(code, root, 'street', `${name}道办事处`, name, amount, onStreet));
    for (const { allocationCode, community, first, count } of own) {
      const onCommunity = addWorkdays(onStreet, random.int(1, 6));
      rows.push(
        row(
          allocationCode,
          code,
          'community',
          community,
          name,
          sum(amounts, first, count),
          onCommunity,
        ),
      );
    }
  }
  return rows;
};

/** 截至12月19日: the day of the report's fund data, on which the tables were put online. */
const AS_OF = '2017-12-19';

/** The 14 funds with their tiers, exact to the fen. */
export const createFundPlans = (organizations: Organizations): FundPlan[] => {
  const random = createRandom('2017/funds');
  const documentId = createDocumentIds('2017/funds');
  const allocationId = createDocumentIds('2017/fund-allocations');
  const slug = createSlugs();

  const codes = FUNDS.map((_, index) => `2017-${String(index + 1).padStart(2, '0')}`);
  const shares = FUNDS.map((text, index) =>
    sharesOf(text, codes[index] as string, random.fork(text.category)),
  );
  const total = Number(toFen(FUND_TOTALS.amount));
  const balancing = FUNDS.findIndex(({ category }) => category === BALANCING);
  const others = shares.reduce(
    (all, { amounts }, index) => all + (index === balancing ? 0 : sum(amounts)),
    0,
  );
  const { amounts: free } = shares[balancing] as Shares;
  free.set(apportion(total - others, Array.from(free)));

  return FUNDS.map((text, index): FundPlan => {
    const share = shares[index] as Shares;
    const fundTotal = sum(share.amounts);
    const fund: Fund = {
      documentId: documentId(),
      createdAt: instantOf('2017-12-04', 9 + (index % 8), random.int(0, 59)),
      publishedAt: publicationInstant(random, AS_OF),
      code: codes[index] as string,
      year: 2017,
      name: text.name,
      slug: slug(`2017年${text.name}`),
      category: text.category,
      department: organizations.organ(text.department),
      sources: sourcesOf(fundTotal, text.sources),
      totalAmount: yuan(fundTotal),
      standards: text.standards,
      policies: text.policies.map(({ title, docNumber, issuedOn }) => ({
        title,
        docNumber,
        issuedOn,
        url: `http://www.jiangan.example/zcwj/${issuedOn.replaceAll('-', '')}/${slug(title)}.html`,
      })),
      reachesIndividuals: true,
      isSensitive: text.isSensitive,
      asOf: AS_OF,
    };
    return {
      fund,
      text,
      ...share,
      allocations: allocationsOf(text, fund, share, random, allocationId),
    };
  });
};

/** What the audits of the year found. */
export const createFindings = (plans: readonly FundPlan[]): FundAuditFinding[] => {
  const documentId = createDocumentIds('2017/fund-findings');
  const codeOf = (category: Fund['category']): string => {
    const plan = plans.find(({ fund }) => fund.category === category);
    if (!plan) throw new RangeError(`no fund of ${category}`);
    return plan.fund.code;
  };
  return [
    {
      documentId: documentId(),
      createdAt: instantOf('2017-06-27', 15, 20),
      fundCode: codeOf('minimum-living'),
      foundOn: '2017-06-26',
      period: '2017年上半年',
      persons: null,
      households: 985,
      amount: '654500.00',
      recoveredAmount: '654500.00',
      reasons: [
        { reason: '家庭收入增加、人均收入超过保障标准', count: 486 },
        { reason: '名下有机动车、房产或经营性资产', count: 143 },
        { reason: '家庭成员死亡未及时报告', count: 118 },
        { reason: '户籍迁出或长期人户分离', count: 131 },
        { reason: '无正当理由不参加年度复核', count: 107 },
      ],
      description:
        '结合网上公开名单和居民家庭经济状况核对，对上半年在册的城市低保对象逐户复核，对不再符合条件的985户停发或核减保障金，涉及资金65.45万元，已全部纠正，并在社区公示栏和政务公开网公布。',
    },
    {
      documentId: documentId(),
      createdAt: instantOf('2017-08-31', 10, 5),
      fundCode: codeOf('social-insurance-subsidy'),
      foundOn: '2017-08-29',
      period: '2017年1-7月',
      persons: 2,
      households: null,
      amount: '1679.60',
      recoveredAmount: '1679.60',
      reasons: [{ reason: '超过6个月申报时限仍领取补贴', count: 2 }],
      description:
        '通过网上公开数据开展灵活就业人员社会保险补贴检查，查出超时申请2人，涉及金额1679.60元，已如数追缴并缴回区国库。',
    },
    {
      documentId: documentId(),
      createdAt: instantOf('2017-10-24', 16, 40),
      fundCode: codeOf('family-planning-support'),
      foundOn: '2017-10-23',
      period: '2017年度',
      persons: 13,
      households: null,
      amount: '31000.00',
      recoveredAmount: '31000.00',
      reasons: [
        { reason: '扶助对象死亡', count: 7 },
        { reason: '子女伤残康复', count: 2 },
        { reason: '户籍转出本区', count: 4 },
      ],
      description:
        '通过对网上咨询、投诉件的分析和梳理，并与公安户籍、残疾人证信息比对，核查出13人不应继续享受计划生育家庭特别扶助，其中死亡7人、伤残康复2人、转外区4人，涉及资金3.1万元，自核查次月起停发并收回多发部分。',
    },
  ];
};
