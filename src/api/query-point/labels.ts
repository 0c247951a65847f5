import type { DeskType, FieldLabel, Label } from '../../shared/contracts/editor-desk';

const group: Label = { zh: '查询点', en: 'Query points' };
const pointField: FieldLabel = { zh: '查询点', en: 'Query point' };

export const queryPointLabels: DeskType = {
  uid: 'api::query-point.query-point',
  label: { zh: '免费查询点', en: 'Query points' },
  menu: { group, order: 501 },
  mainField: 'name',
  defaultSort: { field: 'street', order: 'ASC' },
  pageSize: 50,
  list: ['name', 'street', 'address', 'phone', 'maintainedOn', 'isActive'],
  form: [
    ['name', 'street'],
    ['address'],
    ['phone', 'officeHours'],
    ['latitude', 'longitude'],
    ['hasGuide', 'hasSeatsAndTea', 'hasStationery'],
    ['hasSupervisionPhone', 'hasOpinionBook', 'hasDedicatedGuide'],
    ['maintainedOn', 'isActive'],
  ],
  fields: {
    name: {
      zh: '查询点名称',
      en: 'Name',
      hint: { zh: '例：××街道××社区政务公开查询点', en: 'Unique' },
    },
    street: { zh: '街道', en: 'Street' },
    address: { zh: '地址', en: 'Address', hint: { zh: '写到门牌号。', en: 'With house number.' } },
    phone: { zh: '电话', en: 'Phone' },
    officeHours: {
      zh: '开放时间',
      en: 'Hours',
      hint: { zh: '例：周一至周五 9:00—17:00', en: 'E.g. Mon–Fri 9:00–17:00' },
    },
    latitude: {
      zh: '纬度',
      en: 'Latitude',
      hint: { zh: '十进制度，例：30.580000', en: 'Decimal degrees' },
    },
    longitude: {
      zh: '经度',
      en: 'Longitude',
      hint: { zh: '十进制度，例：114.300000', en: 'Decimal degrees' },
    },
    hasGuide: { zh: '有查询指南', en: 'Guide to searching' },
    hasSeatsAndTea: { zh: '有桌椅和茶水', en: 'Seats and tea' },
    hasStationery: { zh: '有文具用品', en: 'Stationery' },
    hasSupervisionPhone: { zh: '有监督电话', en: 'Supervision phone' },
    hasOpinionBook: { zh: '有意见簿（箱）', en: 'Book or box for opinions' },
    hasDedicatedGuide: { zh: '有专人指导上网查询', en: 'A person who helps' },
    maintainedOn: {
      zh: '最近维护日期',
      en: 'Maintained on',
      hint: { zh: '设备最近一次检修、更新的日期。', en: 'Last maintenance of the equipment.' },
    },
    isActive: {
      zh: '开放中',
      en: 'Active',
      hint: { zh: '停用的查询点选“否”，不再对外显示。', en: 'No hides it from the public.' },
    },
  },
};

export const queryPointVisitLabels: DeskType = {
  uid: 'api::query-point.query-point-visit',
  label: { zh: '查询点点击', en: 'Query point visits' },
  menu: { group, order: 502 },
  mainField: 'day',
  defaultSort: { field: 'day', order: 'DESC' },
  pageSize: 100,
  list: ['day', 'point', 'clicks'],
  form: [['point'], ['day', 'clicks']],
  fields: {
    point: pointField,
    day: {
      zh: '日期',
      en: 'Day',
      hint: { zh: '每个查询点每天一条。', en: 'One entry for each point and day.' },
    },
    clicks: { zh: '点击次数', en: 'Clicks', hint: { zh: '单位：次', en: 'Times' } },
  },
};

export const queryPointInspectionLabels: DeskType = {
  uid: 'api::query-point.query-point-inspection',
  label: { zh: '查询点检查', en: 'Query point inspections' },
  menu: { group, order: 503 },
  mainField: 'day',
  defaultSort: { field: 'day', order: 'DESC' },
  pageSize: 50,
  list: ['day', 'point', 'score', 'problems'],
  form: [['point'], ['day', 'score'], ['problems']],
  fields: {
    point: pointField,
    day: { zh: '检查日期', en: 'Day' },
    score: {
      zh: '得分',
      en: 'Score',
      hint: { zh: '百分制，整数。', en: 'Out of 100, a whole number.' },
    },
    problems: {
      zh: '发现的问题',
      en: 'Problems',
      hint: {
        zh: '逐条写明，整改情况一并记录。',
        en: 'One per line, with what was done about it.',
      },
    },
  },
};

export const queryPointDesk: readonly DeskType[] = [
  queryPointLabels,
  queryPointVisitLabels,
  queryPointInspectionLabels,
];
