import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import {
  chooseEncoding,
  createAnswer,
  encode,
  isCompressible,
  tagOf,
  type Answer,
} from '../domain/answer';
import { matchesTag } from '../domain/etag';
import type { AnswersService } from '../services/answers';

type Next = () => Promise<unknown>;

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

/** Sends a finished answer past Koa, which would look at every part of it again. */
const send = async (
  ctx: Context,
  answer: Answer,
  grown: (bytes: number) => void,
): Promise<void> => {
  const { req, res } = ctx;
  const wanted = isCompressible(answer) ? chooseEncoding(req.headers['accept-encoding']) : null;
  const head = answer.head.slice();
  head.push('Access-Control-Allow-Origin', req.headers.origin ?? '*');
  const ifNoneMatch = req.headers['if-none-match'];
  if (ifNoneMatch !== undefined && answer.status === 200) {
    const tags = [tagOf(answer, wanted), answer.tag, tagOf(answer, 'br'), tagOf(answer, 'gzip')];
    if (matchesTag(ifNoneMatch, tags)) {
      head.push('ETag', tagOf(answer, wanted));
      ctx.respond = false;
      res.writeHead(304, head);
      res.end();
      return;
    }
  }
  let { body } = answer;
  if (wanted) {
    const ready = answer.encoded.get(wanted);
    body = ready ?? (await encode(answer, wanted));
    if (!ready) grown(body.length);
    head.push('Content-Encoding', wanted);
  }
  head.push('ETag', tagOf(answer, wanted), 'Content-Length', String(body.length));
  ctx.respond = false;
  res.writeHead(answer.status, head);
  res.end(req.method === 'HEAD' ? undefined : body);
};

/**
 * Answers what has been asked before at the same revision of the data; stands before everything
 * else, so that such a request costs next to nothing. The revision is looked up after the request
 * came in and before its answer is made: an answer can be newer than the revision it is kept
 * under, never older.
 */
export const createAnswersMiddleware = ({ strapi }: { strapi: Core.Strapi }) => {
  const answers = (): AnswersService => strapi.plugin(PLUGIN_ID).service<AnswersService>('answers');
  const underWay = new Map<string, Promise<Answer | null>>();

  /** Runs the stack and sends what it answered. */
  const make = async (ctx: Context, next: Next): Promise<Answer | null> => {
    await next();
    const answer = capture(ctx);
    if (answer) for (const name of ctx.res.getHeaderNames()) ctx.res.removeHeader(name);
    return answer;
  };

  return async (ctx: Context, next: Next): Promise<void> => {
    const { method, url = '' } = ctx.req;
    if (method !== 'GET' && method !== 'HEAD') return void (await next());
    const service = answers();
    const sources = service.sourcesOf(url);
    if (!sources) return void (await next());

    const revisions = await service.revisions();
    if (!revisions) {
      const answer = await make(ctx, next);
      if (answer) await send(ctx, answer, () => undefined);
      return;
    }
    const key = service.keyOf(url);
    const version = revisions.versionOf(sources);
    const grown = (answer: Answer) => (bytes: number) => service.store.grow(key, answer, bytes);
    const kept = service.store.get(key, version);
    if (kept) return send(ctx, kept, grown(kept));

    const flight = `${version} ${key}`;
    const others = await underWay.get(flight);
    if (others) return send(ctx, others, grown(others));
    const making = make(ctx, next);
    underWay.set(
      flight,
      making.catch(() => null),
    );
    try {
      const answer = await making;
      if (!answer) return;
      service.store.set(key, version, answer);
      await send(ctx, answer, grown(answer));
    } finally {
      underWay.delete(flight);
    }
  };
};
