import { z } from 'zod';

import { DEFAULT_WECHAT_URL, DEFAULT_WEIBO_URL, DEFAULT_WEIBO_WEB_URL } from './constants';

const address = (fallback: string) =>
  z
    .string()
    .default('')
    .transform((value) => value || fallback)
    .pipe(z.url({ protocol: /^https?$/ }));

const schema = z.object({
  weiboApiUrl: address(DEFAULT_WEIBO_URL),
  /** Address under which people see posts. */
  weiboWebUrl: address(DEFAULT_WEIBO_WEB_URL),
  wechatApiUrl: address(DEFAULT_WECHAT_URL),
  /** JSON list of accounts set up at start; '' for none. */
  channelsFile: z.string().default(''),
  /**
   * Seconds after an unclear call until "not there" means that it never arrived: more than twice the
   * time limit of a call, and longer than the platforms' own delay in showing a post.
   */
  settleSeconds: z.number().positive().default(180),
  /** Deliveries that one process carries at a time; most of them wait for a platform's answer. */
  concurrency: z.number().int().positive().max(200).default(96),
  /** Seconds after which the delivery of a dead process is taken over. */
  leaseSeconds: z.number().positive().default(30),
  /** Seconds after which a post is looked up again. */
  checkAfterSeconds: z.number().positive().default(86_400),
  /** Seconds from a document's withdrawal to that of its posts: a slip can be mended meanwhile. */
  withdrawDelaySeconds: z.number().nonnegative().default(5),
  /** Seconds between looks at accounts, withdrawals and posts that are out. */
  watchSeconds: z.number().positive().default(60),
  /** Seconds between looks for due deliveries that have no job. */
  sweepSeconds: z.number().positive().default(30),
  /** Hours after its time in which a post may still go out; later it would be yesterday's news. */
  lifeHours: z.number().int().positive().default(24),
  /** Hours in which a post may wait for approval. */
  approvalHours: z
    .number()
    .int()
    .positive()
    .default(7 * 24),
});

type CrossPostConfig = z.infer<typeof schema>;

export const config = {
  default: () => schema.parse({}),
  validator(value: unknown): void {
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw new Error(`cross-post: ${z.prettifyError(parsed.error)}`);
  },
};

/** The plugin's configuration with defaults filled in. */
export const readConfig = (value: unknown): CrossPostConfig => schema.parse(value);
