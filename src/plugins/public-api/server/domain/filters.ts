import { LIMITS } from '../constants';
import { RequestFault, refuseKey, refuseValue } from './fault';
import type { Catalogue, Field, FieldType, Model } from './model';
import { parseBoolean, parseObject, parseValue } from './values';

export type Operator =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'eqi'
  | 'nei'
  | 'contains'
  | 'containsi'
  | 'notContains'
  | 'notContainsi'
  | 'startsWith'
  | 'startsWithi'
  | 'endsWith'
  | 'endsWithi'
  | 'in'
  | 'notIn'
  | 'between'
  | 'null'
  | 'notNull';

/** What rows must meet. */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | {
      readonly kind: 'compare';
      readonly field: Field;
      readonly operator: Operator;
      readonly values: readonly string[];
    }
  /** The related record is visible and meets the condition (null: is merely there). */
  | {
      readonly kind: 'related';
      readonly relation: string;
      readonly target: string;
      readonly of: Condition | null;
    };

const EQUALITY: readonly Operator[] = ['eq', 'ne', 'in', 'notIn', 'null', 'notNull'];
const ORDER: readonly Operator[] = ['lt', 'lte', 'gt', 'gte', 'between'];
const TEXT: readonly Operator[] = [
  'eqi',
  'nei',
  'contains',
  'containsi',
  'notContains',
  'notContainsi',
  'startsWith',
  'startsWithi',
  'endsWith',
  'endsWithi',
];

const OPERATORS: Readonly<Record<FieldType, readonly Operator[]>> = {
  text: [...EQUALITY, ...ORDER, ...TEXT],
  enumeration: EQUALITY,
  boolean: EQUALITY,
  integer: [...EQUALITY, ...ORDER],
  decimal: [...EQUALITY, ...ORDER],
  date: [...EQUALITY, ...ORDER],
  datetime: [...EQUALITY, ...ORDER],
};

/** Operators that a field of the type takes. */
export const operatorsOf = (type: FieldType): readonly Operator[] => OPERATORS[type];

interface Position {
  readonly path: readonly string[];
  readonly depth: number;
  readonly groups: number;
  /** Shared by the whole query. */
  readonly budget: { conditions: number };
}

const step = (at: Position, key: string, more: Partial<Position> = {}): Position => ({
  ...at,
  ...more,
  path: [...at.path, key],
});

const spend = (at: Position): void => {
  at.budget.conditions -= 1;
  if (at.budget.conditions < 0) {
    throw new RequestFault(`筛选条件过多：一次请求至多 ${LIMITS.conditions} 个`, ['filters']);
  }
};

const enterGroup = (at: Position, key: string): Position =>
  at.groups >= LIMITS.groups
    ? refuseKey([...at.path, key])
    : step(at, key, { groups: at.groups + 1 });

const all = (conditions: readonly Condition[]): Condition =>
  conditions.length === 1 && conditions[0] ? conditions[0] : { kind: 'all', of: conditions };

const compare = (field: Field, operator: Operator, raw: unknown, at: Position): Condition => {
  spend(at);
  if (operator === 'null' || operator === 'notNull') {
    const isTrue = parseBoolean(raw, at.path);
    return {
      kind: 'compare',
      field,
      operator: isTrue === (operator === 'null') ? 'null' : 'notNull',
      values: [],
    };
  }
  if (operator === 'in' || operator === 'notIn' || operator === 'between') {
    const list = Array.isArray(raw) ? raw : [raw];
    if (list.length === 0 || list.length > LIMITS.values)
      refuseValue(at.path, `1 至 ${LIMITS.values} 个值`);
    if (operator === 'between' && list.length !== 2) refuseValue(at.path, '两个值');
    return {
      kind: 'compare',
      field,
      operator,
      values: list.map((value) => parseValue(field, value, at.path)),
    };
  }
  return { kind: 'compare', field, operator, values: [parseValue(field, raw, at.path)] };
};

const attribute = (field: Field, raw: unknown, at: Position): Condition => {
  if (typeof raw === 'string') return compare(field, 'eq', raw, at);
  if (Array.isArray(raw)) return compare(field, 'in', raw, at);
  const entries = parseObject(raw, at.path);
  if (entries.length === 0) refuseKey(at.path);
  return all(
    entries.map(([key, value]) => {
      if (key === '$not') return { kind: 'not', of: attribute(field, value, enterGroup(at, key)) };
      const operator = OPERATORS[field.type].find((name) => `$${name}` === key);
      return operator
        ? compare(field, operator, value, step(at, key))
        : refuseKey([...at.path, key]);
    }),
  );
};

const related = (
  relation: string,
  target: Model,
  catalogue: Catalogue,
  raw: unknown,
  at: Position,
): Condition => {
  if (at.depth >= LIMITS.filterDepth) refuseKey(at.path);
  const entries = parseObject(raw, at.path);
  const [only] = entries;
  if (entries.length === 1 && only && (only[0] === '$null' || only[0] === '$notNull')) {
    spend(at);
    const isThere: Condition = { kind: 'related', relation, target: target.uid, of: null };
    const wantsNull = parseBoolean(only[1], [...at.path, only[0]]) === (only[0] === '$null');
    return wantsNull ? { kind: 'not', of: isThere } : isThere;
  }
  const of = group(target, catalogue, raw, { ...at, depth: at.depth + 1 });
  return { kind: 'related', relation, target: target.uid, of };
};

const group = (model: Model, catalogue: Catalogue, raw: unknown, at: Position): Condition => {
  const entries = parseObject(raw, at.path);
  if (entries.length === 0) refuseKey(at.path);
  return all(
    entries.map(([key, value]): Condition => {
      if (key === '$and' || key === '$or') {
        if (!Array.isArray(value) || value.length === 0) return refuseKey([...at.path, key]);
        const inner = enterGroup(at, key);
        const of = value.map((item, index) =>
          group(model, catalogue, item, step(inner, String(index))),
        );
        return { kind: key === '$and' ? 'all' : 'any', of };
      }
      if (key === '$not')
        return { kind: 'not', of: group(model, catalogue, value, enterGroup(at, key)) };
      const here = step(at, key);
      const field = model.fields.get(key);
      if (field) return attribute(field, value, here);
      const target = catalogue.get(model.relations.get(key) ?? '');
      return target ? related(key, target, catalogue, value, here) : refuseKey(here.path);
    }),
  );
};

/** Strapi filters as qs reads them: only public attributes, known operators, values of the right type. */
export const parseFilters = (model: Model, catalogue: Catalogue, raw: unknown): Condition =>
  group(model, catalogue, raw, {
    path: ['filters'],
    depth: 0,
    groups: 0,
    budget: { conditions: LIMITS.conditions },
  });

const asText = (value: unknown): unknown => {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asText(inner)]));
};

/** Filters of a declaration, in the same language but with native booleans and numbers. */
export const parseDeclaredFilters = (
  model: Model,
  filters: Readonly<Record<string, unknown>>,
): Condition => parseFilters(model, new Map(), asText(filters));
