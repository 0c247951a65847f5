/** What a document becomes before it is cut to each channel's form. */
export interface PostSource {
  readonly title: string;
  readonly summary: string;
  /** Sanitised HTML of the whole text. */
  readonly html: string;
  /** Absolute canonical address, unique for the document. */
  readonly canonicalUrl: string;
  readonly author: string;
  /** Upload-provider file used as cover, if any. */
  readonly coverFileId: number | null;
}

/** A content type whose publication is carried to the channels. */
export interface Postable {
  readonly uid: string;
  /** Populate that `compose` needs, in Document Service syntax. */
  readonly populate: Readonly<Record<string, unknown>>;
  /**
   * Filter of Strapi's query engine that a published document meets if and only if `compose` makes
   * something of it. Without one the document is composed before every call that makes a post.
   */
  readonly posted?: Readonly<Record<string, unknown>>;
  /** Builds the source from the published document; null: this document is not posted. */
  compose(
    document: Readonly<Record<string, unknown>>,
    context: { publicUrl: string },
  ): PostSource | null;
}

export interface Receipt {
  readonly channel: string;
  readonly channelName: string;
  readonly state: string;
  readonly remoteId: string | null;
  readonly url: string | null;
  readonly publishedAt: string | null;
  readonly contentHash: string;
  readonly error: string | null;
}

/** An account and its latest post, for the inspection standard's 14 days. */
export interface AccountLastPost {
  readonly channelId: string;
  readonly name: string;
  readonly kind: 'weibo' | 'wechat';
  /** ISO instant; null: nothing was ever posted through this system. */
  readonly lastPostedAt: string | null;
}

/** `strapi.plugin('cross-post').service('posts')` */
export interface CrossPostService {
  declare(postables: readonly Postable[]): void;
  receipts(documentId: string): Promise<Receipt[]>;
  /** Every account with its latest post, also one that was withdrawn since. */
  lastPosts(): Promise<AccountLastPost[]>;
}
