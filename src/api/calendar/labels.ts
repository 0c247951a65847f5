import type { DeskType } from '../../shared/contracts/editor-desk';

export const calendarDayLabels: DeskType = {
  uid: 'api::calendar.calendar-day',
  label: { zh: '工作日调整', en: 'Working-day changes' },
  menu: { group: { zh: '设置', en: 'Settings' }, order: 601 },
  mainField: 'day',
  defaultSort: { field: 'day', order: 'DESC' },
  pageSize: 50,
  list: ['day', 'isWorkingDay', 'completesYear', 'note'],
  form: [['day', 'isWorkingDay'], ['note'], ['completesYear']],
  fields: {
    day: { zh: '日期', en: 'Day' },
    isWorkingDay: {
      zh: '上班',
      en: 'Working day',
      hint: {
        zh: '这一天上班选“是”，放假选“否”。保存后，各项办理期限随即重新计算。',
        en: 'Yes for a working day. Due days are counted anew at once.',
      },
    },
    completesYear: {
      zh: '全年安排已录完',
      en: 'Year complete',
      hint: {
        zh: '系统尚未收录的年份，节假日和调休全部录入后，在任意一天选“是”，该年的期限不再标为“暂定”。',
        en: 'For a year that the system does not know yet: yes on any day once all are entered.',
      },
    },
    note: {
      zh: '说明',
      en: 'Note',
      hint: { zh: '依据的通知文号或原因。', en: 'The notice, or the reason.' },
    },
  },
};

export const calendarDesk: readonly DeskType[] = [calendarDayLabels];
