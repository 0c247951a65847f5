import type { RecordRules } from '../../shared/contracts/editor-desk';
import {
  createChecker,
  deriveAll,
  filledSlug,
  normalizedTexts,
  textOf,
} from '../../shared/record-checks';
import { toSlug } from '../../shared/slugs';
import { normalizeCode, normalizeDocNumber } from '../../shared/text';

/** 岸政规〔2017〕1号, or an order: 国务院令第492号. */
const DOC_NUMBER =
  /^(?:[\p{Script=Han}A-Za-z]+〔(?:19|20)\d{2}〕第?[1-9]\d*号|[\p{Script=Han}]+令(?:〔(?:19|20)\d{2}〕)?第?[1-9]\d*号)$/u;

/** 公开信息 */
export const noticeRules: RecordRules = {
  uid: 'api::notice.notice',
  derive: (record) =>
    deriveAll(
      record,
      (values) => {
        const { docNumber, indexNumber } = values;
        return {
          ...normalizedTexts(values, 'title'),
          ...(typeof docNumber === 'string'
            ? { docNumber: normalizeDocNumber(docNumber) || null }
            : {}),
          ...(typeof indexNumber === 'string'
            ? { indexNumber: normalizeCode(indexNumber) || null }
            : {}),
        };
      },
      (values) => filledSlug(values, values['title'], toSlug),
    ),
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('title', '标题');
    if (['document', 'normative-document'].includes(textOf(record['kind'])))
      checker.need('docNumber', '发文字号');
    checker.matches(
      'docNumber',
      DOC_NUMBER,
      '发文字号应写成“机关代字〔年份〕序号号”，例如 岸政规〔2017〕1号',
    );
    checker.date('formedOn', '形成日期');
    const issuedOn = checker.date('issuedOn', '发布日期');
    checker.when(
      context.isFinal && issuedOn !== null && issuedOn > context.today,
      'issuedOn',
      `发布日期不能晚于今天（${context.today}），请核对日期`,
    );
    checker.order('formedOn', '形成日期', 'issuedOn', '发布日期');
    if (context.isFinal) {
      checker.noPersonalData('title', '标题');
      checker.noPersonalData('summary', '摘要');
      checker.noPersonalData('body', '正文');
    }
    return checker.issues;
  },
  uniqueKeys: [
    { fields: ['indexNumber'], message: '索引号已被另一条信息使用，请核对' },
    {
      fields: ['docNumber', 'kind', 'issuer'],
      message: '同一机构的同类信息中已有这个发文字号，请核对是否重复录入',
    },
  ],
};

/** 信息报送 */
export const publicationTallyRules: RecordRules = {
  uid: 'api::notice.publication-tally',
  derive: ({ month }) => (typeof month === 'string' ? { month: normalizeCode(month) || null } : {}),
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('organization', '报送单位');
    checker.need('month', '月份');
    const month = textOf(record['month']);
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
      checker.when(month !== '', 'month', '月份请按“年-月”填写，例如 2017-06');
    } else if (month > context.today.slice(0, 7)) {
      checker.add('month', '月份不能晚于本月，请核对');
    }
    checker.count('count', '条数');
    return checker.issues;
  },
  uniqueKeys: [
    {
      fields: ['month', 'organization', 'channel'],
      message: '该单位本月此渠道的条数已报送，请直接修改已有的一条',
    },
  ],
};
