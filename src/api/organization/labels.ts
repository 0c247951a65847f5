import type { DeskType } from '../../shared/contracts/editor-desk';
import { slugField } from '../../shared/field-labels';

export const organizationLabels: DeskType = {
  uid: 'api::organization.organization',
  label: { zh: '机构', en: 'Organizations' },
  menu: { group: { zh: '机构编制', en: 'Establishment' }, order: 101 },
  mainField: 'name',
  defaultSort: { field: 'code', order: 'ASC' },
  pageSize: 50,
  list: ['name', 'code', 'kind', 'category', 'isFirstLevel', 'isBudgetUnit', 'state'],
  form: [
    ['name', 'code'],
    ['kind', 'category'],
    ['isFirstLevel', 'isBudgetUnit', 'isClassified'],
    ['parent', 'state'],
    ['duties'],
    ['address'],
    ['officeHours', 'phone'],
    ['website', 'slug'],
  ],
  fields: {
    code: {
      zh: '统一社会信用代码',
      en: 'Unified social credit code',
      hint: {
        zh: '18 位，见《统一社会信用代码证书》《事业单位法人证书》或赋码通知；末位是校验码，系统会核对。',
        en: '18 characters, as on the certificate; the last one is a check character and is verified.',
      },
    },
    name: {
      zh: '机构名称',
      en: 'Name',
      hint: {
        zh: '按“三定”规定或批准文件填写全称。',
        en: 'Full name as in the approval document.',
      },
    },
    slug: slugField,
    kind: {
      zh: '机构类型',
      en: 'Kind',
      values: {
        organ: { zh: '党政群机关', en: 'Organ' },
        institution: { zh: '事业单位', en: 'Public institution' },
      },
    },
    category: {
      zh: '机构类别',
      en: 'Category',
      hint: {
        zh: '机关选至“街道办事处”为止的类别；事业单位选参公管理、公益一类或公益二类。',
        en: 'Organs: a category up to “Street office”; institutions: one of the last ones.',
      },
      values: {
        'party-organ': { zh: '党委工作机关', en: 'Party organ' },
        'peoples-congress': { zh: '人大机关', en: "People's congress" },
        'government-department': { zh: '政府工作部门', en: 'Government department' },
        cppcc: { zh: '政协机关', en: 'CPPCC' },
        supervision: { zh: '纪委监委机关', en: 'Discipline and supervision' },
        'democratic-party': { zh: '民主党派机关', en: 'Democratic party' },
        'mass-organization': { zh: '群团机关', en: 'Mass organization' },
        'street-office': { zh: '街道办事处', en: 'Street office' },
        'civil-service-managed': { zh: '参公管理事业单位', en: 'Managed like the civil service' },
        'public-welfare-1': { zh: '公益一类', en: 'Public welfare I' },
        'public-welfare-2': { zh: '公益二类', en: 'Public welfare II' },
        other: { zh: '其他', en: 'Other' },
      },
    },
    isFirstLevel: {
      zh: '一级机构',
      en: 'First-level organ',
      hint: {
        zh: '单独核定机构和编制的党政群机关。',
        en: 'An organ with an establishment of its own.',
      },
    },
    isBudgetUnit: {
      zh: '预算一级单位',
      en: 'First-level budget unit',
      hint: {
        zh: '由财政部门直接批复预算，须公开部门预算、决算的单位。',
        en: 'Its budget is approved by the finance bureau itself and must be published.',
      },
    },
    isClassified: {
      zh: '涉密机构',
      en: 'Classified',
      hint: {
        zh: '涉密机构不对外显示，不计入应公开数；改动前请先与保密部门核实。',
        en: 'Never shown to the public and outside every rate. Check with the secrecy office first.',
      },
    },
    parent: {
      zh: '主管（举办）单位',
      en: 'Parent',
      hint: {
        zh: '事业单位填举办单位，内设机构填所属机关。',
        en: 'The organ that runs or supervises it.',
      },
    },
    duties: {
      zh: '主要职责',
      en: 'Duties',
      hint: {
        zh: '按“三定”规定填写，是应当主动公开的内容（条例第二十条第二项）。',
        en: 'As in the approval document; must be published (art. 20 (2)).',
      },
    },
    address: { zh: '办公地址', en: 'Address' },
    officeHours: {
      zh: '办公时间',
      en: 'Office hours',
      hint: {
        zh: '例：周一至周五 9:00—12:00，13:30—17:00',
        en: 'E.g. Mon–Fri 9:00–12:00, 13:30–17:00',
      },
    },
    phone: {
      zh: '联系电话',
      en: 'Phone',
      hint: {
        zh: '填办公电话，含区号，不填个人手机号。',
        en: 'Office number with area code, nobody’s own.',
      },
    },
    website: {
      zh: '网站',
      en: 'Website',
      hint: { zh: '以 http:// 或 https:// 开头。', en: 'Begins with http:// or https://.' },
    },
    state: {
      zh: '机构状态',
      en: 'State',
      values: {
        active: { zh: '正常', en: 'Active' },
        merged: { zh: '已合并', en: 'Merged' },
        abolished: { zh: '已撤销', en: 'Abolished' },
      },
    },
  },
};

export const organizationDesk: readonly DeskType[] = [organizationLabels];
