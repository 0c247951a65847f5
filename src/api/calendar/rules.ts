import type { RecordRules } from '../../shared/contracts/editor-desk';
import { createChecker } from '../../shared/record-checks';
import { CALENDAR_END, CALENDAR_START } from './working-calendar';

/** 工作日调整 */
export const calendarDayRules: RecordRules = {
  uid: 'api::calendar.calendar-day',
  check(record, context) {
    const checker = createChecker(record, context);
    const day = checker.date('day', '日期');
    checker.when(
      day !== null && (day < CALENDAR_START || day > CALENDAR_END),
      'day',
      `日期应在 ${CALENDAR_START} 至 ${CALENDAR_END} 之间，请核对年份`,
    );
    return checker.issues;
  },
  uniqueKeys: [{ fields: ['day'], message: '这一天已经登记过，请修改原有记录' }],
};
