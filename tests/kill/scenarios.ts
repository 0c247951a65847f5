import type { Fault } from '../emulators/faults';

/** When the worker is killed. */
export type Moment =
  /** Right after so many commits about the delivery. */
  | { readonly kind: 'commit'; readonly number: number }
  /** While the platform has the call: its effect has happened, or is still to come. */
  | { readonly kind: 'call'; readonly fault: Fault }
  /** So many milliseconds after the delivery became due. */
  | { readonly kind: 'random'; readonly afterMs: number };

export interface Scenario {
  readonly channel: 'weibo' | 'wechat';
  readonly moment: Moment;
}

const ENDPOINTS = {
  weibo: ['/2/statuses/share.json'],
  wechat: [
    '/cgi-bin/material/add_material',
    '/cgi-bin/draft/add',
    '/cgi-bin/openapi/quota/get',
    '/cgi-bin/freepublish/submit',
    '/cgi-bin/freepublish/get',
  ],
} as const;

/** Calls that can make a post: they may also still be on their way when the worker dies. */
const IRREVERSIBLE = [
  '/2/statuses/share.json',
  '/cgi-bin/draft/add',
  '/cgi-bin/freepublish/submit',
];

/** Commits of an undisturbed delivery: claims, intents of irreversible calls, results. */
const COMMITS = { weibo: 3, wechat: 8 } as const;
const ANSWER_MS = 800;
const LATE_MS = 600;
const RANDOM_MS = 1200;

/** Every boundary: each commit, each call with its answer under way, each call still to arrive. */
const boundaries = (): Scenario[] =>
  (['weibo', 'wechat'] as const).flatMap((channel) => [
    ...Array.from({ length: COMMITS[channel] }, (_, index): Scenario => ({
      channel,
      moment: { kind: 'commit', number: index + 1 },
    })),
    ...ENDPOINTS[channel].map((endpoint): Scenario => ({
      channel,
      moment: { kind: 'call', fault: { endpoint, kind: 'slow', delayMs: ANSWER_MS } },
    })),
    ...ENDPOINTS[channel]
      .filter((endpoint) => IRREVERSIBLE.includes(endpoint))
      .map((endpoint): Scenario => ({
        channel,
        moment: { kind: 'call', fault: { endpoint, kind: 'late-accept', delayMs: LATE_MS } },
      })),
  ]);

/** Numbers below 1 that are the same for the same seed (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** So many kills: two at boundaries, each in its turn, for one at a random moment; shuffled. */
export const scenariosOf = (runs: number, seed: number): Scenario[] => {
  const random = randomFrom(seed);
  const all = boundaries();
  const chosen = Array.from({ length: runs }, (_, index): Scenario => {
    if (index % 3 === 2) {
      const channel = random() < 0.5 ? 'weibo' : 'wechat';
      return { channel, moment: { kind: 'random', afterMs: Math.floor(random() * RANDOM_MS) } };
    }
    return all[(index - Math.floor(index / 3)) % all.length] as Scenario;
  });
  for (let index = chosen.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [chosen[index], chosen[other]] = [chosen[other] as Scenario, chosen[index] as Scenario];
  }
  return chosen;
};

/** What a moment is called in the report. */
export const nameOf = ({ channel, moment }: Scenario): string => {
  switch (moment.kind) {
    case 'commit':
      return `${channel} commit ${moment.number}`;
    case 'call':
      return `${channel} ${moment.fault.endpoint.split('/').slice(-2).join('/')} ${moment.fault.kind}`;
    case 'random':
      return `${channel} random`;
  }
};
