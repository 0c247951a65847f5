import type { Core } from '@strapi/strapi';

import { today } from '../../../../shared/legal-days';
import { createRevisionsRepository, type RevisionReader } from '../repositories/revisions';

/** A check that has no answer by then counts as lost. */
const PATIENCE_MS = 1_000;
/** Waits between attempts to connect again. */
const RECONNECT_MS = [50, 100, 200, 500, 1_000] as const;

/** What the public's data stood at when it was looked at. */
export interface Revisions {
  /** A text that differs from any earlier one where a source has changed since. */
  versionOf(sources: readonly string[] | 'all'): string;
}

const parse = (text: string, day: string): Revisions => {
  const revisions = new Map(
    text.split(',').map((pair): [string, string] => {
      const [source = '', revision = ''] = pair.split(' ');
      return [source, revision];
    }),
  );
  const made = new WeakMap<readonly string[], string>();
  const all = `${day} ${text}`;
  return {
    versionOf(sources) {
      if (sources === 'all') return all;
      let version = made.get(sources);
      if (version === undefined) {
        version = [day, ...sources.map((source) => revisions.get(source) ?? '0')].join(' ');
        made.set(sources, version);
      }
      return version;
    },
  };
};

const withPatience = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Tells at which revision the public data stands, by asking the database each time, over a
 * connection of its own. All who ask while a check is under way share the next one: a check that
 * they share always begins after they asked.
 */
export const createRevisionsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const repository = createRevisionsRepository({ strapi });
  let reader: RevisionReader | null = null;
  let isOpen = false;
  let isChecking = false;
  let waiting: ((revisions: Revisions | null) => void)[] = [];
  let last: { text: string; day: string; revisions: Revisions } | null = null;

  const connect = async (): Promise<void> => {
    for (let attempt = 0; isOpen && !reader; attempt += 1) {
      try {
        let opened: RevisionReader | null = null;
        let isBroken = false;
        opened = await repository.open(() => {
          isBroken = true;
          if (opened) lose(opened);
        });
        if (isBroken) throw new Error('broken at once');
        reader = opened;
      } catch {
        const wait = RECONNECT_MS[Math.min(attempt, RECONNECT_MS.length - 1)];
        await new Promise<void>((resolve) => void setTimeout(resolve, wait).unref());
      }
    }
    if (!isOpen) await close();
  };

  const lose = (which: RevisionReader): void => {
    if (reader !== which) return;
    reader = null;
    void which.close().catch(() => undefined);
    if (!isOpen) return;
    strapi.log.warn('public-api: connection lost; answers come uncached until it is back');
    void connect();
  };

  const close = async (): Promise<void> => {
    const closing = reader;
    reader = null;
    await closing?.close().catch(() => undefined);
  };

  const check = async (): Promise<Revisions | null> => {
    const used = reader;
    if (!used) return null;
    try {
      const text = await withPatience(used.read());
      const day = today();
      if (last?.text !== text || last.day !== day)
        last = { text, day, revisions: parse(text, day) };
      return last.revisions;
    } catch {
      lose(used);
      return null;
    }
  };

  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      const served = waiting;
      waiting = [];
      const revisions = await check();
      for (const resolve of served) {
        try {
          resolve(revisions);
        } catch (error) {
          // One request that can't be answered must not keep all that follow from being looked at.
          strapi.log.error('public-api: a request could not be answered', error);
        }
      }
    }
    isChecking = false;
  };

  return {
    install: () => repository.install(),
    watch: (source: string, table: string) => repository.watch(source, table),

    async open(): Promise<void> {
      isOpen = true;
      await connect();
    },

    async close(): Promise<void> {
      isOpen = false;
      await close();
    },

    /**
     * Calls back with where the data stands now: whatever was committed before is in it. With null
     * while the database can't be asked. A callback, since this is asked for every request.
     */
    ask(answer: (revisions: Revisions | null) => void): void {
      waiting.push(answer);
      if (isChecking) return;
      isChecking = true;
      // Whoever else knocks in this turn of the event loop comes along.
      setImmediate(() => void work());
    },
  };
};

export type RevisionsService = ReturnType<typeof createRevisionsService>;
