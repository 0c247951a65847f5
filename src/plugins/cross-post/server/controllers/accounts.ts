import { z } from 'zod';

import { ACCOUNT_KINDS, CHANNEL_MODES } from '../../shared/contracts/deliveries';

/** Bodies of the requests by which accounts are set up and changed. */

const text = (max: number) => z.string().trim().min(1).max(max);
/** Left out or empty: as it was. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());

const secret = text(200).regex(/^\S+$/);
/** As the platform's console takes them. */
const callbackToken = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9]{3,32}$/);
const encodingAesKey = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9]{43}$/);
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9.-]{1,253}$/);
const address = z.union([z.ipv4(), z.ipv6()]);
const appKey = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9]{1,64}$/);

/** Sending to all followers is switched on on purpose, never by a slip. */
const isMassSendMeant = (body: {
  readonly mode?: string | undefined;
  readonly confirmMassSend?: boolean | undefined;
}): boolean => body.mode !== 'mass-send' || body.confirmMassSend === true;
const MASS_SEND = { message: '群发会推送给全部粉丝，须勾选确认', path: ['confirmMassSend'] };

export const newAccountBody = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('wechat'),
      name: text(100),
      appId: z
        .string()
        .trim()
        .regex(/^wx[A-Za-z0-9]{6,30}$/),
      appSecret: secret,
      callbackToken: optional(callbackToken),
      encodingAesKey: optional(encodingAesKey),
      mode: z.enum(CHANNEL_MODES).default('publish'),
      accountKind: z.enum(ACCOUNT_KINDS).default('subscription'),
      confirmMassSend: z.boolean().optional(),
    })
    .refine(isMassSendMeant, MASS_SEND),
  z.strictObject({
    kind: z.literal('weibo'),
    name: text(100),
    appKey,
    appSecret: secret,
    safeDomain: domain,
    rip: address,
  }),
]);

export const accountChangeBody = z
  .strictObject({
    name: optional(text(100)),
    mode: optional(z.enum(CHANNEL_MODES)),
    accountKind: optional(z.enum(ACCOUNT_KINDS)),
    confirmMassSend: z.boolean().optional(),
    appKey: optional(appKey),
    safeDomain: optional(domain),
    rip: optional(address),
    appSecret: optional(secret),
    callbackToken: optional(callbackToken),
    encodingAesKey: optional(encodingAesKey),
  })
  .refine(isMassSendMeant, MASS_SEND);

export const authorizationBody = z.strictObject({
  state: text(200),
  code: text(500),
});
