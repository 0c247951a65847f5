import type { Domain } from '../../shared/contracts/domain';
import { calendarDayRules } from './rules';
import { installWorkingCalendar } from './working-calendar';

export const calendar: Domain = {
  install: installWorkingCalendar,
  rules: [calendarDayRules],
};
