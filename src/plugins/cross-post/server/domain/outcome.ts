import type { Remote } from './delivery';

/** What a step led to. Times are milliseconds from now. Messages are Chinese and say what to do. */
export type Outcome =
  /** The step is done; `step` comes next, at once. */
  | { readonly kind: 'advance'; readonly step: string; readonly remote: Remote }
  /** The platform has taken the post; `step` looks at it again later. */
  | {
      readonly kind: 'accepted';
      readonly step: string;
      readonly remote: Remote;
      readonly afterMs: number;
      /** By which the platform names it when it tells by itself what became of it. */
      readonly reference: string;
    }
  | {
      readonly kind: 'published';
      readonly remote: Remote;
      readonly remoteId: string;
      readonly url: string | null;
    }
  /** In the platform's draft box, where a person publishes it. */
  | { readonly kind: 'staged'; readonly remote: Remote; readonly remoteId: string }
  /** Certainly not done; again later. Without `at` or `afterMs` by the back-off table. */
  | {
      readonly kind: 'retry';
      readonly code: string;
      readonly message: string;
      readonly afterMs?: number;
      readonly at?: Date;
      /** False: waiting for a limit, not a failed try. */
      readonly isTry: boolean;
      readonly step?: string;
      readonly remote?: Remote;
    }
  /** It may or may not have happened: the platform is read before anything else. */
  | {
      readonly kind: 'uncertain';
      readonly code: string;
      readonly message: string;
      readonly remote?: Remote;
      readonly afterMs?: number;
    }
  /** The account can't post until a person mends it. */
  | {
      readonly kind: 'channel-blocked';
      readonly reason: 'token' | 'config';
      readonly code: string;
      readonly message: string;
    }
  /** The platform has it, but no reading tells what became of it: a person looks. */
  | { readonly kind: 'unresolved'; readonly code: string; readonly message: string }
  | {
      readonly kind: 'failed';
      readonly reason: 'content' | 'moderation' | 'duplicate';
      readonly code: string;
      readonly message: string;
    };

/** A picture that the post is to show can't be read: nothing was sent. */
export const withoutPicture = (name: string, isGone: boolean): Outcome =>
  isGone
    ? {
        kind: 'failed',
        reason: 'content',
        code: 'picture-gone',
        message: `媒体库中图片“${name}”的文件已丢失，未发送。请在媒体库中替换这张图片，或从内容中去掉，再点“重试”，审批后发送。`,
      }
    : {
        kind: 'retry',
        code: 'picture-unreadable',
        message: `媒体库中的图片“${name}”暂时无法读取，稍后自动重试。`,
        isTry: true,
      };

/** What reading the platform told about an uncertain call. */
export type Reading =
  | { readonly kind: 'found'; readonly outcome: Outcome }
  /** Not there now. Once the settling time is over this means: it was never taken. */
  | { readonly kind: 'absent' }
  /** Nothing can be concluded from this reading, however late it is. */
  | { readonly kind: 'unknown'; readonly message: string; readonly afterMs?: number };
