import type { IncomingMessage, RequestListener, Server } from 'node:http';

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

/** What the stack has answered, if it is an answer for everybody. */
const capture = (ctx: Context): Answer | null => {
  if (ctx.state['isPublicAnswer'] !== true || !KEPT_STATUSES.includes(ctx.status)) return null;
  const body = toBuffer(ctx.body);
  if (!body) return null;
  const headers = Object.entries(ctx.res.getHeaders()).flatMap(
    ([name, value]): [string, string][] =>
      NOT_KEPT.has(name) || value === undefined ? [] : [[name, String(value)]],
  );
  return createAnswer(ctx.status, [...headers, ...ALWAYS], body);
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

  /** Runs the stack and takes the answer from it. */
  const make = async (ctx: Context, next: Next): Promise<Answer | null> => {
    await next();
    const answer = capture(ctx);
    if (answer) for (const name of ctx.res.getHeaderNames()) ctx.res.removeHeader(name);
    return answer;
  };

  return {
    /** Puts the front before the server's own listener. */
    stand(server: Server): void {
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
      const others = await underWay.get(flight);
      if (others) return send(ctx, key, others);
      const making = make(ctx, next);
      underWay.set(
        flight,
        making.catch(() => null),
      );
      try {
        const answer = await making;
        if (!answer) return;
        answers.store.set(key, version, answer);
        send(ctx, key, answer);
      } finally {
        underWay.delete(flight);
      }
    },
  };
};
