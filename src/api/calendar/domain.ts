import type { Domain } from '../../shared/contracts/domain';
import { calendarDayRules } from './rules';

export const calendar: Domain = { rules: [calendarDayRules] };
