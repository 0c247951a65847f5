import type { ReconciliationDefinition } from '../../shared/contracts/reconciliation';
import { FUNDS } from './figures';
import { FUND_NODES, FUND_ROWS, FUND_TREES } from './trees';

/** 资金总表 against 分级拨付表 against 到人到户. */
export const fundReconciliation: ReconciliationDefinition = {
  id: 'fund',
  name: '专项资金核对',
  nameEn: 'Reconciliation of special funds',
  definition:
    '资金总额等于各级来源之和；每个拨付单位收到的金额等于拨给下级、发放到人到户和已说明原因的未拨付之和；精确到分，不容差额。已公开的资金按公开时登记的总额和来源，未公开的按草稿。',
  legalBasis:
    '财政部《关于深入推进基层财政专项支出预算公开的意见》（财预〔2011〕27号）；《湖北省财政资金公开目录》',
  trees: `with ${FUNDS} ${FUND_TREES}`,
  nodes: FUND_NODES,
  rows: FUND_ROWS,
  uids: {
    tree: 'api::fund.fund',
    node: 'api::fund.fund-allocation',
    row: 'api::fund.fund-beneficiary',
  },
};
