import type { DeskType } from '../../shared/contracts/editor-desk';
import { idNumberField } from '../../shared/field-labels';

export const disclosureRequestLabels: DeskType = {
  uid: 'api::disclosure-request.disclosure-request',
  label: { zh: '依申请公开', en: 'Disclosure requests' },
  menu: { group: { zh: '互动', en: 'Citizens' }, order: 402 },
  mainField: 'number',
  defaultSort: { field: 'receivedOn', order: 'DESC' },
  pageSize: 20,
  list: [
    'number',
    'channel',
    'applicantKind',
    'organization',
    'state',
    'receivedOn',
    'answeredOn',
    'outcome',
  ],
  form: [
    ['number', 'channel'],
    ['submittedAt', 'receivedOn'],
    ['applicantKind', 'name'],
    ['idNumber', 'contact'],
    ['description'],
    ['deliveryForm', 'organization'],
    ['state', 'outcome'],
    ['answeredOn', 'closedOn'],
    ['extendedUntil', 'extensionReason'],
    ['pauses'],
  ],
  fields: {
    number: {
      zh: '申请编号',
      en: 'Number',
      hint: { zh: '登记时编号，留空由系统生成。', en: 'Made by the system if left empty.' },
    },
    channel: {
      zh: '申请渠道',
      en: 'Channel',
      values: {
        'in-person': { zh: '当面', en: 'In person' },
        online: { zh: '网络', en: 'Online' },
        letter: { zh: '信函', en: 'Letter' },
        fax: { zh: '传真', en: 'Fax' },
      },
    },
    applicantKind: {
      zh: '申请人类别',
      en: 'Applicant',
      hint: { zh: '与年度报告统计口径一致。', en: 'As counted in the annual report.' },
      values: {
        'natural-person': { zh: '自然人', en: 'Natural person' },
        'commercial-enterprise': { zh: '商业企业', en: 'Commercial enterprise' },
        'research-institution': { zh: '科研机构', en: 'Research institution' },
        'public-welfare-organization': { zh: '社会公益组织', en: 'Public welfare organization' },
        'legal-service-organization': { zh: '法律服务机构', en: 'Legal service organization' },
        'other-organization': { zh: '其他法人或组织', en: 'Other organization' },
      },
    },
    submittedAt: { zh: '提交时间', en: 'Submitted at' },
    receivedOn: {
      zh: '收到申请之日',
      en: 'Received on',
      hint: {
        zh: '当面提交的为提交之日；平信、网络和传真提交的，按条例第三十一条以双方确认之日计。答复期限从这天起算。',
        en: 'By art. 31 of the Regulation; the time limit runs from this day.',
      },
    },
    description: {
      zh: '所需信息描述',
      en: 'Description',
      hint: { zh: '申请人原文：名称、文号或便于查询的特征。', en: 'In the applicant’s words.' },
    },
    deliveryForm: {
      zh: '获取方式',
      en: 'Delivery',
      values: {
        paper: { zh: '纸质', en: 'Paper' },
        electronic: { zh: '电子文件', en: 'Electronic' },
        'in-person-reading': { zh: '现场查阅', en: 'Reading on site' },
        other: { zh: '其他', en: 'Other' },
      },
    },
    organization: { zh: '办理机关', en: 'Organization' },
    state: {
      zh: '办理状态',
      en: 'State',
      values: {
        submitted: { zh: '已提交', en: 'Submitted' },
        received: { zh: '已收到', en: 'Received' },
        correction: { zh: '补正', en: 'Correction' },
        processing: { zh: '办理中', en: 'Processing' },
        answered: { zh: '已答复', en: 'Answered' },
        closed: { zh: '已办结', en: 'Closed' },
      },
    },
    outcome: {
      zh: '办理结果',
      en: 'Outcome',
      hint: { zh: '对应年度报告第三张表各行。', en: 'The rows of table 3 of the annual report.' },
      values: {
        granted: { zh: '予以公开', en: 'Granted' },
        'partially-granted': { zh: '部分公开', en: 'Partially granted' },
        'refused-state-secret': { zh: '不予公开：属于国家秘密', en: 'Refused: state secret' },
        'refused-other-law': {
          zh: '不予公开：其他法律行政法规禁止公开',
          en: 'Refused: another law forbids it',
        },
        'refused-three-securities': {
          zh: '不予公开：危及“三安全一稳定”',
          en: 'Refused: security and stability',
        },
        'refused-third-party': {
          zh: '不予公开：保护第三方合法权益',
          en: 'Refused: rights of a third party',
        },
        'refused-internal-affairs': {
          zh: '不予公开：属于三类内部事务信息',
          en: 'Refused: internal affairs',
        },
        'refused-process-information': {
          zh: '不予公开：属于四类过程性信息',
          en: 'Refused: information in process',
        },
        'refused-enforcement-file': {
          zh: '不予公开：属于行政执法案卷',
          en: 'Refused: enforcement file',
        },
        'refused-administrative-query': {
          zh: '不予公开：属于行政查询事项',
          en: 'Refused: administrative query',
        },
        'unavailable-not-held': {
          zh: '无法提供：本机关不掌握相关政府信息',
          en: 'Unavailable: not held',
        },
        'unavailable-needs-making': {
          zh: '无法提供：没有现成信息需要另行制作',
          en: 'Unavailable: would have to be made',
        },
        'unavailable-unclear': {
          zh: '无法提供：补正后申请内容仍不明确',
          en: 'Unavailable: unclear after correction',
        },
        'unhandled-petition': {
          zh: '不予处理：信访举报投诉类申请',
          en: 'Not handled: petition or complaint',
        },
        'unhandled-repeat': { zh: '不予处理：重复申请', en: 'Not handled: repeat' },
        'unhandled-publication': {
          zh: '不予处理：要求提供公开出版物',
          en: 'Not handled: published work',
        },
        'unhandled-excessive': {
          zh: '不予处理：无正当理由大量反复申请',
          en: 'Not handled: excessive',
        },
        'unhandled-confirmation': {
          zh: '不予处理：要求确认或重新出具已获取信息',
          en: 'Not handled: confirmation of what was given',
        },
        'other-no-correction': { zh: '其他处理：逾期不补正', en: 'Other: not corrected in time' },
        'other-fee-unpaid': { zh: '其他处理：逾期未缴纳费用', en: 'Other: fee not paid in time' },
        other: { zh: '其他', en: 'Other' },
      },
    },
    answeredOn: {
      zh: '答复日期',
      en: 'Answered on',
      hint: {
        zh: '收到之日起 20 个工作日内答复，延长不超过 20 个工作日（条例第三十三条）。',
        en: 'Within 20 working days, extended by 20 at most (art. 33).',
      },
    },
    closedOn: { zh: '办结日期', en: 'Closed on' },
    extendedUntil: {
      zh: '延长至',
      en: 'Extended until',
      hint: { zh: '经批准延长的，填延长后的期限。', en: 'The new limit, if extended.' },
    },
    extensionReason: {
      zh: '延长理由',
      en: 'Reason for extension',
      hint: { zh: '延长的须说明并告知申请人。', en: 'Must be told to the applicant.' },
    },
    pauses: {
      zh: '不计时期间',
      en: 'Pauses',
      hint: {
        zh: '补正、征求第三方或其他机关意见的时间不计入答复期限。',
        en: 'Time of correction and of consultation does not count.',
      },
    },
    name: {
      zh: '申请人姓名（名称）',
      en: 'Name',
      hint: { zh: '不对外公开。', en: 'Never published.' },
    },
    idNumber: {
      ...idNumberField,
      zh: '证件号码',
      hint: {
        zh: '自然人填身份证号。加密保存，不对外公开；保存后只显示首尾几位。',
        en: 'Of a natural person. Stored encrypted, never published; shown masked once saved.',
      },
    },
    contact: {
      zh: '联系方式',
      en: 'Contact',
      hint: {
        zh: '电话、地址或邮箱，不对外公开。',
        en: 'Phone, address or e-mail; never published.',
      },
    },
  },
};

export const pauseLabels: DeskType = {
  uid: 'disclosure-request.pause',
  label: { zh: '不计时期间', en: 'Pause' },
  mainField: 'reason',
  list: ['reason', 'startedOn', 'endedOn'],
  form: [['reason', 'startedOn', 'endedOn'], ['evidence']],
  fields: {
    reason: {
      zh: '事由',
      en: 'Reason',
      values: {
        'third-party-consultation': { zh: '征求第三方意见', en: 'Consulting a third party' },
        'other-organ-consultation': { zh: '征求其他机关意见', en: 'Consulting another organ' },
        correction: { zh: '补正', en: 'Correction' },
      },
    },
    startedOn: { zh: '开始日期', en: 'From' },
    endedOn: {
      zh: '结束日期',
      en: 'Until',
      hint: { zh: '尚未结束的不填。', en: 'Empty while it lasts.' },
    },
    evidence: {
      zh: '依据材料',
      en: 'Evidence',
      hint: { zh: '通知书文号、送达日期等。', en: 'Number and date of the notice.' },
    },
  },
};

export const disclosureRequestDesk: readonly DeskType[] = [disclosureRequestLabels, pauseLabels];
