import type { RecordRules } from '../../shared/contracts/editor-desk';
import { isCreditCode } from '../../shared/credit-code';
import {
  createChecker,
  deriveAll,
  filledSlug,
  isBlank,
  normalizedCodes,
  normalizedTexts,
  recordOf,
  textOf,
} from '../../shared/record-checks';
import { toSlug } from '../../shared/slugs';

/** 机构 */
export const organizationRules: RecordRules = {
  uid: 'api::organization.organization',
  derive: (record) =>
    deriveAll(
      record,
      (values) => ({ ...normalizedCodes(values, 'code'), ...normalizedTexts(values, 'name') }),
      (values) => filledSlug(values, values['name'], toSlug),
    ),
  check(record, context) {
    const checker = createChecker(record, context);
    checker.need('code', '统一社会信用代码');
    checker.need('name', '机构名称');
    const code = textOf(record['code']);
    if (!isBlank(record['code'])) {
      if (!isCreditCode(code)) {
        checker.add(
          'code',
          '统一社会信用代码不正确：应为 18 位且校验位相符，请对照法人证书或机构编制文件核对',
        );
      } else {
        // GB 32100-2015: 11 机关, 12 事业单位. Mass organizations (13) and others (19) may be either.
        checker.when(
          record['kind'] === 'organ' && code.startsWith('12'),
          'code',
          '统一社会信用代码以 12 开头，表示事业单位，与机构类型“党政群机关”不符，请核对代码或类型',
        );
        checker.when(
          record['kind'] === 'institution' && code.startsWith('11'),
          'code',
          '统一社会信用代码以 11 开头，表示机关，与机构类型“事业单位”不符，请核对代码或类型',
        );
      }
    }
    const parent = recordOf(record['parent']);
    checker.when(
      parent !== null &&
        parent['documentId'] !== undefined &&
        parent['documentId'] === record['documentId'],
      'parent',
      '上级机构不能是本机构自己，请重新选择',
    );
    checker.url('website', '网站');
    return checker.issues;
  },
  uniqueKeys: [
    { fields: ['code'], message: '统一社会信用代码已登记在另一机构，请核对，或直接修改已有的机构' },
    { fields: ['name'], message: '已有同名机构，请核对是否重复录入' },
  ],
};
