import { z } from 'zod';

import { MAX_NODES } from '../../constants';
import { organizations, paging, parse, period, whole } from './figures';

const NODE = '拨付编号 node 不能超过 40 个字';
const PARENT = '上级拨付编号 parent 不能超过 40 个字';
const DIFFERENT = '参数 different 只能是 true 或 false';
const PAGE_SIZE = `每页条数 pageSize 应为 1 至 ${MAX_NODES} 的整数`;
const KIND = '疑点类别 kind 应为小写字母、数字、连字符和点，如 fund.duplicate-payee';

/** Parameters of every report: year, day and organizations. */
export const scope = { ...period, ...organizations };

/** Code of a node. */
export const code = (message: string) =>
  z.string({ error: message }).trim().max(40, { error: message });

/** DocumentId of a record. */
export const documentId = (message: string) =>
  z.string({ error: message }).regex(/^[a-z0-9]{1,40}$/, { error: message });

/** Kind of findings. */
export const findingKind = z
  .string({ error: KIND })
  .regex(/^[a-z0-9.-]{1,80}$/, { error: KIND })
  .optional();

const reconciliationsSchema = z.strictObject(scope);

const nodesSchema = z.strictObject({
  ...scope,
  parent: code(PARENT).optional(),
  different: z.enum(['true', 'false'], { error: DIFFERENT }).default('false'),
  ...paging,
  pageSize: whole(PAGE_SIZE, 1, MAX_NODES).default(MAX_NODES),
});

const rowsSchema = z.strictObject({ ...scope, node: code(NODE), ...paging });

const findingsSchema = z.strictObject({ ...scope, kind: findingKind, ...paging });

/** `organization` and `q` of a query string under the names that services know. */
export const renamed = <T extends { organization?: string[] | undefined; q?: string }>({
  organization,
  q,
  ...rest
}: T) => ({ ...rest, organizations: organization, search: q ?? '' });

/** Query string of the list of reconciliations. @throws ValidationError (400) in Chinese. */
export const parseReconciliations = (query: unknown) =>
  renamed(parse(reconciliationsSchema, query));

/** Query string of a tree's nodes. @throws ValidationError (400) in Chinese. */
export const parseNodes = (query: unknown) => {
  const { different, ...rest } = parse(nodesSchema, query);
  return { ...renamed(rest), isDifferent: different === 'true' };
};

/** Query string of the rows below a node. @throws ValidationError (400) in Chinese. */
export const parseRows = (query: unknown) => renamed(parse(rowsSchema, query));

/** Query string of the findings. @throws ValidationError (400) in Chinese. */
export const parseFindings = (query: unknown) => renamed(parse(findingsSchema, query));
