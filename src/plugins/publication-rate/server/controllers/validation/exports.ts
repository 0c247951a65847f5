import { z } from 'zod';

import { code, documentId, findingKind, renamed, scope } from './reports';
import { paging, itemState } from './figures';
import { parse } from './parse';

const FORMAT = '格式 format 应为 csv 或 xlsx';
const PART = '内容 part 应为 funds、differences、nodes 或 rows';
const FUND = '资金 fund 应为资金的 documentId';
const NODE = '拨付编号 node 不能超过 40 个字';

const common = { ...scope, format: z.enum(['csv', 'xlsx'], { error: FORMAT }) };

const figureSchema = z.strictObject({ ...common, state: itemState, q: paging.q });

const reconciliationsSchema = z.strictObject({
  ...common,
  part: z.enum(['funds', 'differences', 'nodes', 'rows'], { error: PART }).default('funds'),
  fund: documentId(FUND).default(''),
  node: code(NODE).optional(),
});

const findingsSchema = z.strictObject({ ...common, kind: findingKind, q: paging.q });

export type ExportFormat = z.output<typeof common.format>;

/** Query string of a figure's export. @throws ValidationError (400) in Chinese. */
export const parseFigureExport = (query: unknown) => renamed(parse(figureSchema, query));

/** Query string of an export of reconciliations. @throws ValidationError (400) in Chinese. */
export const parseReconciliationsExport = (query: unknown) => {
  const { fund, ...rest } = parse(reconciliationsSchema, query);
  return { ...renamed(rest), documentId: fund };
};

/** Query string of an export of findings. @throws ValidationError (400) in Chinese. */
export const parseFindingsExport = (query: unknown) => renamed(parse(findingsSchema, query));
