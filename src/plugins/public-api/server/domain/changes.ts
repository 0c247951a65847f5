import type {
  LedgerAction,
  LedgerChangeRow,
} from '../../../../shared/contracts/publication-ledger';
import type { PublicType } from '../../../../shared/contracts/public-api';
import type { Catalogue, Model } from './model';
import type { Json } from './serialize';

/** What became of a document, for whoever keeps a copy. */
export const CHANGE_KINDS = ['publish', 'change', 'withdraw'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A list of rows that are public under a document. */
export interface ChangedPart {
  readonly type: string;
  readonly url: string;
}

/** What became of one document, as it is now. */
export interface Change {
  /** Position in the ledger. */
  readonly position: number;
  readonly kind: ChangeKind;
  /** Path of its type. */
  readonly type: string;
  readonly documentId: string;
  readonly url: string;
  /** ISO instant, UTC. */
  readonly time: string;
  /** What the public may see of it now; null where it is withdrawn. */
  readonly document: Readonly<Record<string, Json>> | null;
  /** Lists whose rows may have changed with it. */
  readonly parts: readonly ChangedPart[];
}

/** How rows that are public under a document are found from it. */
export interface Part {
  /** The rows' own type. */
  readonly model: Model;
  /** Field or relation of the row … */
  readonly field: string;
  /** … that equals this one of the document. */
  readonly parentField: string;
  readonly isRelation: boolean;
}

/** A type of the feed. */
export interface ChangeType {
  readonly model: Model;
  readonly parts: readonly Part[];
}

/** A relation that may turn null, or come back, without an entry of the record that has it. */
export interface Reference {
  readonly model: Model;
  readonly relation: string;
}

/** What the feed tells of, by uid. */
export interface ChangePlan {
  readonly types: ReadonlyMap<string, ChangeType>;
  /** Types that are public under a parent: told as changes of it. */
  readonly children: ReadonlyMap<string, { readonly part: Part; readonly parent: string }>;
  /** By the uid of the record that is referred to. */
  readonly references: ReadonlyMap<string, readonly Reference[]>;
}

const partOf = (declared: PublicType, catalogue: Catalogue): { part: Part; parent: string } => {
  const { uid, parent } = declared;
  const model = catalogue.get(uid);
  const owner = catalogue.get(parent?.uid ?? '');
  const isPublicIn = (of: Model | undefined, name: string): boolean =>
    of !== undefined && (of.fields.has(name) || of.relations.has(name));
  if (
    !parent ||
    !model ||
    !isPublicIn(model, parent.field) ||
    !isPublicIn(owner, parent.parentField)
  )
    throw new Error(
      `public-api: ${uid} can't be told as a part of ${parent?.uid}: it names what isn't public`,
    );
  const { field, parentField } = parent;
  return {
    parent: parent.uid,
    part: { model, field, parentField, isRelation: model.relations.has(field) },
  };
};

/**
 * @throws Error where rows are bound to their parent by what isn't public, or where the parent is
 *   bound to another one: nobody could keep a copy of them.
 */
export const createChangePlan = (
  declarations: readonly PublicType[],
  catalogue: Catalogue,
): ChangePlan => {
  const children = new Map(
    declarations
      .filter(({ parent }) => parent)
      .map((declared) => [declared.uid, partOf(declared, catalogue)]),
  );
  for (const { parent } of children.values())
    if (children.has(parent)) throw new Error(`public-api: ${parent} is itself a part`);
  const types = new Map<string, ChangeType>();
  const references = new Map<string, Reference[]>();
  for (const { uid, classifiedThrough } of declarations) {
    const model = catalogue.get(uid);
    if (!model || children.has(uid)) continue;
    types.set(uid, {
      model,
      parts: [...children.values()].flatMap(({ part, parent }) => (parent === uid ? part : [])),
    });
    for (const [relation, target] of model.relations) {
      // What is hidden together with the record it refers to has an entry of its own.
      if (classifiedThrough?.split('.')[0] === relation) continue;
      references.set(target, [...(references.get(target) ?? []), { model, relation }]);
    }
  }
  return { types, children, references };
};

const KINDS: Readonly<Record<LedgerAction, ChangeKind>> = {
  publish: 'publish',
  create: 'publish',
  republish: 'change',
  update: 'change',
  import: 'change',
  unpublish: 'withdraw',
  delete: 'withdraw',
};

/** A document that an entry tells of: by its documentId, or by what its rows are bound to it with. */
export interface Subject {
  readonly type: ChangeType;
  readonly by: 'documentId' | Part;
  readonly value: string;
  readonly kind: ChangeKind;
  /** Paths of the types whose rows may have changed with it. */
  readonly parts: readonly string[];
}

const boundTo = (part: Part, content: string | null): string[] => {
  if (content === null) return [];
  const value = (JSON.parse(content) as Record<string, unknown>)[part.field];
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
};

/** What an entry tells of, but for what refers to its record. A row that moved tells of both parents. */
export const subjectsOf = (
  { uid, documentId, action, content, contentBefore }: LedgerChangeRow,
  plan: ChangePlan,
): Subject[] => {
  if (uid === null || documentId === null || action === null) return [];
  const own = plan.types.get(uid);
  if (own) {
    const parts = own.parts.map(({ model }) => model.path);
    return [{ type: own, by: 'documentId', value: documentId, kind: KINDS[action], parts }];
  }
  const child = plan.children.get(uid);
  const type = plan.types.get(child?.parent ?? '');
  if (!child || !type) return [];
  const shared = { type, kind: 'change', parts: [child.part.model.path] } as const;
  // Rows loaded in bulk are one entry under their parent's documentId.
  if (action === 'import') return [{ ...shared, by: 'documentId', value: documentId }];
  const values = new Set([content, contentBefore].flatMap((one) => boundTo(child.part, one)));
  return [...values].map((value) => ({ ...shared, by: child.part, value }));
};

/** Whether what refers to the record may read differently now. */
export const isFlip = (action: LedgerAction | null): boolean =>
  action !== null && ['publish', 'create', 'unpublish', 'delete'].includes(action);

type Document = Readonly<Record<string, unknown>>;

/** What binds the rows of a part to the document. */
export const bindingOf = (part: Part, document: Document): string | null => {
  const value = document[part.parentField];
  if (!part.isRelation)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  const related = value as { readonly documentId?: string } | null | undefined;
  return related?.documentId ?? null;
};

/** Query of the list that has the rows of a part of the document. */
export const partQuery = (part: Part, document: Document): string | null => {
  const value = bindingOf(part, document);
  if (value === null) return null;
  const key = part.isRelation ? `filters[${part.field}][documentId]` : `filters[${part.field}]`;
  return new URLSearchParams({ [key]: value }).toString();
};
