import type { RecordContext, RecordData, RecordIssue, RecordRules } from './contracts/editor-desk';
import { findLeaks, LEAK_NAMES } from './leak-scanner';
import { isDate, today } from './legal-days';
import { toFen } from './money';
import { normalizeCode, normalizeText } from './text';

/** True for what a form leaves empty. */
export const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || value === '';

/** The text of a field; '' for anything else. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A relation's record, a component, or null. */
export const recordOf = (value: unknown): RecordData | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as RecordData)
    : null;

/** A repeatable component's entries. */
export const listOf = (value: unknown): RecordData[] =>
  Array.isArray(value)
    ? value.map(recordOf).filter((entry): entry is RecordData => entry !== null)
    : [];

/** A whole number, or null. */
export const countOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) ? value : null;

/** Fen of an amount of yuan; null where it is blank or no amount. */
export const fenOf = (value: unknown): bigint | null => {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  try {
    return toFen(value);
  } catch {
    return null;
  }
};

/** 9,999,999,999,999.99 yuan, the most that the columns are asked to hold. */
const MAX_FEN = 999_999_999_999_999n;

/** Collects the faults of a record; every message names the field and says what to do. */
export interface Checker {
  readonly issues: readonly RecordIssue[];
  /** Value of a field, or of a component's field (`sources.central`, `quotas.0.kind`). */
  get(path: string): unknown;
  add(path: string, message: string): void;
  /** A fault where the condition is true. */
  when(condition: boolean, path: string, message: string): void;
  /** The field must be filled in before the record is final (published, or saved without a draft). */
  need(path: string, label: string): void;
  /** An amount of yuan: not negative, at most two decimals. Resolves to fen, or null. */
  amount(path: string, label: string): bigint | null;
  /** A whole number, not negative. */
  count(path: string, label: string): number | null;
  /** A real date; the value, or null. */
  date(path: string, label: string): string | null;
  /** A real date that isn't after today. */
  pastDate(path: string, label: string): string | null;
  /** Two dates in order, where both are there. */
  order(earlier: string, earlierLabel: string, later: string, laterLabel: string): void;
  matches(path: string, pattern: RegExp, message: string): void;
  /** An http(s) address. */
  url(path: string, label: string): void;
  /** No personal numbers, in a text that is about to be public. */
  noPersonalData(path: string, label: string): void;
}

/** Starts the check of a record. */
export const createChecker = (record: RecordData, context: RecordContext): Checker => {
  const issues: RecordIssue[] = [];
  const get = (path: string): unknown =>
    path.split('.').reduce<unknown>((value, key) => {
      if (value === null || typeof value !== 'object') return undefined;
      return (value as Record<string, unknown>)[key];
    }, record);
  const add = (path: string, message: string): void => void issues.push({ field: path, message });
  const date = (path: string, label: string): string | null => {
    const value = get(path);
    if (isBlank(value)) return null;
    if (isDate(value)) return value;
    add(path, `${label}不是有效日期，请按“年-月-日”填写，例如 2017-12-19`);
    return null;
  };

  return {
    issues,
    get,
    add,
    when(condition, path, message) {
      if (condition) add(path, message);
    },
    need(path, label) {
      if (context.isFinal && isBlank(get(path))) add(path, `请填写${label}`);
    },
    amount(path, label) {
      const value = get(path);
      if (isBlank(value)) return null;
      const fen = fenOf(value);
      if (fen === null) add(path, `${label}不是有效金额，请填写以元为单位、最多两位小数的数字`);
      else if (fen < 0n) add(path, `${label}不能小于 0，请核对金额`);
      else if (fen > MAX_FEN) add(path, `${label}太大，请核对金额的单位是否为元`);
      else return fen;
      return null;
    },
    count(path, label) {
      const value = get(path);
      if (isBlank(value)) return null;
      const count = countOf(value);
      if (count !== null && count >= 0) return count;
      add(path, `${label}必须是不小于 0 的整数，请核对`);
      return null;
    },
    date,
    pastDate(path, label) {
      const value = date(path, label);
      if (value !== null && value > context.today)
        add(path, `${label}不能晚于今天（${context.today}），请核对日期`);
      return value;
    },
    order(earlier, earlierLabel, later, laterLabel) {
      const first = get(earlier);
      const second = get(later);
      if (isDate(first) && isDate(second) && second < first) {
        add(later, `${laterLabel}（${second}）不能早于${earlierLabel}（${first}），请核对两个日期`);
      }
    },
    matches(path, pattern, message) {
      const value = get(path);
      if (!isBlank(value) && !pattern.test(String(value))) add(path, message);
    },
    url(path, label) {
      const value = get(path);
      if (isBlank(value)) return;
      let isAddress = false;
      try {
        const address = new URL(textOf(value));
        isAddress = ['http:', 'https:'].includes(address.protocol) && address.hostname !== '';
      } catch {
        // Said below.
      }
      if (!isAddress)
        add(path, `${label}不是有效网址，请填写以 http:// 或 https:// 开头的完整地址`);
    },
    noPersonalData(path, label) {
      for (const { kind, masked } of findLeaks(textOf(get(path)))) {
        add(path, `${label}中有${LEAK_NAMES[kind]}（${masked}），公开前请删除或遮盖`);
      }
    },
  };
};

const changed = (
  record: RecordData,
  fields: readonly string[],
  normalize: (value: string) => string,
): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = record[field];
      if (typeof value !== 'string') return [];
      // A field of blanks alone is an empty one.
      const normal = normalize(value);
      return normal === value ? [] : [[field, normal === '' ? null : normal]];
    }),
  );

/** Codes as they are stored (`normalizeCode`); for `derive`. */
export const normalizedCodes = (record: RecordData, ...fields: string[]): Record<string, unknown> =>
  changed(record, fields, normalizeCode);

/** Names without blanks around them; for `derive`. */
export const normalizedTexts = (record: RecordData, ...fields: string[]): Record<string, unknown> =>
  changed(record, fields, normalizeText);

/** `derive` of a whole record: each step sees what the ones before have set. */
export const deriveAll = (
  record: RecordData,
  ...steps: readonly ((record: RecordData) => RecordData)[]
): RecordData => {
  const derived: Record<string, unknown> = {};
  for (const step of steps) Object.assign(derived, step({ ...record, ...derived }));
  return derived;
};

/** Fills a blank slug; `''` is left to the system, a blank title leaves it blank. */
export const filledSlug = (
  record: RecordData,
  title: unknown,
  toSlug: (title: string) => string,
): RecordData =>
  isBlank(record['slug']) && !isBlank(title) ? { slug: toSlug(textOf(title)) } : {};

/**
 * What a type's rules say of a record that stands alone, completed first as it would be on saving:
 * field path → message; {} for a sound record. References and unique keys need the database.
 */
export const faultsOf = (
  rules: RecordRules,
  record: RecordData,
  context: Partial<RecordContext> = {},
): Record<string, string> => {
  const full = { isFinal: true, today: today(), previous: null, referenced: {}, ...context };
  const completed = { ...record, ...rules.derive?.(record, full) };
  return Object.fromEntries(
    rules.check(completed, full).map(({ field, message }) => [field, message]),
  );
};
