import type { DeskType, Label } from '../../shared/contracts/editor-desk';
import { slugField } from '../../shared/field-labels';

const group: Label = { zh: '政务信息', en: 'Information' };

export const noticeLabels: DeskType = {
  uid: 'api::notice.notice',
  label: { zh: '公开信息', en: 'Notices' },
  menu: { group, order: 301 },
  mainField: 'title',
  defaultSort: { field: 'issuedOn', order: 'DESC' },
  pageSize: 20,
  list: ['title', 'kind', 'docNumber', 'issuer', 'issuedOn'],
  form: [
    ['title'],
    ['kind', 'issuer'],
    ['docNumber', 'indexNumber'],
    ['issuedOn', 'formedOn', 'validity'],
    ['legalBasis', 'isSocialAssistance'],
    ['summary'],
    ['body'],
    ['cover', 'attachments'],
    ['slug'],
  ],
  fields: {
    title: {
      zh: '标题',
      en: 'Title',
      hint: { zh: '与印发文件一致，不加书名号和换行。', en: 'As on the document.' },
    },
    slug: slugField,
    kind: {
      zh: '信息类别',
      en: 'Kind',
      values: {
        'normative-document': { zh: '行政规范性文件', en: 'Normative document' },
        document: { zh: '其他文件', en: 'Document' },
        'establishment-document': { zh: '机构编制文件', en: 'Establishment document' },
        news: { zh: '工作动态', en: 'News' },
        announcement: { zh: '公示公告', en: 'Announcement' },
        interpretation: { zh: '政策解读', en: 'Interpretation' },
      },
    },
    indexNumber: {
      zh: '索引号',
      en: 'Index number',
      hint: {
        zh: '按信息公开目录编制规则编号，全区唯一。',
        en: 'By the rules of the disclosure catalogue; unique.',
      },
    },
    docNumber: {
      zh: '发文字号',
      en: 'Document number',
      hint: {
        zh: '年份用六角括号，例：×政办〔2017〕35 号；没有文号的不填。',
        en: 'With 〔 〕 round the year; empty if none.',
      },
    },
    issuer: {
      zh: '发布机构',
      en: 'Issuer',
      hint: { zh: '制作或保存该信息的机关。', en: 'The organ that made or keeps it.' },
    },
    issuedOn: { zh: '发布日期', en: 'Issued on' },
    formedOn: {
      zh: '形成日期',
      en: 'Formed on',
      hint: {
        zh: '文件落款日期；自形成或变更之日起 20 个工作日内公开（条例第二十六条）。',
        en: 'Date on the document; due within 20 working days of it (art. 26).',
      },
    },
    summary: {
      zh: '摘要',
      en: 'Summary',
      hint: {
        zh: '一两句话说明内容，用于列表和微博、微信推送。',
        en: 'One or two sentences for lists and social channels.',
      },
    },
    body: {
      zh: '正文',
      en: 'Body',
      hint: { zh: '不写公民身份证号、电话、住址等个人信息。', en: 'No personal data.' },
    },
    cover: {
      zh: '封面图',
      en: 'Cover',
      hint: {
        zh: '推送微信时使用，横图，建议 900×383 像素以上。',
        en: 'For WeChat; landscape, 900×383 pixels or more.',
      },
    },
    attachments: {
      zh: '附件',
      en: 'Attachments',
      hint: { zh: '文件名写清内容，便于下载后查找。', en: 'Give files telling names.' },
    },
    isSocialAssistance: {
      zh: '社会救助类',
      en: 'Social assistance',
      hint: {
        zh: '低保、特困、临时救助等信息选“是”：2019 年 5 月 15 日起形成的，应在形成之日起 10 个工作日内公开；其他信息为 20 个工作日。',
        en: 'To be published within 10 working days if formed since 15 May 2019; other information within 20.',
      },
    },
    legalBasis: {
      zh: '公开依据',
      en: 'Legal basis',
      hint: {
        zh: '《政府信息公开条例》（2019 年修订）第二十条、第二十一条中最贴切的一项。',
        en: 'The item of articles 20 and 21 of the 2019 Regulation that fits best.',
      },
      values: {
        'art20-1': {
          zh: '第二十条（一）行政法规、规章和规范性文件',
          en: 'Art. 20 (1) Regulations, rules and normative documents',
        },
        'art20-2': {
          zh: '第二十条（二）机关职能、机构设置和联系方式',
          en: 'Art. 20 (2) Functions, structure and contacts',
        },
        'art20-3': { zh: '第二十条（三）发展规划和专项规划', en: 'Art. 20 (3) Plans' },
        'art20-4': { zh: '第二十条（四）统计信息', en: 'Art. 20 (4) Statistics' },
        'art20-5': {
          zh: '第二十条（五）行政许可和对外管理服务事项',
          en: 'Art. 20 (5) Licences and services',
        },
        'art20-6': {
          zh: '第二十条（六）行政处罚、行政强制',
          en: 'Art. 20 (6) Penalties and enforcement',
        },
        'art20-7': {
          zh: '第二十条（七）财政预算、决算',
          en: 'Art. 20 (7) Budgets and final accounts',
        },
        'art20-8': { zh: '第二十条（八）行政事业性收费', en: 'Art. 20 (8) Administrative fees' },
        'art20-9': { zh: '第二十条（九）政府集中采购', en: 'Art. 20 (9) Central procurement' },
        'art20-10': {
          zh: '第二十条（十）重大建设项目',
          en: 'Art. 20 (10) Major construction projects',
        },
        'art20-11': {
          zh: '第二十条（十一）扶贫、教育、医疗、社会保障、促进就业',
          en: 'Art. 20 (11) Poverty relief, education, health, social security, employment',
        },
        'art20-12': { zh: '第二十条（十二）突发公共事件', en: 'Art. 20 (12) Emergencies' },
        'art20-13': {
          zh: '第二十条（十三）环境、卫生、安全生产、食品药品、产品质量监督检查',
          en: 'Art. 20 (13) Environment, health, safety, food, drugs, quality',
        },
        'art20-14': {
          zh: '第二十条（十四）公务员招考',
          en: 'Art. 20 (14) Civil service recruitment',
        },
        'art20-15': { zh: '第二十条（十五）其他应当主动公开的信息', en: 'Art. 20 (15) Other' },
        art21: {
          zh: '第二十一条 基层政府应当公开的信息',
          en: 'Art. 21 Information of local government',
        },
      },
    },
    validity: {
      zh: '效力状态',
      en: 'Validity',
      values: {
        'in-force': { zh: '有效', en: 'In force' },
        repealed: { zh: '已废止', en: 'Repealed' },
        expired: { zh: '已失效', en: 'Expired' },
      },
    },
  },
};

export const publicationTallyLabels: DeskType = {
  uid: 'api::notice.publication-tally',
  label: { zh: '信息报送', en: 'Publication tallies' },
  menu: { group, order: 302 },
  mainField: 'month',
  defaultSort: { field: 'month', order: 'DESC' },
  pageSize: 100,
  list: ['month', 'organization', 'channel', 'count'],
  form: [
    ['organization', 'month'],
    ['channel', 'count'],
  ],
  fields: {
    organization: { zh: '报送单位', en: 'Organization' },
    month: {
      zh: '月份',
      en: 'Month',
      hint: {
        zh: '格式：2017-06；同一单位同一渠道每月一条。',
        en: 'As 2017-06; one entry for each unit and channel.',
      },
    },
    channel: {
      zh: '发布渠道',
      en: 'Channel',
      values: {
        website: { zh: '网站', en: 'Website' },
        gazette: { zh: '政府公报', en: 'Gazette' },
        weibo: { zh: '微博', en: 'Weibo' },
        wechat: { zh: '微信', en: 'WeChat' },
        other: { zh: '其他', en: 'Other' },
      },
    },
    count: {
      zh: '发布条数',
      en: 'Count',
      hint: {
        zh: '单位自有渠道当月发布数；本系统内发布的不重复计。',
        en: 'On the unit’s own channels; not what was published here.',
      },
    },
  },
};

export const noticeDesk: readonly DeskType[] = [noticeLabels, publicationTallyLabels];
