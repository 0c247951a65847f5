import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, Server } from 'node:http';

import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import { createAnswer, type Answer, type Variant } from '../domain/answer';
import type { AnswersService } from '../services/answers';
import type { RevisionsService } from '../services/revisions';
import { sendAnswer } from './send';

type Next = () => Promise<unknown>;

/** A request that may be answered from the cache, and the revision at which it came in. */
interface Ticket {
  readonly key: string;
  /** Null where the database couldn't be asked: then nothing is kept. */
  readonly version: string | null;
}

/** Headers that belong to one request or one encoding and not to the answer. */
const NOT_KEPT = new Set([
  'access-control-allow-origin',
  'access-control-expose-headers',
  'cache-control',
  'connection',
  'content-length',
  'date',
  'etag',
  'keep-alive',
  'set-cookie',
  'transfer-encoding',
  'vary',
]);

const ALWAYS = [
  // Others may keep the answer, but must ask whether it still holds.
  ['Cache-Control', 'public, max-age=0, must-revalidate'],
  ['Vary', 'Accept-Encoding, Origin'],
  ['Access-Control-Expose-Headers', 'ETag, Retry-After'],
] as const;

/** A connection on which nothing moves for so long is closed: a reader may not hold an export. */
const IDLE_MS = 120_000;

const KEPT_STATUSES = [200, 410];

const toBuffer = (body: unknown): Buffer | null => {
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === 'string') return Buffer.from(body);
  if (typeof body !== 'object' || body === null || 'pipe' in body) return null;
  return Buffer.from(JSON.stringify(body));
};

/** Version of the data when the request came in, null where it isn't known. */
export const versionOf = (ctx: Context): string | null =>
  (ctx.state['publicVersion'] as string | null | undefined) ?? null;

type Headers = readonly (readonly [string, string])[];

/** Those headers that are the same for everybody. */
const keptHeaders = (headers: OutgoingHttpHeaders): Headers =>
  Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    NOT_KEPT.has(name) || value === undefined ? [] : [[name, String(value)]],
  );

/** What has been answered, if it is an answer for everybody. */
const capture = (ctx: Context, headers: Headers): Answer | null => {
  if (ctx.state['isPublicAnswer'] !== true || !KEPT_STATUSES.includes(ctx.status)) return null;
  const body = toBuffer(ctx.body);
  return body ? createAnswer(ctx.status, [...headers, ...ALWAYS], body) : null;
};

/**
 * Answers from the cache, in two places: before Koa, so that a request whose answer is known costs
 * next to nothing, and as the first of Strapi's middlewares, where answers are made and kept. The
 * revision is looked up after the request came in and before its answer is made: an answer can be
 * newer than the revision it is kept under, never older.
 */
export const createAnswersDoor = ({ strapi }: { strapi: Core.Strapi }) => {
  const plugin = strapi.plugin(PLUGIN_ID);
  const answers = plugin.service<AnswersService>('answers');
  const revisions = plugin.service<RevisionsService>('revisions');
  const tickets = new WeakMap<IncomingMessage, Ticket>();
  const underWay = new Map<string, Promise<Answer | null>>();

  const keepVariant = (key: string, answer: Answer) => (variant: Variant) =>
    answers.store.grow(key, answer, variant.body.length);

  /** In front of everything: answers what is known, and lets in what isn't. */
  const front =
    (inside: RequestListener): RequestListener =>
    (req, res) => {
      const { method, url = '' } = req;
      const sources = method === 'GET' || method === 'HEAD' ? answers.sourcesOf(url) : null;
      if (!sources) return inside(req, res);
      revisions.ask((found) => {
        const key = answers.keyOf(url);
        const version = found ? found.versionOf(sources) : null;
        const kept = version === null ? null : answers.store.get(key, version);
        if (kept) return sendAnswer(req, res, kept, keepVariant(key, kept));
        tickets.set(req, { key, version });
        inside(req, res);
      });
    };

  const send = (ctx: Context, key: string, answer: Answer): void => {
    ctx.respond = false;
    sendAnswer(ctx.req, ctx.res, answer, keepVariant(key, answer));
  };

  /** The headers that the stack puts on every answer before its handler runs, once it has made one. */
  let learned: Headers | null = null;

  /** Runs the stack and takes the answer from it. */
  const makeInside = async (ctx: Context, next: Next): Promise<Answer | null> => {
    await next();
    const answer = capture(ctx, keptHeaders(ctx.res.getHeaders()));
    if (!answer) return null;
    learned ??= keptHeaders(ctx.state['stackHeaders'] as OutgoingHttpHeaders);
    for (const name of ctx.res.getHeaderNames()) ctx.res.removeHeader(name);
    return answer;
  };

  /**
   * Has the answer made. The stack does nothing for a public route but put its headers on, so it
   * is passed by as soon as these are known; a refusal is still its to answer.
   */
  const make = async (ctx: Context, next: Next): Promise<Answer | null> => {
    const direct = learned ? answers.directOf(ctx.path) : null;
    if (!learned || !direct) return makeInside(ctx, next);
    try {
      Object.assign(ctx, { params: direct.params });
      await direct.handle(ctx);
    } catch (fault) {
      answers.keepFault(ctx, fault);
      return makeInside(ctx, next);
    }
    const answer = capture(ctx, [...learned, ...keptHeaders(ctx.res.getHeaders())]);
    if (answer) for (const name of ctx.res.getHeaderNames()) ctx.res.removeHeader(name);
    else {
      for (const [name, value] of learned) if (!ctx.response.get(name)) ctx.set(name, value);
      ctx.set('Access-Control-Allow-Origin', ctx.get('Origin') || '*');
      ctx.vary('Origin');
    }
    return answer;
  };

  return {
    /** Puts the front before the server's own listener; who neither sends nor reads is let go. */
    stand(server: Server): void {
      server.setTimeout(IDLE_MS);
      const listeners = server.listeners('request') as RequestListener[];
      server.removeAllListeners('request');
      for (const inside of listeners) server.on('request', front(inside));
    },

    /** Koa middleware: who asks the same at the same time waits for the first one's answer. */
    async middleware(ctx: Context, next: Next): Promise<void> {
      const ticket = tickets.get(ctx.req);
      if (!ticket) return void (await next());
      const { key, version } = ticket;
      ctx.state['publicVersion'] = version;
      if (version === null) {
        const answer = await make(ctx, next);
        if (answer) send(ctx, key, answer);
        return;
      }
      const flight = `${version} ${key}`;
      // Nothing is waited for between the look and the note: many come in at the same moment.
      const others = underWay.get(flight);
      const made = others && (await others);
      if (made) return send(ctx, key, made);
      const making = make(ctx, next);
      const shared = making.catch(() => null);
      underWay.set(flight, shared);
      try {
        const answer = await making;
        if (!answer) return;
        answers.store.set(key, version, answer);
        send(ctx, key, answer);
      } finally {
        if (underWay.get(flight) === shared) underWay.delete(flight);
      }
    },
  };
};
