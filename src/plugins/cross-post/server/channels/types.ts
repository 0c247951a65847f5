import type { PostSource } from '../../../../shared/contracts/cross-post';
import type { ChannelKind, ConnectionCheck } from '../../shared/contracts/deliveries';
import type { VariantCheck, VariantFields } from '../../shared/contracts/flow';
import type { Baseline, Channel, Delivery } from '../domain/delivery';
import type { Outcome, Reading } from '../domain/outcome';
import type { CallLimit } from './budget';
import type { Exchange } from './http';

/** What a step works with. */
export interface StepContext {
  readonly channel: Channel;
  readonly delivery: Delivery;
  /** When the irreversible call was about to go out; for reading the platform afterwards. */
  readonly intentAt: Date;
  readonly now: Date;
  /**
   * Until when an irreversible call may go out: a process that was held up for longer finds that
   * others have taken it for dead, and may have sent the post. Null where nothing is sent.
   */
  readonly sendBefore: Date | null;
  /**
   * For a reading that can learn more only by making the call again: until when that may go out, by
   * the rules for a first sending; null: not at all.
   */
  repeatBefore(): Promise<Date | null>;
  /** Keeps a request and its answer for the attempt's record. */
  readonly record: (exchange: Exchange) => void;
  /** What the platform has told by itself about a reference, newest first; null: nothing. */
  told(reference: string): Promise<unknown>;
  /** Other deliveries of the channel whose calls have no known result yet either. */
  openRivals(): Promise<readonly { readonly content: unknown; readonly intentAt: string }[]>;
  /**
   * What the channel's deliveries, this one too, have kept in their step `marker` within a day before
   * this one's last call, each with the calls of this step by others that have arrived since.
   */
  baselines(marker: string): Promise<readonly Baseline[]>;
  /** True where another delivery of the channel has this remote id already. */
  isTaken(remoteId: string): Promise<boolean>;
  /**
   * Addresses of the document's other posts on the channel that a person has put there lately, whose
   * remote ids nobody knows; null for a draft that a person may have published without saying so.
   */
  byHand(): Promise<readonly (string | null)[]>;
}

export interface Step {
  /**
   * A post may exist after the call: its intent is committed before it, and an unclear result is
   * settled by `read`, never by sending again.
   */
  readonly isIrreversible: boolean;
  run(context: StepContext): Promise<Outcome>;
  /** Reads the platform for the result of an unclear `run`. Needed where `isIrreversible`. */
  read?(context: StepContext): Promise<Reading>;
}

export interface Composed {
  /** JSON that is sent later, exactly; its hash is the delivery's. */
  readonly content: unknown;
  readonly firstStep: string;
}

/** How people change what `compose` made, and what is told them before it is approved. Pure. */
export interface VariantRules {
  /** The members that people edit, the address that they don't, and the HTML of the text, if any. */
  fields(content: unknown): {
    readonly fields: VariantFields;
    readonly canonicalUrl: string;
    readonly html: string;
  };
  /** The content with the change, made safe; too long a text stays as it is, for `check` to tell. */
  edit(content: unknown, change: VariantFields): unknown;
  /** Counts and issues; `safeDomains`: those that the channel's accounts allow in links. */
  check(content: unknown, context: { readonly safeDomains: readonly string[] }): VariantCheck;
}

/** What a call about a post that is out works with. */
export type RemoteContext = Pick<StepContext, 'channel' | 'delivery' | 'now' | 'record'>;

export interface WithdrawalContext extends RemoteContext {
  /** A draft that is to be deleted, not the post; null: the post. */
  readonly draftId: string | null;
  /** An earlier call had no answer: it may have worked. */
  readonly isRepeated: boolean;
}

export type WithdrawalOutcome =
  /** The public can't see the post any more. */
  | { readonly kind: 'done' }
  /** The platform has no call for it: a person does it there. */
  | { readonly kind: 'by-hand'; readonly code: string; readonly message: string };

/** Whether the public can still see a post; `unknown` where the platform has no call to tell. */
export type Presence = 'there' | 'gone' | 'unknown';

/** All that the queue knows of a platform. A third platform is one folder with one of these. */
export interface ChannelAdapter<Kind extends string = ChannelKind> {
  readonly kind: Kind;
  /** Cuts a post to the channel's form. Pure. */
  compose(source: PostSource): Composed;
  /** The content's first step, also after it was edited. Pure. */
  firstStep(content: unknown): string;
  readonly variant: VariantRules;
  readonly steps: Readonly<Record<string, Step>>;
  /** Calls that the platform grants, by endpoint. */
  readonly limits: Readonly<Record<string, CallLimit>>;
  /** Takes a post back, or a draft; may be called again when it is not known whether it worked. */
  withdraw(context: WithdrawalContext): Promise<WithdrawalOutcome>;
  /** Codes of failures after which a person goes on with the draft at the platform. */
  readonly draftsForPeople?: readonly string[];
  /** Looks a post up again. */
  lookUp(context: RemoteContext): Promise<Presence>;
  /** Looks at everything that may stand in the way of posting; posts nothing. */
  test(channel: Channel): Promise<readonly ConnectionCheck[]>;
  /** Turns an error thrown by a step into its outcome. */
  classify(
    error: unknown,
    context: Readonly<Pick<StepContext, 'channel' | 'delivery' | 'now'>>,
  ): Outcome;
}
