import { gapId } from './identity';
import { CLASSIFIED_NAME } from './organizations';
import { requestNumber } from './requests';

const fund = (code: string) => ({ code, documentId: gapId('fund', code) });
const request = (serial: number) => {
  const number = requestNumber(serial);
  return { number, documentId: gapId('request', number) };
};
const inquiry = (trackingCode: string) => ({
  trackingCode,
  documentId: gapId('inquiry', trackingCode),
});

/** What is wrong or lacking in this data set, by the keys that tests and pages look for. */
export const PLANTED = {
  organizations: {
    /** Never to be named in public; one member of staff, a draft of its record, no ledger entry. */
    classified: {
      name: CLASSIFIED_NAME,
      documentId: gapId('organization', 'classified'),
      draftRecord: gapId('establishment', 'classified'),
      staff: gapId('staff', 'classified-1'),
    },
    /** An institution without any establishment record, though with two members of staff. */
    withoutRecord: {
      name: '武汉市江岸区社会救助中心',
      documentId: gapId('organization', 'relief'),
      staff: [gapId('staff', 'relief-1'), gapId('staff', 'relief-2')],
    },
    /** Of 武汉市江岸区疾病预防控制中心; everybody else is verified. */
    unverifiedStaff: gapId('staff', 'disease-control-3'),
  },
  funds: {
    complete: fund('2017-01'),
    /** The community got 0.01 yuan more than its receivers; all tiers above agree with it. */
    unbalanced: { ...fund('2017-02'), allocationCode: '2017-02-01-001', difference: '0.01' },
    sensitive: fund('2017-03'),
    withoutPolicy: fund('2017-04'),
    drafts: [fund('2017-05'), fund('2017-06')],
  },
  budgets: {
    complete: [gapId('budget', 'government-office'), gapId('budget', 'civil-affairs')],
    /** Of 武汉市江岸区人力资源局. */
    withoutSource: gapId('budget', 'human-resources'),
    /** Of 武汉市江岸区卫生和计划生育委员会. */
    draft: gapId('budget', 'health'),
  },
  notices: {
    /** Published more than 20 working days after they were formed. */
    late: [gapId('notice', 'late-announcement'), gapId('notice', 'late-establishment')],
  },
  points: {
    /** Last maintained on 2016-11-18. */
    notMaintained: {
      name: '花桥街惠民社区免费查询点',
      documentId: gapId('point', 'huaqiao-huimin'),
    },
    inactive: { name: '谌家矶街先锋岛社区免费查询点', documentId: gapId('point', 'chenjiaji') },
  },
  requests: {
    closed: request(1),
    /** Due by 2017-05-27, answered on 2017-06-08. */
    late: request(2),
    /** After 15 working days, but within its extension: in time. */
    extended: request(3),
    /** After 15 working days, but not without those of the third party's hearing: in time. */
    paused: request(5),
    /** Due by 2017-11-27, not answered. */
    overdue: request(6),
  },
  inquiries: {
    unanswered: [inquiry('JA171031GAP3K3'), inquiry('JA171114GAP4L4')],
    /** Answered after more than 15 working days. */
    late: [inquiry('JA170213GAP3B3'), inquiry('JA170703GAP7F7')],
    /** Answered, but not for the public. */
    notPublic: inquiry('JA170822GAP8G8'),
    invalid: inquiry('JA171018GAP2J2'),
  },
} as const;
