import type { Context } from 'koa';

const answer = (
  ctx: Context,
  status: number,
  name: string,
  message: string,
  details: Readonly<Record<string, string>>,
): void => {
  ctx.status = status;
  ctx.set('Cache-Control', 'no-store');
  ctx.body = { data: null, error: { status, name, message, details } };
};

const BODY_ERRORS = {
  411: 'LengthRequiredError',
  413: 'PayloadTooLargeError',
  415: 'UnsupportedMediaTypeError',
} as const;

/** Of a body that isn't read at all: what comes of it is not waited for. */
const leaveUnread = (ctx: Context): void => {
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.set('Connection', 'close');
};

const tooMany = (ctx: Context, retryAfter: number): void => {
  ctx.set('Retry-After', String(retryAfter));
  const message = '提交过于频繁，请稍后再试；也可以到政府信息公开办公室当面提交';
  answer(ctx, 429, 'RateLimitError', message, {});
};

/** Refusals that Strapi has no error class for, in the form of its errors. */
export const refuse = {
  tooMany,

  /** The same before the body has been read. */
  unread(ctx: Context, retryAfter: number): void {
    leaveUnread(ctx);
    tooMany(ctx, retryAfter);
  },

  /** RFC 6585, 3: the request must come with a solved challenge. */
  challenge(ctx: Context, isWrong: boolean): void {
    const message = isWrong
      ? '验证未通过或已使用过，请重新验证后提交'
      : '请先完成验证：取得 /api/challenge，把结果放在 altcha 里一起提交';
    answer(ctx, 428, 'ChallengeRequiredError', message, { challenge: '/api/challenge' });
  },

  /** A body that isn't read. */
  body(ctx: Context, status: keyof typeof BODY_ERRORS, message: string): void {
    leaveUnread(ctx);
    answer(ctx, status, BODY_ERRORS[status], message, {});
  },

  /**
   * Who isn't signed in to the panel any more. What comes is thrown away, but waited for: a browser
   * that can't send it to its end sees no answer, and couldn't sign in anew and try again.
   */
  stranger(ctx: Context): void {
    answer(ctx, 401, 'UnauthorizedError', '请先登录', {});
  },

  busy(ctx: Context): void {
    ctx.set('Retry-After', '1');
    answer(ctx, 503, 'ServiceUnavailableError', '服务繁忙，请稍后再试', {});
  },

  /** What was public: the day on which it was withdrawn, and the title of a document. */
  gone(
    ctx: Context,
    { title, withdrawnOn }: { readonly title: string | null; readonly withdrawnOn: string },
  ): void {
    answer(ctx, 410, 'GoneError', `该信息已于 ${withdrawnOn} 撤回`, {
      ...(title === null ? {} : { title }),
      withdrawnOn,
    });
  },
};
