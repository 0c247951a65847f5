/** What is chosen among what is found; null for all. */
export interface SearchChoice {
  readonly types: readonly string[] | null;
  readonly year: number | null;
  /** documentId or slug. */
  readonly organization: string | null;
}

/** An organ that the public may know of. */
export interface CountedOrgan {
  readonly id: number;
  readonly documentId: string;
  readonly slug: string | null;
  readonly name: string;
}

/** How many are found of each type, year and organ, whatever is chosen. */
export interface SearchCounts {
  readonly counts: readonly {
    readonly type: string;
    readonly year: number | null;
    readonly organ: number | null;
    readonly count: number;
  }[];
  readonly organs: readonly CountedOrgan[];
}

/** How many are found by each value of what can be chosen, the other choices being as they are. */
export interface Facets {
  readonly types: readonly { readonly value: string; readonly count: number }[];
  readonly years: readonly { readonly value: number; readonly count: number }[];
  readonly organizations: readonly {
    readonly documentId: string;
    readonly name: string;
    readonly count: number;
  }[];
}

const MAX_YEARS = 100;
const MAX_ORGANIZATIONS = 50;

const add = <K>(sums: Map<K, number>, key: K, count: number): void =>
  void sums.set(key, (sums.get(key) ?? 0) + count);

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Total and facets of a choice. */
export const chooseCounts = (
  { counts, organs }: SearchCounts,
  { types, year, organization }: SearchChoice,
): { readonly total: number; readonly facets: Facets } => {
  const byId = new Map(organs.map((organ) => [organ.id, organ]));
  const isOrgan = (id: number | null): boolean => {
    if (organization === null) return true;
    const organ = id === null ? undefined : byId.get(id);
    return organ?.documentId === organization || organ?.slug === organization;
  };
  const [byType, byYear, byOrgan] = [
    new Map<string, number>(),
    new Map<number, number>(),
    new Map<number, number>(),
  ];
  let total = 0;
  for (const { type, year: of, organ, count } of counts) {
    const isType = types === null || types.includes(type);
    const isYear = year === null || of === year;
    const isChosen = isOrgan(organ);
    if (isType && isYear && isChosen) total += count;
    if (isYear && isChosen) add(byType, type, count);
    if (isType && isChosen && of !== null) add(byYear, of, count);
    if (isType && isYear && organ !== null && byId.has(organ)) add(byOrgan, organ, count);
  }
  return {
    total,
    facets: {
      types: [...byType]
        .map(([value, count]) => ({ value, count }))
        .sort((one, other) => other.count - one.count || byText(one.value, other.value)),
      years: [...byYear]
        .map(([value, count]) => ({ value, count }))
        .sort((one, other) => other.value - one.value)
        .slice(0, MAX_YEARS),
      organizations: [...byOrgan]
        .flatMap(([id, count]) => {
          const organ = byId.get(id);
          return organ ? { documentId: organ.documentId, name: organ.name, count } : [];
        })
        .sort((one, other) => other.count - one.count || byText(one.documentId, other.documentId))
        .slice(0, MAX_ORGANIZATIONS),
    },
  };
};
