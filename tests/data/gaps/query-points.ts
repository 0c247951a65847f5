import { addDays, daysBetween, instantOf } from '../calendar';
import { createRandom } from '../random';
import type { QueryPoint, QueryPointVisit } from '../records';
import { gapId } from './identity';

interface Plan {
  readonly key: string;
  readonly name: string;
  readonly street: string;
  readonly address: string;
  readonly location: readonly [latitude: string, longitude: string];
  readonly maintainedOn: string;
  readonly isActive?: boolean;
}

const PLANS: readonly Plan[] = [
  {
    key: 'dazhi-hall',
    name: '大智街政务服务中心免费查询点',
    street: '大智街',
    address: '武汉市江岸区铭新街18号一楼大厅',
    location: ['30.590500', '114.298500'],
    maintainedOn: '2017-03-21',
  },
  {
    key: 'dazhi-tianjin',
    name: '大智街天津社区免费查询点',
    street: '大智街',
    address: '武汉市江岸区天津路6号社区公共服务站',
    location: ['30.591800', '114.300200'],
    maintainedOn: '2017-09-14',
  },
  {
    key: 'huaqiao-hall',
    name: '花桥街政务服务中心免费查询点',
    street: '花桥街',
    address: '武汉市江岸区花桥街112号一楼大厅',
    location: ['30.618000', '114.292000'],
    maintainedOn: '2017-05-18',
  },
  {
    key: 'huaqiao-huimin',
    name: '花桥街惠民社区免费查询点',
    street: '花桥街',
    address: '武汉市江岸区赵家条47号社区公共服务站',
    location: ['30.620300', '114.289600'],
    maintainedOn: '2016-11-18',
  },
  {
    key: 'chenjiaji',
    name: '谌家矶街先锋岛社区免费查询点',
    street: '谌家矶街',
    address: '武汉市江岸区兴盛路9号社区公共服务站',
    location: ['30.683000', '114.369000'],
    maintainedOn: '2017-02-22',
    isActive: false,
  },
];

/** Five points, one not maintained in 2017 and one closed. */
export const createGapPoints = (): QueryPoint[] =>
  PLANS.map((plan, index): QueryPoint => ({
    documentId: gapId('point', plan.key),
    createdAt: instantOf('2017-01-04', 9, index * 10),
    name: plan.name,
    street: plan.street,
    address: plan.address,
    phone: `027-8296${String(index + 1).padStart(4, '0')}`,
    officeHours: '周一至周五 8:30—12:00，14:00—17:30',
    latitude: plan.location[0],
    longitude: plan.location[1],
    hasGuide: true,
    hasSeatsAndTea: true,
    hasStationery: true,
    hasSupervisionPhone: true,
    hasOpinionBook: true,
    hasDedicatedGuide: true,
    maintainedOn: plan.maintainedOn,
    isActive: plan.isActive ?? true,
  }));

/** Clicks of one week in November; of the closed point those of its last two days. */
export const createGapVisits = (points: readonly QueryPoint[]): QueryPointVisit[] => {
  const random = createRandom('gaps/visits');
  return points.flatMap((point) =>
    (point.isActive
      ? daysBetween('2017-11-06', '2017-11-10')
      : daysBetween('2017-03-30', '2017-03-31')
    ).map((day): QueryPointVisit => ({
      documentId: gapId('visit', `${point.documentId}-${day}`),
      createdAt: instantOf(addDays(day, 1), 1),
      point,
      day,
      clicks: random.int(1, 18),
    })),
  );
};
