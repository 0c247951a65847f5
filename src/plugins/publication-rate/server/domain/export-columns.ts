import type { Column, Row } from '../../../../shared/spreadsheet/table';

/** A column of an export with the property that it comes from. */
interface FieldColumn<Record> extends Column {
  readonly field: keyof Record & string;
}

const text = <F extends string>(field: F, heading: string) =>
  ({ field, heading, type: 'text' }) as const;
const integer = <F extends string>(field: F, heading: string) =>
  ({ field, heading, type: 'integer' }) as const;
const amount = <F extends string>(field: F, heading: string) =>
  ({ field, heading, type: 'amount' }) as const;
const date = <F extends string>(field: F, heading: string) =>
  ({ field, heading, type: 'date' }) as const;

export const ITEM_EXPORT = [
  text('label', '事项'),
  text('organization', '责任单位'),
  text('stateName', '状态'),
  text('reason', '原因'),
  integer('quantity', '数量'),
  amount('amount', '金额（元）'),
  date('dueOn', '应完成日期'),
  date('doneOn', '完成日期'),
] as const;

export const FUND_EXPORT = [
  text('code', '资金编号'),
  text('name', '资金名称'),
  text('organization', '主管部门'),
  text('publicName', '是否公开'),
  text('stateName', '核对结果'),
  integer('differenceCount', '差额处数'),
  amount('total', '资金总额（元）'),
  amount('sources', '来源合计（元）'),
  amount('departmentAmount', '主管部门拨付（元）'),
  amount('streetAmount', '街道拨付（元）'),
  amount('leafAmount', '社区（项目）拨付（元）'),
  amount('statedRest', '填报未拨付（元）'),
  amount('beneficiaryAmount', '发放到人到户（元）'),
  integer('persons', '人数'),
  integer('households', '户数'),
  integer('personTimes', '人次'),
] as const;

export const DIFFERENCE_EXPORT = [
  text('fund', '资金编号'),
  text('name', '资金名称'),
  text('organization', '主管部门'),
  text('node', '拨付编号'),
  text('receiver', '接收单位'),
  amount('amount', '差额（元）'),
  text('message', '说明'),
] as const;

export const NODE_EXPORT = [
  text('fund', '资金编号'),
  text('name', '资金名称'),
  text('node', '拨付编号'),
  text('parent', '上级拨付编号'),
  text('receiver', '接收单位'),
  amount('received', '收到（元）'),
  amount('children', '下拨（元）'),
  amount('paid', '发放到人到户（元）'),
  amount('rest', '填报未拨付（元）'),
  text('restReason', '未拨付原因'),
  integer('persons', '人数'),
  integer('households', '户数'),
  integer('personTimes', '人次'),
  amount('amount', '差额（元）'),
  text('message', '说明'),
] as const;

export const ROW_EXPORT = [
  text('fund', '资金编号'),
  text('name', '资金名称'),
  text('node', '拨付编号'),
  text('place', '街道社区'),
  text('label', '姓名（已遮盖）'),
  text('period', '发放期间'),
  amount('amount', '金额（元）'),
  integer('persons', '人数'),
  integer('households', '户数'),
] as const;

export const FINDING_EXPORT = [
  text('kindName', '类别'),
  text('label', '事项'),
  text('organization', '责任单位'),
  text('reason', '发现的情况'),
  amount('amount', '金额（元）'),
] as const;

/** Records as rows in the order of the columns, batch by batch, made while they are taken. */
export const rowsOf = async function* <T extends object>(
  columns: readonly FieldColumn<T>[],
  batches: AsyncIterable<readonly T[]>,
): AsyncGenerator<Row[]> {
  const fields = columns.map(({ field }) => field);
  for await (const batch of batches) {
    yield batch.map((record) =>
      fields.map((field) => {
        const value: unknown = record[field];
        return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
      }),
    );
  }
};
