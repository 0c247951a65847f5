import type { RecordRules } from '../../shared/contracts/editor-desk';
import { isCreditCode } from '../../shared/credit-code';
import { idNumberFacts } from '../../shared/id-number';
import { isDate, legalDayOf } from '../../shared/legal-days';
import {
  createChecker,
  isBlank,
  listOf,
  normalizedCodes,
  normalizedTexts,
  textOf,
} from '../../shared/record-checks';

/** In force since: one correction only (Regulation of 2019, art. 30). */
const ORDER_711 = '2019-05-15';

const CHANNELS = ['in-person', 'online', 'letter', 'fax'];

const submittedDay = (value: unknown): string | null => {
  if (isBlank(value)) return null;
  const instant = value instanceof Date ? value : new Date(String(value));
  return Number.isNaN(instant.getTime()) ? null : legalDayOf(instant);
};

/** 依申请公开 */
export const disclosureRequestRules: RecordRules = {
  uid: 'api::disclosure-request.disclosure-request',
  derive: (record) => ({
    ...normalizedCodes(record, 'number', 'idNumber'),
    ...normalizedTexts(record, 'name', 'contact'),
  }),
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('name', '申请人姓名或名称');
    checker.need('contact', '联系方式');
    checker.need('description', '所需信息的描述');
    checker.when(
      !CHANNELS.includes(textOf(record['channel'])) &&
        (context.isFinal || !isBlank(record['channel'])),
      'channel',
      '请选择申请渠道：当面、网络、信函或传真',
    );
    if (!isBlank(record['idNumber'])) {
      const number = textOf(record['idNumber']);
      const isPerson = record['applicantKind'] === 'natural-person';
      checker.when(
        isPerson && !idNumberFacts(number),
        'idNumber',
        '身份证号码不正确：应为 18 位，出生日期和校验位须相符，请核对',
      );
      checker.when(
        !isPerson && !isCreditCode(number) && !idNumberFacts(number),
        'idNumber',
        '证件号码不正确：法人或其他组织请填 18 位统一社会信用代码，或经办人身份证号码',
      );
    }

    // In the order in which they happen; each is compared with the last one that is known.
    const submittedOn = submittedDay(record['submittedAt']);
    const steps: [field: string, label: string][] = [
      ['receivedOn', '收到日期'],
      ['answeredOn', '答复日期'],
      ['closedOn', '办结日期'],
    ];
    let last: { label: string; day: string } | null = submittedOn
      ? { label: '提交时间', day: submittedOn }
      : null;
    for (const [field, label] of steps) {
      const day = checker.pastDate(field, label);
      if (day === null) continue;
      checker.when(
        last !== null && day < last.day,
        field,
        `${label}（${day}）不能早于${last?.label ?? ''}（${last?.day ?? ''}），请核对两个日期`,
      );
      last = { label, day };
    }

    const state = textOf(record['state']);
    const isReceived = !['', 'submitted'].includes(state);
    const isAnswered = ['answered', 'closed'].includes(state);
    checker.when(
      isReceived && isBlank(record['receivedOn']),
      'receivedOn',
      '已收到的申请须有收到日期，请填写收到日期',
    );
    checker.when(
      isAnswered && isBlank(record['outcome']),
      'outcome',
      '已答复或已办结的申请须有办理结果，请选择办理结果',
    );
    checker.when(
      state === 'answered' && isBlank(record['answeredOn']),
      'answeredOn',
      '已答复的申请须有答复日期，请填写答复日期',
    );
    checker.when(
      state === 'closed' && isBlank(record['closedOn']),
      'closedOn',
      '已办结的申请须有办结日期，请填写办结日期',
    );
    checker.when(
      state !== 'closed' && !isBlank(record['closedOn']),
      'state',
      '已填办结日期，请把状态改为“已办结”，或清空办结日期',
    );

    const extendedUntil = checker.date('extendedUntil', '延期至');
    checker.when(
      extendedUntil !== null && isBlank(record['extensionReason']),
      'extensionReason',
      '延期答复须有理由并告知申请人，请填写延期理由',
    );
    checker.order('receivedOn', '收到日期', 'extendedUntil', '延期至');

    const pauses = listOf(record['pauses']);
    const receivedOn = record['receivedOn'];
    let previousEnd: unknown = null;
    for (const [index, pause] of pauses.entries()) {
      const path = `pauses.${index}`;
      const startedOn = checker.pastDate(`${path}.startedOn`, '不计时开始日期');
      checker.pastDate(`${path}.endedOn`, '不计时结束日期');
      checker.order(`${path}.startedOn`, '不计时开始日期', `${path}.endedOn`, '不计时结束日期');
      checker.when(
        startedOn !== null && isDate(receivedOn) && startedOn < receivedOn,
        `${path}.startedOn`,
        `不计时开始日期不能早于收到日期（${String(receivedOn)}），请核对`,
      );
      checker.when(
        index > 0 && isBlank(previousEnd),
        `${path}.startedOn`,
        '上一段不计时期间还没有结束日期，请先填写它的结束日期',
      );
      checker.when(
        startedOn !== null && isDate(previousEnd) && startedOn < previousEnd,
        `${path}.startedOn`,
        '不计时期间须按先后排列且不能重叠，请核对日期',
      );
      previousEnd = pause['endedOn'];
    }
    checker.when(
      isDate(receivedOn) &&
        receivedOn >= ORDER_711 &&
        pauses.filter(({ reason }) => reason === 'correction').length > 1,
      'pauses',
      '补正只能一次性告知（《政府信息公开条例》第三十条），请删除多余的补正期间',
    );
    return checker.issues;
  },
  uniqueKeys: [{ fields: ['number'], message: '申请编号已被使用，请核对' }],
  encrypted: { idNumber: null },
};
