import { createHmac } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import { createChallenge, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';

import { PLUGIN_ID, WRITES } from '../constants';
import { senderOf } from '../domain/address';
import { createLimitsRepository } from '../repositories/limits';

/** What follows from the count of a submission: its sender has to wait, or perhaps to solve a challenge. */
export type Counted =
  | { readonly kind: 'tooMany'; readonly retryAfter: number }
  | { readonly kind: 'counted'; readonly isChallenged: boolean };

const MODE = z.enum(['adaptive', 'always', 'never']);

const PAYLOAD = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal(WRITES.challenge.algorithm),
      nonce: z.string().regex(/^[0-9a-f]{32}$/),
      salt: z.string().regex(/^[0-9a-f]{32}$/),
      cost: z.literal(WRITES.challenge.cost),
      keyLength: z.literal(32),
      keyPrefix: z.literal(WRITES.challenge.keyPrefix),
      expiresAt: z.number().int(),
    }),
    signature: z.string().max(200),
  }),
  solution: z.object({
    counter: z.number().int().min(0).max(4_294_967_295),
    derivedKey: z.string().max(200),
    time: z.number().optional(),
  }),
});

/** The widget's text: base64 of JSON. Null for anything else. */
const readPayload = (text: string): z.infer<typeof PAYLOAD> | null => {
  try {
    const raw: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
    return PAYLOAD.safeParse(raw).data ?? null;
  } catch {
    return null;
  }
};

/**
 * Decides who may send something in: counts by sender and over all, kept in the database, and a
 * challenge that costs the sender computing time (ALTCHA), of this server alone.
 */
export const createAdmissionService = ({ strapi }: { strapi: Core.Strapi }) => {
  const limits = createLimitsRepository({ strapi });
  const mode = MODE.parse(strapi.config.get(`plugin::${PLUGIN_ID}.challenge`, 'adaptive'));

  const secretFor = (purpose: string): string => {
    const secret =
      process.env['ENCRYPTION_KEY'] || strapi.config.get<string>('admin.secrets.encryptionKey', '');
    if (!secret) throw new Error('public-api: ENCRYPTION_KEY is not set');
    return createHmac('sha256', secret).update(`public-api ${purpose}`).digest('hex');
  };

  /**
   * Counts one more, of the sender and then of all. Who is over their own limit doesn't count among
   * all: else one of them alone could use up what is everybody's.
   * @returns both counts, or the seconds to wait where one is over its limit
   */
  const count = async (
    kind: 'submit' | 'track',
    address: string,
  ): Promise<{ sender: number; all: number } | { secondsLeft: number }> => {
    const { perSender, overall } = WRITES[kind];
    const sender = await limits.hit(`${kind} ${senderOf(secretFor('sender'), address)}`);
    if (sender.count > perSender) return { secondsLeft: sender.secondsLeft };
    const all = await limits.hit(kind);
    if (all.count === 1) await limits.clear();
    if (all.count > overall) return { secondsLeft: all.secondsLeft };
    return { sender: sender.count, all: all.count };
  };

  /** Whether the text solves a challenge; each holds once. */
  const isSolved = async (text: string): Promise<boolean> => {
    const payload = readPayload(text);
    if (!payload) return false;
    const { verified } = await verifySolution({
      challenge: payload.challenge,
      solution: payload.solution,
      deriveKey,
      hmacSignatureSecret: secretFor('challenge'),
    });
    if (!verified) return false;
    const { nonce, expiresAt } = payload.challenge.parameters;
    return limits.spend(nonce, new Date(expiresAt * 1_000));
  };

  return {
    secretFor,
    install: () => limits.install(),

    /** A new challenge, in the form that ALTCHA's widget reads. */
    challenge(): Promise<Challenge> {
      const { algorithm, cost, keyPrefix, seconds } = WRITES.challenge;
      return createChallenge({
        algorithm,
        cost,
        keyPrefix,
        deriveKey,
        expiresAt: new Date(Date.now() + seconds * 1_000),
        hmacSignatureSecret: secretFor('challenge'),
      });
    },

    /** Counts a look-up. @returns seconds to wait, or null where it may go on */
    async admitTracking(address: string): Promise<number | null> {
      const counted = await count('track', address);
      return 'secondsLeft' in counted ? counted.secondsLeft : null;
    },

    /** Counts a submission of a portal. */
    async countPortal(portal: number): Promise<Counted> {
      const { count: sent, secondsLeft } = await limits.hit(`portal ${portal}`);
      return sent > WRITES.submit.perPortal
        ? { kind: 'tooMany', retryAfter: secondsLeft }
        : { kind: 'counted', isChallenged: false };
    },

    /** Counts a submission from that address. */
    async countSubmission(address: string): Promise<Counted> {
      const counted = await count('submit', address);
      if ('secondsLeft' in counted) return { kind: 'tooMany', retryAfter: counted.secondsLeft };
      const { freePerSender, freeOverall } = WRITES.submit;
      const isMuch = counted.sender > freePerSender || counted.all > freeOverall;
      return {
        kind: 'counted',
        isChallenged: mode === 'always' || (mode === 'adaptive' && isMuch),
      };
    },

    isSolved,
  };
};

export type AdmissionService = ReturnType<typeof createAdmissionService>;
