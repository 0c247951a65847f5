import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Knex } from 'knex';

import type {
  RecordContext,
  RecordData,
  RecordIssue,
  RecordRules,
  RecordRulesService,
} from '../../../../shared/contracts/editor-desk';
import { today } from '../../../../shared/legal-days';
import {
  createPersonalDataCipher,
  isEncrypted,
  type PersonalDataCipher,
} from '../../../../shared/personal-data';
import { refusalOf } from '../domain/issues';
import { maskPersonal } from '../domain/mask';
import {
  isBlank,
  mergedRecord,
  recordPopulate,
  relationChange,
  relationNames,
  type Attributes,
} from '../domain/record';
import { createRulesMiddleware } from '../middlewares/rules';
import { createRecordsRepository } from '../repositories/records';

/** A record about to be written. */
export interface Writing {
  readonly uid: string;
  /** What the caller gives; `{}` for publication. */
  readonly data: RecordData;
  /** The stored record, null for a new one. */
  readonly stored: RecordData | null;
  /** The values that a clone starts from. */
  readonly template?: RecordData;
  readonly isFinal: boolean;
  readonly trx: Knex.Transaction;
}

/** The service with the parts that only this plugin's middleware calls. */
export interface RulesService extends RecordRulesService {
  /** Puts the rules into the Document Service; called once, while plugins register. */
  install(): void;
  rulesOf(uid: string): RecordRules | undefined;
  /** The record's draft (or only row) whole, personal data decrypted. */
  load(uid: string, documentId: string): Promise<RecordData | null>;
  /**
   * The data to write: completed, checked, personal data encrypted.
   *
   * @throws ValidationError naming every faulty field.
   */
  prepare(writing: Writing): Promise<Record<string, unknown>>;
  /** @throws ValidationError where other records refer to this one, by code or by relation. */
  refuseDeletion(uid: string, stored: RecordData): Promise<void>;
  /** Sets scalars of a stored row. */
  patch(uid: string, id: unknown, data: Record<string, unknown>): Promise<void>;
  /** A result of the Document Service with personal data masked, related records included. */
  masked<T>(uid: string, result: T): T;
}

type Mutable = Record<string, unknown>;

interface Schema {
  readonly modelName: string;
  readonly info: { readonly displayName: string };
  readonly attributes: Attributes;
  readonly options?: { readonly draftAndPublish?: boolean };
}

const UNREADABLE = '******';

const refused = (issues: readonly RecordIssue[]): errors.ValidationError => {
  const { message, details } = refusalOf(issues);
  return new errors.ValidationError(message, details);
};

/** Checks and completes records before they are saved, and keeps personal data encrypted. */
export const createRulesService = ({ strapi }: { strapi: Core.Strapi }): RulesService => {
  const records = createRecordsRepository({ strapi });
  const declared = new Map<string, RecordRules>();
  /** Whether results of a type can hold encrypted fields; renewed by `declare`. */
  const reach = new Map<string, boolean>();
  let openCipher: PersonalDataCipher | null = null;

  const cipher = (): PersonalDataCipher => {
    openCipher ??= createPersonalDataCipher(
      process.env['ENCRYPTION_KEY'] || strapi.config.get<string>('admin.secrets.encryptionKey', ''),
    );
    return openCipher;
  };
  const schemaOf = (uid: string) => strapi.getModel(uid as UID.Schema) as unknown as Schema;
  const attributesOf = (uid: string): Attributes => schemaOf(uid).attributes;
  const hasDrafts = (uid: string): boolean => schemaOf(uid).options?.draftAndPublish === true;
  const encryptedOf = (uid: string): [field: string, hash: string | null][] =>
    Object.entries(declared.get(uid)?.encrypted ?? {});

  const decrypted = (uid: string, row: RecordData | null): RecordData | null => {
    if (!row) return null;
    const record: Mutable = { ...row };
    for (const [field] of encryptedOf(uid)) {
      const value = record[field];
      if (typeof value === 'string' && isEncrypted(value)) record[field] = cipher().decrypt(value);
    }
    return record;
  };

  /** Brings personal fields as they were sent into plain text; one left as its mask is left alone. */
  const readPersonal = (uid: string, data: Mutable, base: RecordData | null): RecordIssue[] => {
    const issues: RecordIssue[] = [];
    for (const [field, hash] of encryptedOf(uid)) {
      // The hash is the system's own.
      if (hash) delete data[hash];
      const value = data[field];
      if (value === undefined) continue;
      if (isBlank(value)) {
        data[field] = null;
        continue;
      }
      const before = base?.[field];
      if (typeof before === 'string' && value === maskPersonal(before)) {
        delete data[field];
      } else if (typeof value === 'string' && isEncrypted(value)) {
        try {
          data[field] = cipher().decrypt(value);
        } catch {
          issues.push({ field, message: '号码无法解密，请重新输入完整号码' });
        }
      } else if (typeof value === 'string' && value.includes('*')) {
        issues.push({
          field,
          message: '号码中有星号，请输入完整号码；不修改时请保留原来显示的内容',
        });
      }
    }
    return issues;
  };

  /** Encrypts what `data` holds of personal fields and writes the hashes beside them. */
  const writePersonal = (uid: string, data: Mutable): void => {
    for (const [field, hash] of encryptedOf(uid)) {
      if (!(field in data)) continue;
      const plain = data[field];
      data[field] = isBlank(plain) ? null : cipher().encrypt(String(plain));
      if (hash) data[hash] = isBlank(plain) ? null : cipher().hash(String(plain));
    }
  };

  const resolveRelations = async (
    uid: string,
    data: RecordData,
    record: Mutable,
  ): Promise<void> => {
    const attributes = attributesOf(uid);
    for (const name of relationNames(attributes)) {
      const change = relationChange(data[name]);
      const target = attributes[name]?.target;
      if (change.kind === 'unchanged' || !target) continue;
      if (change.kind === 'none') record[name] = null;
      else if (change.kind === 'id')
        record[name] = await records.related(target, { id: change.id });
      else record[name] = await records.related(target, { documentId: change.documentId });
    }
  };

  const keyPart = (value: unknown): string | null => {
    if (isBlank(value)) return null;
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    const { documentId } = value as { documentId?: unknown };
    return typeof documentId === 'string' ? documentId : null;
  };
  const keyOf = (fields: readonly string[], record: RecordData): string[] | null => {
    const parts = fields.map((field) => keyPart(record[field]));
    return parts.includes(null) ? null : (parts as string[]);
  };

  /** The field of the form at which a fault of `field` is shown: a hash is shown at its number. */
  const visibleField = (uid: string, field: string): string =>
    encryptedOf(uid).find(([, hash]) => hash === field)?.[0] ?? field;

  const checkUnique = async (
    { uid, stored, isFinal, trx }: Writing,
    rules: RecordRules,
    record: RecordData,
  ): Promise<RecordIssue[]> => {
    const attributes = attributesOf(uid);
    const documentId = typeof stored?.['documentId'] === 'string' ? stored['documentId'] : null;
    const keys = (rules.uniqueKeys ?? []).flatMap((unique) => {
      const key = keyOf(unique.fields, record);
      if (!key) return [];
      const before = stored && keyOf(unique.fields, stored);
      const isChanged = JSON.stringify(before) !== JSON.stringify(key);
      return isChanged || isFinal ? [{ ...unique, key, isChanged }] : [];
    });
    // A key that the record holds already needs no lock: others see the stored row. The order is the
    // same for everybody, so that two writers never wait for each other.
    const locks = keys
      .filter(({ isChanged }) => isChanged)
      .map(({ fields, key }) => `${uid} ${fields.join()} ${JSON.stringify(key)}`);
    for (const lock of locks.sort()) await records.lock(lock, trx);

    const issues: RecordIssue[] = [];
    for (const { fields, key, message } of keys) {
      const where = Object.fromEntries(
        fields.map((field, index) => [
          field,
          attributes[field]?.type === 'relation' ? { documentId: key[index] } : record[field],
        ]),
      );
      if (await records.existsElsewhere(uid, where, documentId)) {
        issues.push({ field: visibleField(uid, fields[0] as string), message });
      }
    }
    return issues;
  };

  /** Makes a slug that the system filled in unique, and refuses a taken one that was typed. */
  const settleSlug = async (
    { uid, stored, trx }: Writing,
    record: Mutable,
    isFilledIn: boolean,
  ): Promise<RecordIssue[]> => {
    const documentId = typeof stored?.['documentId'] === 'string' ? stored['documentId'] : null;
    const slug = record['slug'];
    if (typeof slug !== 'string' || slug === '' || slug === stored?.['slug']) return [];
    await records.lock(`${uid} slug ${slug}`, trx);
    const taken = await records.slugsLike(uid, slug, documentId);
    if (!taken.has(slug)) return [];
    if (!isFilledIn)
      return [{ field: 'slug', message: '网址别名已被其他内容使用，请换一个，或留空由系统生成' }];
    let suffix = 2;
    while (taken.has(`${slug}-${suffix}`)) suffix += 1;
    record['slug'] = `${slug}-${suffix}`;
    return [];
  };

  const findReferenced = async (
    rules: RecordRules,
    record: RecordData,
  ): Promise<{ referenced: Record<string, RecordData | null>; issues: RecordIssue[] }> => {
    const referenced: Record<string, RecordData | null> = {};
    const issues: RecordIssue[] = [];
    for (const [field, { uid, field: code, message }] of Object.entries(rules.references ?? {})) {
      const value = record[field];
      referenced[field] = isBlank(value) ? null : await records.byCode(uid, code, value);
      if (!isBlank(value) && !referenced[field]) issues.push({ field, message });
    }
    return { referenced, issues };
  };

  /** Names of types whose records refer to the stored record by one of its codes, by field. */
  const referringByCode = async (
    uid: string,
    stored: RecordData,
    fields: (field: string) => boolean,
  ): Promise<{ field: string; name: string }[]> => {
    const found: { field: string; name: string }[] = [];
    for (const other of declared.values()) {
      for (const [own, reference] of Object.entries(other.references ?? {})) {
        const code = stored[reference.field];
        if (reference.uid !== uid || !fields(reference.field) || isBlank(code)) continue;
        if (await records.existsElsewhere(other.uid, { [own]: code }, null)) {
          found.push({ field: reference.field, name: schemaOf(other.uid).info.displayName });
        }
      }
    }
    return found;
  };

  /** Names of types whose records refer to the stored record by a relation. */
  const referringByRelation = async (uid: string, stored: RecordData): Promise<string[]> => {
    const { documentId } = stored;
    const found: string[] = [];
    for (const other of declared.values()) {
      const attributes = attributesOf(other.uid);
      for (const name of relationNames(attributes)) {
        if (attributes[name]?.target !== uid) continue;
        if (await records.existsElsewhere(other.uid, { [name]: { documentId } }, null)) {
          found.push(schemaOf(other.uid).info.displayName);
        }
      }
    }
    return found;
  };

  /** A code by which others refer to the record must stay. */
  const checkCodesKept = async (
    uid: string,
    stored: RecordData | null,
    record: RecordData,
  ): Promise<RecordIssue[]> => {
    if (!stored) return [];
    const isChanged = (field: string): boolean => stored[field] !== record[field];
    return (await referringByCode(uid, stored, isChanged)).map(({ field, name }) => ({
      field,
      message: `已有“${name}”按原编码关联，编码不能修改，请改回原编码`,
    }));
  };

  /** True where results of the type, or of what it relates to, can hold encrypted fields. */
  const reachesEncrypted = (uid: string, visited: ReadonlySet<string> = new Set()): boolean => {
    const known = reach.get(uid);
    if (known !== undefined) return known;
    if (visited.has(uid)) return false;
    const path = new Set([...visited, uid]);
    const found =
      encryptedOf(uid).length > 0 ||
      Object.values(attributesOf(uid)).some(({ target, component }) => {
        const next = target ?? component;
        return next !== undefined && !next.startsWith('admin::') && reachesEncrypted(next, path);
      });
    if (visited.size === 0) reach.set(uid, found);
    return found;
  };

  const maskedRecord = (uid: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((row: unknown) => maskedRecord(uid, row));
    if (
      value === null ||
      typeof value !== 'object' ||
      value instanceof Date ||
      !reachesEncrypted(uid)
    )
      return value;
    const record: Mutable = { ...value };
    for (const [field] of encryptedOf(uid)) {
      const encrypted = record[field];
      if (typeof encrypted !== 'string' || !isEncrypted(encrypted)) continue;
      try {
        record[field] = maskPersonal(cipher().decrypt(encrypted));
      } catch {
        record[field] = UNREADABLE;
      }
    }
    const attributes = attributesOf(uid);
    for (const [name, inner] of Object.entries(record)) {
      const next = attributes[name]?.target ?? attributes[name]?.component;
      if (next && inner !== null && typeof inner === 'object')
        record[name] = maskedRecord(next, inner);
    }
    return record;
  };

  return {
    declare(rules) {
      for (const one of rules) {
        if (declared.has(one.uid))
          throw new Error(`editor-desk: rules of ${one.uid} are declared twice`);
        declared.set(one.uid, one);
      }
      reach.clear();
    },
    install: () => void strapi.documents.use(createRulesMiddleware({ strapi })),
    rulesOf: (uid) => declared.get(uid),

    async load(uid, documentId) {
      const populate = recordPopulate(attributesOf(uid), attributesOf);
      return decrypted(uid, await records.current(uid, documentId, hasDrafts(uid), populate));
    },

    async prepare(writing) {
      const { uid, stored, isFinal } = writing;
      const rules = declared.get(uid);
      const data: Mutable = { ...writing.data };
      if (!rules) return data;

      const base = stored ?? writing.template ?? null;
      const issues = readPersonal(uid, data, base);
      const record = mergedRecord(attributesOf(uid), attributesOf, base, data);
      await resolveRelations(uid, data, record);

      const context: RecordContext = { isFinal, today: today(), previous: stored, referenced: {} };
      const hadSlug = !isBlank(record['slug']);
      const fill = (values: RecordData): void => {
        for (const [field, value] of Object.entries(values)) {
          if (value === undefined || Object.is(record[field], value)) continue;
          record[field] = value;
          data[field] = value;
        }
      };
      const derived = rules.derive?.(record, context) ?? {};
      fill(derived);
      if (!hadSlug && derived['slug'] === '') fill({ slug: schemaOf(uid).modelName });

      for (const [field, hash] of encryptedOf(uid)) {
        if (hash)
          record[hash] = isBlank(record[field]) ? null : cipher().hash(String(record[field]));
      }
      const { referenced, issues: missing } = await findReferenced(rules, record);
      // One fault a field: what comes first explains the rest.
      const faulty = new Set([...issues, ...missing].map(({ field }) => field));
      const checked = rules.check(record, { ...context, referenced });
      issues.push(...missing, ...checked.filter(({ field }) => !faulty.has(field)));
      // Locks are taken last, and not at all for a record that is refused anyhow.
      if (issues.length > 0) throw refused(issues);
      issues.push(...(await checkCodesKept(uid, stored, record)));
      issues.push(...(await checkUnique(writing, rules, record)));
      issues.push(...(await settleSlug(writing, record, !hadSlug)));
      if (issues.length > 0) throw refused(issues);

      if (!isBlank(record['slug']) && record['slug'] !== stored?.['slug'])
        data['slug'] = record['slug'];
      writePersonal(uid, data);
      return data;
    },

    async refuseDeletion(uid, stored) {
      const names = new Set([
        ...(await referringByCode(uid, stored, () => true)).map(({ name }) => name),
        ...(await referringByRelation(uid, stored)),
      ]);
      if (names.size === 0) return;
      const list = [...names].map((name) => `“${name}”`).join('、');
      throw new errors.ValidationError(`不能删除：已有${list}关联到这条记录，请先删除或改到别处`);
    },
    patch: (uid, id, data) => records.patch(uid, id, data),
    masked: <T>(uid: string, result: T): T => {
      if (!reachesEncrypted(uid)) return result;
      const entries = (result as { entries?: unknown } | null)?.entries;
      return (
        Array.isArray(entries)
          ? { ...result, entries: maskedRecord(uid, entries) }
          : maskedRecord(uid, result)
      ) as T;
    },
  };
};
