import type { App } from './app';

type Document = Readonly<Record<string, unknown>> & { readonly documentId: string };

interface Change {
  readonly position: number;
  readonly kind: 'publish' | 'change' | 'withdraw';
  readonly type: string;
  readonly documentId: string;
  readonly url: string;
  readonly document: Document | null;
  readonly parts: readonly { readonly type: string; readonly url: string }[];
}

export interface ChangesAnswer {
  readonly data: readonly Change[];
  readonly meta: { readonly next: number; readonly hasMore: boolean };
}

const byId = (rows: readonly Document[]): Document[] =>
  [...rows].sort((one, other) => (one.documentId < other.documentId ? -1 : 1));

/** Every row of a list, page by page. */
export const readAll = async (app: App, address: string): Promise<Document[]> => {
  const rows: Document[] = [];
  for (let after: string | null = ''; after !== null;) {
    const response = await app.agent
      .get(address)
      .query({ 'pagination[after]': after, 'pagination[pageSize]': 100, sort: 'documentId' });
    if (response.status !== 200) throw new Error(`${address}: ${JSON.stringify(response.body)}`);
    rows.push(...(response.body.data as Document[]));
    after = response.body.meta.pagination.next as string | null;
  }
  return rows;
};

/** Somebody else's copy of all that is public, kept by nothing but the feed and what it links to. */
export const createMirror = (app: App, limit: number) => {
  const documents = new Map<string, Map<string, Document>>();
  /** Rows by type, by the document that they belong to. */
  const rows = new Map<string, Map<string, Document[]>>();
  const positions: number[] = [];
  let since = 0;

  const within = <T>(all: Map<string, Map<string, T>>, type: string): Map<string, T> => {
    const known = all.get(type) ?? new Map<string, T>();
    all.set(type, known);
    return known;
  };

  const apply = async ({ type, documentId, document, parts, kind }: Change): Promise<void> => {
    const owner = `${type} ${documentId}`;
    if (kind === 'withdraw') {
      within(documents, type).delete(documentId);
      for (const owned of rows.values()) owned.delete(owner);
      return;
    }
    if (!document) throw new Error(`${kind} of ${owner} without a document`);
    within(documents, type).set(documentId, document);
    for (const part of parts) {
      const { pathname, search } = new URL(part.url);
      within(rows, part.type).set(owner, await readAll(app, `${pathname}${search}`));
    }
  };

  return {
    /** Positions in the order in which they came. */
    positions,
    since: () => since,
    async sync(): Promise<void> {
      for (let hasMore = true; hasMore;) {
        const response = await app.agent.get('/api/changes').query({ since, limit });
        if (response.status !== 200) throw new Error(JSON.stringify(response.body));
        const { data, meta } = response.body as ChangesAnswer;
        for (const change of data) {
          positions.push(change.position);
          await apply(change);
        }
        since = meta.next;
        hasMore = meta.hasMore;
      }
    },
    /** What the copy has of a type. */
    of: (type: string): Document[] =>
      byId([
        ...(documents.get(type)?.values() ?? []),
        ...[...(rows.get(type)?.values() ?? [])].flat(),
      ]),
  };
};

/** The list as the feed gives its documents: everything of them, relations by documentId. */
export const listed = async (
  app: App,
  type: string,
  relations: readonly string[],
  others: readonly string[],
): Promise<Document[]> => {
  const populate = [
    ...others.map((name) => `populate[${name}]=true`),
    ...relations.map((name) => `populate[${name}][fields]=documentId`),
  ].join('&');
  return byId(await readAll(app, `/api/${type}${populate ? `?${populate}` : ''}`));
};
