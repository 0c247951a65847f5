import autocannon from 'autocannon';

/** What to fire at a server, as JSON in the first argument. */
export interface Shot {
  readonly url: string;
  /** `{1-790}` becomes a number of that range, `{a|b|c}` the words in an order of chance. */
  readonly path: string;
  readonly connections: number;
  readonly seconds: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Hits {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly errors: number;
}

const chance = (below: number): number => Math.floor(Math.random() * below);

const shuffled = (words: string[]): string[] => {
  for (let last = words.length - 1; last > 0; last -= 1) {
    const other = chance(last + 1);
    [words[last], words[other]] = [words[other] as string, words[last] as string];
  }
  return words;
};

const fill = (path: string): string =>
  path
    .replace(/\{(\d+)-(\d+)\}/g, (_, least: string, most: string) =>
      String(Number(least) + chance(Number(most) - Number(least) + 1)).padStart(least.length, '0'),
    )
    .replace(/\{([^{}]*\|[^{}]*)\}/g, (_, words: string) => shuffled(words.split('|')).join(','));

/** In a process of its own, so that the server's work and its load don't share one event loop. */
const main = async (): Promise<void> => {
  const { url, path, connections, seconds, headers } = JSON.parse(process.argv[2] ?? '') as Shot;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    ...(headers ? { headers: { ...headers } } : {}),
    requests: [
      path.includes('{')
        ? { setupRequest: (request) => ({ ...request, path: fill(path) }) }
        : { path },
    ],
  });
  const statuses = Object.fromEntries(
    Object.entries(result.statusCodeStats ?? {}).map(([status, { count }]) => [status, count ?? 0]),
  );
  const hits: Hits = {
    requestsPerSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    statuses,
    errors: result.errors + result.timeouts,
  };
  process.stdout.write(JSON.stringify(hits));
};

void main();
