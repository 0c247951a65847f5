import type { RecordRules } from '../../shared/contracts/editor-desk';
import { createChecker, isBlank, normalizedTexts } from '../../shared/record-checks';

/** Wuhan's bounding box in degrees (WGS 84), widened to full hundredths. */
const WUHAN = { south: 29.96, north: 31.37, west: 113.68, east: 115.09 };

const isOutside = (value: unknown, low: number, high: number): boolean =>
  !isBlank(value) && !(Number(value) >= low && Number(value) <= high);

/** 免费查询点 */
export const queryPointRules: RecordRules = {
  uid: 'api::query-point.query-point',
  derive: (record) => normalizedTexts(record, 'name', 'street', 'address', 'phone'),
  check(record, context) {
    const checker = createChecker(record, context);
    const { latitude, longitude } = record;
    checker.need('name', '查询点名称');
    checker.need('street', '街道');
    checker.need('address', '地址');
    checker.when(
      isBlank(latitude) && !isBlank(longitude),
      'latitude',
      '只填了经度，请补填纬度，或两项都留空',
    );
    checker.when(
      !isBlank(latitude) && isBlank(longitude),
      'longitude',
      '只填了纬度，请补填经度，或两项都留空',
    );
    checker.when(
      isOutside(latitude, WUHAN.south, WUHAN.north),
      'latitude',
      `纬度应在武汉市范围内（${WUHAN.south} 至 ${WUHAN.north}），请核对是否与经度填反`,
    );
    checker.when(
      isOutside(longitude, WUHAN.west, WUHAN.east),
      'longitude',
      `经度应在武汉市范围内（${WUHAN.west} 至 ${WUHAN.east}），请核对是否与纬度填反`,
    );
    checker.pastDate('maintainedOn', '维护日期');
    return checker.issues;
  },
  uniqueKeys: [{ fields: ['name'], message: '已有同名查询点，请核对是否重复录入' }],
};

/** 查询点点击 */
export const queryPointVisitRules: RecordRules = {
  uid: 'api::query-point.query-point-visit',
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('point', '查询点');
    checker.pastDate('day', '日期');
    checker.count('clicks', '点击次数');
    return checker.issues;
  },
  uniqueKeys: [
    { fields: ['day', 'point'], message: '该查询点当天的点击次数已录入，请直接修改已有的一条' },
  ],
};

/** 查询点检查 */
export const queryPointInspectionRules: RecordRules = {
  uid: 'api::query-point.query-point-inspection',
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('point', '查询点');
    checker.pastDate('day', '检查日期');
    const score = checker.count('score', '得分');
    checker.when(score !== null && score > 100, 'score', '得分应在 0 至 100 之间，请核对');
    return checker.issues;
  },
  uniqueKeys: [
    { fields: ['day', 'point'], message: '该查询点当天的检查已录入，请直接修改已有的一条' },
  ],
};
