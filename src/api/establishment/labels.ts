import type { DeskType, Label } from '../../shared/contracts/editor-desk';
import { idHashField, idNumberField, slugField } from '../../shared/field-labels';

const group: Label = { zh: '机构编制', en: 'Establishment' };

/** Kinds of 编制, of quotas and of the people on them. */
const establishmentKinds: Readonly<Record<string, Label>> = {
  administrative: { zh: '行政编制', en: 'Administrative' },
  'political-legal': { zh: '政法专项编制', en: 'Political and legal' },
  'organ-worker': { zh: '机关工勤编制', en: 'Organ support staff' },
  'organ-institution': { zh: '机关事业编制', en: 'Institution within an organ' },
  special: { zh: '专项编制', en: 'Special' },
  'institution-full': { zh: '事业编制（全额拨款）', en: 'Institution, fully funded' },
  'institution-partial': { zh: '事业编制（差额拨款）', en: 'Institution, partly funded' },
  'institution-self-funded': { zh: '事业编制（自收自支）', en: 'Institution, self-funded' },
};

export const establishmentRecordLabels: DeskType = {
  uid: 'api::establishment.establishment-record',
  label: { zh: '机构编制', en: 'Establishment records' },
  menu: { group, order: 102 },
  mainField: 'title',
  defaultSort: { field: 'asOf', order: 'DESC' },
  pageSize: 50,
  list: [
    'title',
    'organization',
    'organLevel',
    'approvalNumber',
    'leadershipQuota',
    'leadershipActual',
    'asOf',
  ],
  form: [
    ['organization', 'asOf'],
    ['title', 'slug'],
    ['approvalNumber', 'approvedOn'],
    ['organLevel', 'leadershipQuota', 'leadershipActual'],
    ['duties'],
    ['quotas'],
    ['offices'],
  ],
  fields: {
    title: {
      zh: '标题',
      en: 'Title',
      hint: {
        zh: '留空时由系统按“机构名称＋机构编制”生成。',
        en: 'Made from the organization’s name if left empty.',
      },
    },
    slug: slugField,
    organization: {
      zh: '机构',
      en: 'Organization',
      hint: {
        zh: '输入名称查找；没有时先到“机构”中新增。',
        en: 'Search by name; add it under Organizations first.',
      },
    },
    approvalNumber: {
      zh: '批准文号',
      en: 'Approval number',
      hint: {
        zh: '“三定”规定或机构编制批复的文号，例：×编〔2017〕12 号',
        en: 'Of the document that set the establishment.',
      },
    },
    approvedOn: { zh: '批准日期', en: 'Approved on' },
    organLevel: {
      zh: '机构级别',
      en: 'Level',
      values: {
        'deputy-bureau': { zh: '副处级', en: 'Deputy division' },
        section: { zh: '正科级', en: 'Section' },
        'deputy-section': { zh: '副科级', en: 'Deputy section' },
        unit: { zh: '股级', en: 'Unit' },
        unranked: { zh: '未定级别', en: 'Unranked' },
      },
    },
    duties: {
      zh: '主要职责',
      en: 'Duties',
      hint: {
        zh: '与“三定”规定一致，分条填写。',
        en: 'As in the approval document, one per line.',
      },
    },
    offices: { zh: '内设机构', en: 'Offices' },
    leadershipQuota: {
      zh: '领导职数（核定）',
      en: 'Leadership posts, authorized',
      hint: { zh: '核定的领导职数。', en: 'Posts authorized.' },
    },
    leadershipActual: {
      zh: '领导职数（实配）',
      en: 'Leadership posts, filled',
      hint: { zh: '截至统计日期实际配备数。', en: 'Posts filled on the reference date.' },
    },
    quotas: {
      zh: '编制数',
      en: 'Quotas',
      hint: { zh: '每类编制一条，同一类不重复。', en: 'One entry for each kind.' },
    },
    asOf: {
      zh: '统计日期',
      en: 'As of',
      hint: { zh: '以上数据截止到哪一天。', en: 'The day for which these numbers hold.' },
    },
  },
};

export const officeLabels: DeskType = {
  uid: 'establishment.office',
  label: { zh: '内设机构', en: 'Office' },
  mainField: 'name',
  list: ['name', 'headcount'],
  form: [['name', 'headcount'], ['duties']],
  fields: {
    name: { zh: '名称', en: 'Name' },
    duties: { zh: '职责', en: 'Duties' },
    headcount: { zh: '编制人数', en: 'Headcount', hint: { zh: '单位：人', en: 'Persons' } },
  },
};

export const quotaLabels: DeskType = {
  uid: 'establishment.quota',
  label: { zh: '编制数', en: 'Quota' },
  mainField: 'kind',
  list: ['kind', 'authorized', 'onRoll'],
  form: [['kind', 'authorized', 'onRoll']],
  fields: {
    kind: { zh: '编制类别', en: 'Kind of quota', values: establishmentKinds },
    authorized: { zh: '编制数（核定）', en: 'Authorized', hint: { zh: '单位：名', en: 'Posts' } },
    onRoll: {
      zh: '实有人数',
      en: 'On roll',
      hint: {
        zh: '单位：人；多于编制数即为超编。',
        en: 'Persons; more than authorized is over quota.',
      },
    },
  },
};

export const staffMemberLabels: DeskType = {
  uid: 'api::establishment.staff-member',
  label: { zh: '在册人员', en: 'Staff' },
  menu: { group, order: 103 },
  mainField: 'name',
  defaultSort: { field: 'name', order: 'ASC' },
  pageSize: 50,
  list: [
    'name',
    'organization',
    'gender',
    'position',
    'establishmentKind',
    'rollStatus',
    'joinedOn',
    'leftOn',
  ],
  form: [
    ['name', 'gender'],
    ['organization', 'establishmentKind'],
    ['position', 'professionalTitle'],
    ['entryChannel', 'joinedOn', 'leftOn'],
    ['rollStatus', 'realNameVerified'],
    ['idNumber', 'birthMonth', 'cardNumber'],
  ],
  fields: {
    organization: { zh: '所在机构', en: 'Organization' },
    name: { zh: '姓名', en: 'Name' },
    gender: {
      zh: '性别',
      en: 'Gender',
      values: { male: { zh: '男', en: 'Male' }, female: { zh: '女', en: 'Female' } },
    },
    position: { zh: '职务（岗位）', en: 'Position' },
    professionalTitle: {
      zh: '职称',
      en: 'Professional title',
      hint: { zh: '没有职称的不填。', en: 'Leave empty if none.' },
    },
    establishmentKind: {
      zh: '所占编制类别',
      en: 'Kind of establishment',
      values: establishmentKinds,
    },
    joinedOn: { zh: '进入现单位日期', en: 'Joined on' },
    leftOn: {
      zh: '离开日期',
      en: 'Left on',
      hint: { zh: '在册人员不填；填后不再计入在册人数。', en: 'Empty while on the roll.' },
    },
    entryChannel: {
      zh: '进入渠道',
      en: 'Entry channel',
      values: {
        'civil-service-exam': { zh: '公务员考录', en: 'Civil service examination' },
        'transfer-appointment': { zh: '调任', en: 'Appointed by transfer' },
        transfer: { zh: '转任（调入）', en: 'Transfer' },
        'open-selection': { zh: '公开遴选', en: 'Open selection' },
        'military-transfer': { zh: '军转安置', en: 'Transfer from the military' },
        'open-recruitment': { zh: '公开招聘', en: 'Open recruitment' },
        'policy-placement': { zh: '政策性安置', en: 'Placement by policy' },
        other: { zh: '其他', en: 'Other' },
      },
    },
    rollStatus: {
      zh: '在编状况',
      en: 'Roll status',
      values: {
        'on-roll': { zh: '在编', en: 'On roll' },
        'over-quota': { zh: '超编', en: 'Over quota' },
      },
    },
    realNameVerified: {
      zh: '已实名核验',
      en: 'Identity verified',
      hint: {
        zh: '已与身份证、编制卡核对一致。',
        en: 'Checked against ID and establishment card.',
      },
    },
    cardNumber: {
      zh: '编制卡号',
      en: 'Card number',
      hint: { zh: '仅供内部核对，不对外公开。', en: 'Internal, never published.' },
    },
    idNumber: idNumberField,
    idHash: idHashField,
    birthMonth: {
      zh: '出生年月',
      en: 'Month of birth',
      hint: { zh: '格式：1980-05；不对外公开。', en: 'As 1980-05; never published.' },
    },
  },
};

export const personnelChangeLabels: DeskType = {
  uid: 'api::establishment.personnel-change',
  label: { zh: '人员异动', en: 'Personnel changes' },
  menu: { group, order: 104 },
  mainField: 'personName',
  defaultSort: { field: 'recordedOn', order: 'DESC' },
  pageSize: 50,
  list: ['personName', 'organization', 'kind', 'happenedOn', 'recordedOn'],
  form: [
    ['personName', 'kind'],
    ['staff', 'organization'],
    ['happenedOn', 'recordedOn'],
    ['description'],
  ],
  fields: {
    staff: {
      zh: '在册人员',
      en: 'Staff member',
      hint: {
        zh: '从在册人员中选择；已不在册的可不选。',
        en: 'Leave empty if no longer on the roll.',
      },
    },
    organization: { zh: '机构', en: 'Organization' },
    personName: { zh: '姓名', en: 'Name' },
    kind: {
      zh: '异动类型',
      en: 'Kind of change',
      values: {
        recruit: { zh: '招录（聘）', en: 'Recruited' },
        'transfer-in': { zh: '调入', en: 'Transferred in' },
        'open-selection': { zh: '公开遴选', en: 'Open selection' },
        'military-transfer': { zh: '军转安置', en: 'Transfer from the military' },
        'transfer-out': { zh: '调出', en: 'Transferred out' },
        retire: { zh: '退休', en: 'Retired' },
        resign: { zh: '辞职', en: 'Resigned' },
        dismiss: { zh: '辞退（开除）', en: 'Dismissed' },
        appoint: { zh: '任职', en: 'Appointed' },
        remove: { zh: '免职', en: 'Removed from post' },
        'rank-change': { zh: '职级变动', en: 'Change of rank' },
        'establishment-change': { zh: '编制类别变动', en: 'Change of establishment' },
        death: { zh: '死亡', en: 'Died' },
      },
    },
    happenedOn: {
      zh: '异动日期',
      en: 'Happened on',
      hint: { zh: '以批准文件或手续办结日期为准。', en: 'As in the approval.' },
    },
    recordedOn: {
      zh: '登记日期',
      en: 'Recorded on',
      hint: {
        zh: '更新公开信息的日期，不早于异动日期。',
        en: 'When the public record was updated; not before the change.',
      },
    },
    description: {
      zh: '说明',
      en: 'Description',
      hint: { zh: '例：由××局调入，任办公室主任。', en: 'What changed, in one sentence.' },
    },
  },
};

export const establishmentDesk: readonly DeskType[] = [
  establishmentRecordLabels,
  officeLabels,
  quotaLabels,
  staffMemberLabels,
  personnelChangeLabels,
];
