import type {
  InspectedPlugin,
  InspectionSet,
} from '../../../../shared/contracts/publication-rate-inspection';
import { LAST_POSTS_SQL } from '../repositories/inspection';

const BASIS =
  '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）：政务新媒体两周内应有更新，单项否决';

const WARN = 'account.post.warn';
const FAIL = 'account.post.fail';

const ACCOUNTS: InspectionSet = {
  limits: [
    {
      id: WARN,
      name: '政务新媒体更新：提醒',
      nameEn: 'Social accounts: warning',
      unit: 'days',
      default: 10,
      min: 1,
      max: 59,
      basis: BASIS,
      below: FAIL,
    },
    {
      id: FAIL,
      name: '政务新媒体更新：不合格',
      nameEn: 'Social accounts: failing',
      unit: 'days',
      default: 14,
      min: 2,
      max: 60,
      basis: BASIS,
    },
  ],
  checks: [
    {
      id: 'account.post',
      name: '政务新媒体更新',
      nameEn: 'Social accounts: last post',
      basis: BASIS,
      sql: LAST_POSTS_SQL,
      warnsAfter: WARN,
      failsAfter: FAIL,
      failsOn: 'reaching',
      whenEmpty: 'none',
      texts: {
        since: '最近推送于',
        never: '还没有推送过',
        good: '各账号更新及时',
        empty: '没有设置微博或微信账号',
        advice: '请通过推送队列发布新内容',
      },
    },
  ],
};

/** What the national check looks at in this plugin's records. */
export const createInspectionService = (): InspectedPlugin => ({ set: () => ACCOUNTS });
