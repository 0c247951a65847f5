import type { RecordRules } from '../../shared/contracts/editor-desk';
import { idNumberFacts } from '../../shared/id-number';
import {
  createChecker,
  deriveAll,
  filledSlug,
  isBlank,
  listOf,
  normalizedCodes,
  normalizedTexts,
  recordOf,
  textOf,
} from '../../shared/record-checks';
import { toSlug } from '../../shared/slugs';
import { normalizeDocNumber } from '../../shared/text';

/** 机构编制. On-roll numbers above the authorized ones are a finding to publish, not a fault to refuse. */
export const establishmentRecordRules: RecordRules = {
  uid: 'api::establishment.establishment-record',
  derive: (record) =>
    deriveAll(
      record,
      (values) => {
        const number = values['approvalNumber'];
        return typeof number === 'string'
          ? { approvalNumber: normalizeDocNumber(number) || null }
          : {};
      },
      (values) => {
        const name = recordOf(values['organization'])?.['name'];
        return isBlank(values['title']) && !isBlank(name)
          ? { title: `${textOf(name)}机构编制` }
          : {};
      },
      (values) => filledSlug(values, values['title'], toSlug),
    ),
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('organization', '机构');
    checker.count('leadershipQuota', '核定领导职数');
    checker.count('leadershipActual', '实配领导人数');
    checker.pastDate('asOf', '数据截止日期');
    checker.date('approvedOn', '批准日期');
    checker.order('approvedOn', '批准日期', 'asOf', '数据截止日期');
    const kinds = new Set<unknown>();
    for (const [index, quota] of listOf(record['quotas']).entries()) {
      checker.count(`quotas.${index}.authorized`, '核定编制数');
      checker.count(`quotas.${index}.onRoll`, '在册人数');
      if (isBlank(quota['kind'])) continue;
      checker.when(
        kinds.has(quota['kind']),
        `quotas.${index}.kind`,
        '同一编制类别只能填一行，请合并后再保存',
      );
      kinds.add(quota['kind']);
    }
    for (const index of listOf(record['offices']).keys()) {
      checker.count(`offices.${index}.headcount`, '内设机构人数');
    }
    return checker.issues;
  },
  uniqueKeys: [
    { fields: ['organization'], message: '该机构已有机构编制信息，请直接修改已有的一条' },
  ],
};

/** 在册人员 */
export const staffMemberRules: RecordRules = {
  uid: 'api::establishment.staff-member',
  derive: (record) =>
    deriveAll(
      record,
      (values) => ({
        ...normalizedTexts(values, 'name', 'position', 'professionalTitle'),
        ...normalizedCodes(values, 'idNumber', 'cardNumber', 'birthMonth'),
      }),
      (values) => {
        const facts = idNumberFacts(textOf(values['idNumber']));
        return facts && isBlank(values['birthMonth'])
          ? { birthMonth: facts.birthDate.slice(0, 7) }
          : {};
      },
    ),
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('organization', '所在机构');
    checker.need('name', '姓名');
    checker.matches(
      'birthMonth',
      /^\d{4}-(0[1-9]|1[0-2])$/,
      '出生年月请按“年-月”填写，例如 1980-05',
    );
    if (!isBlank(record['idNumber'])) {
      const facts = idNumberFacts(textOf(record['idNumber']));
      if (!facts) {
        checker.add(
          'idNumber',
          '身份证号码不正确：应为 18 位，出生日期和校验位须相符，请对照身份证核对',
        );
      } else {
        checker.when(
          !isBlank(record['gender']) && record['gender'] !== facts.gender,
          'gender',
          '性别与身份证号码第 17 位不符（单数为男，双数为女），请核对性别和身份证号码',
        );
        checker.when(
          !isBlank(record['birthMonth']) && record['birthMonth'] !== facts.birthDate.slice(0, 7),
          'birthMonth',
          '出生年月与身份证号码不符，请核对，或留空由系统按身份证号码填写',
        );
      }
    }
    const birthYear = Number(textOf(record['birthMonth']).slice(0, 4));
    const joinedOn = checker.pastDate('joinedOn', '进入现单位时间');
    checker.when(
      joinedOn !== null && birthYear > 0 && Number(joinedOn.slice(0, 4)) < birthYear + 14,
      'joinedOn',
      '进入现单位时间与出生年月不符：当时不满 14 岁，请核对两个日期',
    );
    checker.pastDate('leftOn', '离开时间');
    checker.order('joinedOn', '进入现单位时间', 'leftOn', '离开时间');
    checker.when(
      !['on-roll', 'over-quota'].includes(textOf(record['rollStatus'])) &&
        (context.isFinal || !isBlank(record['rollStatus'])),
      'rollStatus',
      '请选择在编状况：在编或超编',
    );
    checker.when(
      record['realNameVerified'] === true && isBlank(record['idNumber']),
      'realNameVerified',
      '没有身份证号码不能标为已实名核对，请先填写身份证号码',
    );
    return checker.issues;
  },
  uniqueKeys: [
    {
      fields: ['idHash', 'organization'],
      message: '该机构已登记同一身份证号码的人员，请核对是否重复录入',
    },
  ],
  encrypted: { idNumber: 'idHash' },
};

/** 人员异动 */
export const personnelChangeRules: RecordRules = {
  uid: 'api::establishment.personnel-change',
  derive: (record) =>
    deriveAll(
      record,
      (values) => normalizedTexts(values, 'personName'),
      (values) => {
        const name = recordOf(values['staff'])?.['name'];
        return isBlank(values['personName']) && !isBlank(name) ? { personName: name } : {};
      },
    ),
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('personName', '姓名');
    checker.date('happenedOn', '异动日期');
    checker.pastDate('recordedOn', '登记日期');
    checker.order('happenedOn', '异动日期', 'recordedOn', '登记日期');
    return checker.issues;
  },
  uniqueKeys: [
    {
      fields: ['happenedOn', 'staff', 'kind'],
      message: '此人同一天的同类异动已登记，请核对是否重复录入',
    },
  ],
};
