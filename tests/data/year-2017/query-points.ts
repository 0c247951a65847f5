import {
  addDays,
  addWorkdays,
  daysBetween,
  instantOf,
  weekday,
  workdaysBetween,
} from '../calendar';
import { apportion, createDocumentIds, createRandom } from '../random';
import type { QueryPoint, QueryPointInspection, QueryPointVisit } from '../records';
import { STREETS } from '../text/places';

/** What the 2017 report says of the free query points. */
export const QUERY_POINT_TOTALS = { points: 132, clicks: 256_238 } as const;

const PROBLEMS = [
  null,
  null,
  null,
  '查询指南摆放位置不醒目，已当场整改。',
  '意见簿近一个月无登记，要求加强引导。',
  '电脑开机较慢，已通知信息中心维护。',
  '监督电话公示牌褪色，限一周内更换。',
  '查询人员登记不完整，已要求补登。',
  '饮水机未及时换水，当日整改到位。',
];

/** The 132 points of the 16 streets, every one maintained in the year. */
export const createQueryPoints = (): QueryPoint[] => {
  const random = createRandom('2017/query-points');
  const documentId = createDocumentIds('2017/query-points');
  const maintenance = workdaysBetween('2017-03-06', '2017-11-24');
  // One point in the service hall of every street, the others in communities.
  const inCommunities = apportion(
    QUERY_POINT_TOTALS.points - STREETS.length,
    STREETS.map(({ communities }) => communities.length),
  );
  return STREETS.flatMap((street, index) => {
    const places = [
      { name: `${street.name}政务服务中心`, isHall: true },
      ...street.communities
        .slice(0, inCommunities[index])
        .map((community) => ({ name: `${street.name}${community}`, isHall: false })),
    ];
    return places.map(({ name, isHall }): QueryPoint => ({
      documentId: documentId(),
      createdAt: instantOf('2017-01-04', 9 + (index % 8), random.int(0, 59)),
      name: `${name}免费查询点`,
      street: street.name,
      address: `武汉市江岸区${random.pick(street.roads)}${random.int(1, 320)}号${isHall ? '一楼大厅' : '社区公共服务站'}`,
      phone: `027-8298${String(random.int(0, 9999)).padStart(4, '0')}`,
      officeHours: isHall
        ? '周一至周五 8:30—12:00，14:00—17:30'
        : random.pick(['周一至周六 8:30—12:00，14:00—17:30', '周一至周五 9:00—12:00，14:00—17:00']),
      latitude: (street.latitude + (random.next() - 0.5) * 0.011).toFixed(6),
      longitude: (street.longitude + (random.next() - 0.5) * 0.013).toFixed(6),
      hasGuide: true,
      hasSeatsAndTea: true,
      hasStationery: true,
      hasSupervisionPhone: true,
      hasOpinionBook: true,
      hasDedicatedGuide: true,
      maintainedOn: random.pick(maintenance),
      isActive: true,
    }));
  });
};

/** Clicks of every point on every day of the year; their sum is the reported one. */
export const visitsOf = function* (points: readonly QueryPoint[]): Generator<QueryPointVisit> {
  const random = createRandom('2017/query-point-visits');
  const documentId = createDocumentIds('2017/query-point-visits');
  const days = daysBetween('2017-01-01', '2017-12-31');
  const nightsAfter = days.map((day) => instantOf(addDays(day, 1), 1));
  const seasons = days.map((day) => {
    const ofWeek = [1.25, 1.15, 1.1, 1.05, 1, 0.5, 0.35][weekday(day) - 1] as number;
    const isSpringFestival = day >= '2017-01-27' && day <= '2017-02-02';
    const isNationalDay = day >= '2017-10-01' && day <= '2017-10-08';
    return (
      ofWeek *
      (isSpringFestival ? 0.2 : isNationalDay ? 0.4 : 1) *
      (day.slice(5, 7) === '12' ? 1.3 : 1)
    );
  });
  const weights = new Float64Array(points.length * days.length);
  for (let point = 0; point < points.length; point += 1) {
    const popularity = (points[point] as QueryPoint).name.includes('政务服务中心')
      ? 2.6
      : 0.55 + random.next();
    for (const [day, season] of seasons.entries()) {
      weights[point * days.length + day] = popularity * season * (0.35 + random.next() * 1.3);
    }
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Running rounding: every day gets the whole clicks that have come due since the day before.
  let passed = 0;
  let given = 0;
  for (const [index, point] of points.entries()) {
    for (const [place, day] of days.entries()) {
      passed += weights[index * days.length + place] as number;
      const isLast = index === points.length - 1 && place === days.length - 1;
      const due = isLast
        ? QUERY_POINT_TOTALS.clicks
        : Math.floor((passed / total) * QUERY_POINT_TOTALS.clicks);
      yield {
        documentId: documentId(),
        createdAt: nightsAfter[place] as string,
        point,
        day,
        clicks: due - given,
      };
      given = due;
    }
  }
};

/** Unannounced inspections: every point once or twice in the year. */
export const createInspections = (points: readonly QueryPoint[]): QueryPointInspection[] => {
  const random = createRandom('2017/query-point-inspections');
  const documentId = createDocumentIds('2017/query-point-inspections');
  const days = workdaysBetween('2017-03-01', '2017-12-15');
  return points
    .flatMap((point) => Array.from({ length: random.chance(0.45) ? 2 : 1 }, () => point))
    .map((point): QueryPointInspection => {
      const problems = random.pick(PROBLEMS);
      const day = random.pick(days);
      return {
        documentId: documentId(),
        createdAt: instantOf(addWorkdays(day, 1), 10, random.int(0, 59)),
        point,
        day,
        score: problems === null ? random.int(94, 100) : random.int(82, 93),
        problems,
      };
    })
    .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
};
