import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { CACHE_MEGABYTES, LANES, PLUGIN_ID } from '../constants';
import { refuse } from '../refusals';
import type { Answer } from '../domain/answer';
import { createAnswerStore } from '../domain/answer-store';
import { createRequestKey } from '../domain/request-key';
import { createTurnstile } from '../domain/turnstile';
import { TooBusyError } from '../repositories/reader';

/** Which line a request stands in: many quick ones, or few that read much. */
export type Lane = keyof typeof LANES;

type Handler = (ctx: Context) => Promise<void>;

/** A route for everybody. */
export interface PublicRoute {
  /** Below /api: `/notices/:idOrSlug`. */
  readonly path: string;
  /** Sets `ctx.body` to an object, a text or bytes. */
  readonly handler: Handler;
  /**
   * The types whose data the answer is made of (with all that their answers are made of), or
   * everything public.
   */
  readonly sources: Sources;
  /** `quick` where it isn't told. A fault of the request may be thrown here already. */
  readonly laneOf?: (ctx: Context) => Lane;
}

/** A route's handler with what its path says of the request. */
export interface Direct {
  readonly handle: (ctx: Context) => Promise<void>;
  readonly params: Readonly<Record<string, string>>;
}

/** Where a handler's fault waits for the stack, which answers it in Strapi's form. */
const FAULT = 'publicFault';

/** Sources by the first part of a path. All routes below it share them. */
type Sources = readonly string[] | 'all';

const firstPart = (path: string): string => /^\/[^/?]*/.exec(path)?.[0] ?? '/';

const union = (one: Sources, other: Sources): Sources =>
  one === 'all' || other === 'all' ? 'all' : [...new Set([...one, ...other])];

/** Routes for everybody: each is limited, and cached as long as the data behind it is the same. */
export const createAnswersService = ({ strapi }: { strapi: Core.Strapi }) => {
  const megabytes = strapi.config.get<number>(
    `plugin::${PLUGIN_ID}.cacheMegabytes`,
    CACHE_MEGABYTES,
  );
  const store = createAnswerStore<Answer>(megabytes * 1024 * 1024);
  const keyOf = createRequestKey();
  const areas = new Map<string, Sources>();
  const routes: { readonly parts: readonly string[]; readonly handle: Direct['handle'] }[] = [];
  const lanes = {
    quick: createTurnstile(LANES.quick),
    scan: createTurnstile(LANES.scan),
    slow: createTurnstile(LANES.slow),
  };
  const prefix = strapi.config.get<string>('api.rest.prefix', '/api');

  /** The handler for as many at a time as the lane has places; who can't wait is told to come again. */
  const limited =
    (lane: Lane, handler: Handler): Handler =>
    async (ctx) => {
      const leave = await lanes[lane].enter();
      if (!leave) return refuse.busy(ctx);
      try {
        await handler(ctx);
      } catch (error) {
        if (!(error instanceof TooBusyError)) throw error;
        refuse.busy(ctx);
      } finally {
        leave();
      }
    };

  return {
    store,
    keyOf,
    limited,

    /** Mounts a route; call it while the application registers. */
    serve({ path, handler, sources, laneOf = () => 'quick' }: PublicRoute): void {
      const area = firstPart(path);
      areas.set(area, union(areas.get(area) ?? [], sources));
      const answer: Handler = async (ctx) => {
        await handler(ctx);
        ctx.state['isPublicAnswer'] = true;
      };
      const enter = async (ctx: Context): Promise<void> => {
        if (ctx.state[FAULT] !== undefined) throw ctx.state[FAULT];
        ctx.state['stackHeaders'] = ctx.res.getHeaders();
        await limited(laneOf(ctx), answer)(ctx);
      };
      routes.push({ parts: path.split('/').slice(1), handle: enter });
      strapi.server.routes({
        type: 'content-api',
        routes: [
          {
            method: 'GET',
            path,
            handler: enter,
            config: { auth: false },
            info: { type: 'content-api' },
          },
        ],
      });
    },

    /** The handler of a cached route at a path, to be called without the stack before it. */
    directOf(path: string): Direct | null {
      if (!path.startsWith(`${prefix}/`)) return null;
      const parts = path.slice(prefix.length + 1).split('/');
      for (const route of routes) {
        if (route.parts.length !== parts.length) continue;
        const params: Record<string, string> = {};
        const fits = route.parts.every((part, index) => {
          const given = parts[index] ?? '';
          if (!part.startsWith(':')) return part === given;
          // What needs decoding is left to the router.
          if (given === '' || given.includes('%')) return false;
          params[part.slice(1)] = given;
          return true;
        });
        if (fits) return { handle: route.handle, params };
      }
      return null;
    },

    /** Lets the stack answer a handler's fault. */
    keepFault(ctx: Context, fault: unknown): void {
      ctx.state[FAULT] = fault;
    },

    /** Sources of the answers at an address, null where nothing there is cached. */
    sourcesOf(url: string): Sources | null {
      if (!url.startsWith(prefix)) return null;
      const end = url.slice(prefix.length).search(/[/?]/) === 0 ? prefix.length : -1;
      return end < 0 ? null : (areas.get(firstPart(url.slice(end))) ?? null);
    },
  };
};

export type AnswersService = ReturnType<typeof createAnswersService>;
