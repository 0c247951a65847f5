import type { DeskType } from '../../shared/contracts/editor-desk';

export const inquiryLabels: DeskType = {
  uid: 'api::inquiry.inquiry',
  label: { zh: '咨询投诉', en: 'Inquiries' },
  menu: { group: { zh: '互动', en: 'Citizens' }, order: 401 },
  mainField: 'title',
  defaultSort: { field: 'receivedOn', order: 'DESC' },
  pageSize: 20,
  list: ['title', 'kind', 'organization', 'state', 'receivedOn', 'repliedOn', 'isPublic'],
  form: [
    ['title'],
    ['kind', 'receivedOn', 'trackingCode'],
    ['content'],
    ['organization', 'state'],
    ['reply'],
    ['repliedOn', 'isValid', 'isPublic'],
    ['name', 'contact'],
  ],
  fields: {
    kind: {
      zh: '类型',
      en: 'Kind',
      values: {
        consultation: { zh: '咨询', en: 'Consultation' },
        suggestion: { zh: '建议', en: 'Suggestion' },
        complaint: { zh: '投诉', en: 'Complaint' },
      },
    },
    title: { zh: '标题', en: 'Title' },
    content: {
      zh: '内容',
      en: 'Content',
      hint: {
        zh: '来信原文；公开前隐去姓名、电话、住址。',
        en: 'As received; remove personal data before publishing.',
      },
    },
    trackingCode: {
      zh: '查询码',
      en: 'Tracking code',
      hint: {
        zh: '由系统生成，来信人凭此查询办理情况。',
        en: 'Made by the system; the citizen follows the case by it.',
      },
      readOnly: true,
    },
    receivedOn: { zh: '收到日期', en: 'Received on' },
    isValid: {
      zh: '有效来信',
      en: 'Valid',
      hint: {
        zh: '广告、重复、无实质内容的选“否”，不计入办理数。',
        en: 'No for spam and repeats; they are not counted.',
      },
    },
    organization: { zh: '办理单位', en: 'Organization' },
    state: {
      zh: '办理状态',
      en: 'State',
      values: {
        received: { zh: '已收到', en: 'Received' },
        assigned: { zh: '已转办', en: 'Assigned' },
        replied: { zh: '已回复', en: 'Replied' },
        closed: { zh: '已办结', en: 'Closed' },
      },
    },
    reply: {
      zh: '回复',
      en: 'Reply',
      hint: {
        zh: '直接回答所问，写明依据和联系方式。',
        en: 'Answer the question; say on what basis and whom to call.',
      },
    },
    repliedOn: {
      zh: '回复日期',
      en: 'Replied on',
      hint: { zh: '不早于收到日期。', en: 'Not before it was received.' },
    },
    isPublic: {
      zh: '公开问答',
      en: 'Public',
      hint: {
        zh: '选“是”后，标题、内容和回复对外公开。',
        en: 'Title, content and reply become public.',
      },
    },
    name: { zh: '来信人', en: 'Name', hint: { zh: '不对外公开。', en: 'Never published.' } },
    contact: {
      zh: '联系方式',
      en: 'Contact',
      hint: { zh: '不对外公开，只用于回复来信人。', en: 'Never published.' },
    },
  },
};

export const inquiryDesk: readonly DeskType[] = [inquiryLabels];
