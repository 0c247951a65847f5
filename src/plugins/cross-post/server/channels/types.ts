import type { PostSource } from '../../../../shared/contracts/cross-post';
import type { ChannelKind } from '../../shared/contracts/deliveries';
import type { Channel, Delivery } from '../domain/delivery';
import type { Outcome, Reading } from '../domain/outcome';
import type { Exchange } from './http';

/** What a step works with. */
export interface StepContext {
  readonly channel: Channel;
  readonly delivery: Delivery;
  /** When the irreversible call was about to go out; for reading the platform afterwards. */
  readonly intentAt: Date;
  readonly now: Date;
  /** Keeps a request and its answer for the attempt's record. */
  readonly record: (exchange: Exchange) => void;
  /** What the platform has told by itself about a reference, newest first; null: nothing. */
  told(reference: string): Promise<unknown>;
  /** True where another delivery of the channel has this remote id already. */
  isTaken(remoteId: string): Promise<boolean>;
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

/** All that the queue knows of a platform. A third platform is one folder with one of these. */
export interface ChannelAdapter {
  readonly kind: ChannelKind;
  /** Cuts a post to the channel's form. Pure. */
  compose(source: PostSource): Composed;
  readonly steps: Readonly<Record<string, Step>>;
  /** Turns an error thrown by a step into its outcome. */
  classify(error: unknown, context: { readonly delivery: Delivery; readonly now: Date }): Outcome;
}
