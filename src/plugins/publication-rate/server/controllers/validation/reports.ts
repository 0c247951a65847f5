import { z } from 'zod';

import { paging, parse, period } from './figures';

const ORGANIZATION = '机构 organization 应为机构的 documentId';
const NODE = '拨付编号 node 不能超过 40 个字';
const PARENT = '上级拨付编号 parent 不能超过 40 个字';
const DIFFERENT = '参数 different 只能是 true 或 false';
const KIND = '疑点类别 kind 应为小写字母、数字、连字符和点，如 fund.duplicate-payee';

const organization = z
  .string({ error: ORGANIZATION })
  .regex(/^[a-z0-9]{1,40}$/, { error: ORGANIZATION })
  .optional();

const code = (message: string) => z.string({ error: message }).trim().max(40, { error: message });

const reconciliationsSchema = z.strictObject({ ...period, organization });

const nodesSchema = z.strictObject({
  ...period,
  parent: code(PARENT).optional(),
  different: z.enum(['true', 'false'], { error: DIFFERENT }).default('false'),
  ...paging,
});

const rowsSchema = z.strictObject({ ...period, node: code(NODE), ...paging });

const findingsSchema = z.strictObject({
  ...period,
  organization,
  kind: z
    .string({ error: KIND })
    .regex(/^[a-z0-9.-]{1,80}$/, { error: KIND })
    .optional(),
  ...paging,
});

/** Query string of the list of reconciliations. @throws ValidationError (400) in Chinese. */
export const parseReconciliations = (query: unknown) => {
  const { organization: organizationId, ...rest } = parse(reconciliationsSchema, query);
  return { ...rest, organizationId };
};

/** Query string of a tree's nodes. @throws ValidationError (400) in Chinese. */
export const parseNodes = (query: unknown) => {
  const { q, different, ...rest } = parse(nodesSchema, query);
  return { ...rest, isDifferent: different === 'true', search: q };
};

/** Query string of the rows below a node. @throws ValidationError (400) in Chinese. */
export const parseRows = (query: unknown) => {
  const { q, ...rest } = parse(rowsSchema, query);
  return { ...rest, search: q };
};

/** Query string of the findings. @throws ValidationError (400) in Chinese. */
export const parseFindings = (query: unknown) => {
  const { q, organization: organizationId, ...rest } = parse(findingsSchema, query);
  return { ...rest, organizationId, search: q };
};
