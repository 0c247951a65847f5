/** A user of the admin panel. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/**
 * Who acts. `system`: code of this server outside any request (import, script, scheduled work).
 * `stranger`: a request of something else than the admin panel, such as an API token.
 */
export type Actor =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'system' }
  | { readonly kind: 'stranger' };

/** Whether and by whom the publication of a text approved it for the channels as well. */
export interface PublicationApproval {
  readonly by: 'person' | 'system' | 'none';
  readonly person: Person | null;
  /** Who last changed the text; null: not known. */
  readonly author: Person | null;
}

/** Why a post waits for a person: shown at the post, with what to do. */
export interface WaitingReason {
  readonly code: string;
  readonly message: string;
}

/**
 * The four-eyes rule at publication: somebody else than the last editor has looked at the text,
 * hence publishing it is approving it. The system's own work has no author to be kept apart from.
 */
export const approvalByPublication = (
  publisher: Actor,
  author: Person | null,
): PublicationApproval => {
  switch (publisher.kind) {
    case 'system':
      return { by: 'system', person: null, author };
    case 'stranger':
      return { by: 'none', person: null, author };
    case 'person':
      return publisher.person.id === author?.id
        ? { by: 'none', person: null, author }
        : { by: 'person', person: publisher.person, author };
  }
};

/** Why a post of that publication waits. */
export const publicationReason = ({ author }: PublicationApproval): WaitingReason => ({
  code: 'approval-needed',
  message: author
    ? `原文由${author.name}最后修改并自行公开，请由另一人审批后发送。`
    : '原文的公开人不明，请审批后发送。',
});

export const EDITED = (editor: Person): WaitingReason => ({
  code: 'approval-edited',
  message: `${editor.name}修改了发布内容，请由另一人审批后发送。`,
});

export const PICTURE_REPLACED = (person: Person | null): WaitingReason => ({
  code: 'approval-picture',
  message: person
    ? `${person.name}在媒体库中替换或删除了其中的图片，请由另一人核对后审批发送。`
    : '其中的图片已在媒体库中被替换或删除，请核对后审批发送。',
});

export const REGENERATED: WaitingReason = {
  code: 'approval-regenerated',
  message: '发布内容已按原文重新生成，请审批后发送。',
};

export const SOURCE_CHANGED: WaitingReason = {
  code: 'approval-source-changed',
  message: '原文已更改，手工修改过的发布内容予以保留，请核对或重新生成后审批。',
};

export const UNAPPROVED: WaitingReason = {
  code: 'approval-needed',
  message: '发布内容尚未审批，请审批后发送。',
};

export const CORRECTION: WaitingReason = {
  code: 'approval-correction',
  message: '这是一条更正，请审批后发送。',
};

interface Participants {
  readonly authorId: string | null;
  readonly variantEditorId: string | null;
}

/** Why this person may not approve the post; null: they may. */
export const refusalOfApprover = (
  { authorId, variantEditorId }: Participants,
  personId: string,
): string | null => {
  if (personId === authorId) return '您是原文的最后修改人，请由另一人审批。';
  if (personId === variantEditorId) return '您修改过发布内容，请由另一人审批。';
  return null;
};
