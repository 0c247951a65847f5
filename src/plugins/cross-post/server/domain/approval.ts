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
  /** Who changed the text since anybody else has looked at it, the last one at the end. */
  readonly authors: readonly Person[];
}

/** What is known of those who changed a document. */
export interface Hands {
  /** Who changed it since its last publication. */
  readonly editors: readonly Person[];
  /** Who had changed what was published last. */
  readonly authors: readonly Person[];
  /** Somebody else has published that text, or approved a post of it. */
  readonly isLookedAt: boolean;
}

/** Whose text is published now: what nobody else has looked at stays its authors' own. */
export const authorsOf = ({ editors, authors, isLookedAt }: Hands): readonly Person[] => {
  if (editors.length > 0 && isLookedAt) return editors;
  const again = new Set(editors.map(({ id }) => id));
  return [...authors.filter(({ id }) => !again.has(id)), ...editors];
};

/** Why a post waits for a person: shown at the post, with what to do. */
export interface WaitingReason {
  readonly code: string;
  readonly message: string;
}

/**
 * The four-eyes rule at publication: somebody who changed none of it has looked at the text, hence
 * publishing it is approving it. The system's own work has no author to be kept apart from.
 */
export const approvalByPublication = (
  publisher: Actor,
  authors: readonly Person[],
): PublicationApproval => {
  switch (publisher.kind) {
    case 'system':
      return { by: 'system', person: null, authors };
    case 'stranger':
      return { by: 'none', person: null, authors };
    case 'person':
      return authors.some(({ id }) => id === publisher.person.id)
        ? { by: 'none', person: null, authors }
        : { by: 'person', person: publisher.person, authors };
  }
};

/** Why a post of that publication waits. */
export const publicationReason = ({ authors }: PublicationApproval): WaitingReason => ({
  code: 'approval-needed',
  message:
    authors.length > 0
      ? `原文由${authors.map(({ name }) => name).join('、')}修改，公开时未经其他人审核，请由另一人审批后发送。`
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
  readonly authorIds: readonly string[];
  readonly variantEditorIds: readonly string[];
}

interface Variant extends Pick<Participants, 'variantEditorIds'> {
  readonly variantEditorName: string | null;
  readonly contentHash: string;
  readonly approvedHash: string | null;
  readonly correctionOf: string | null;
}

/** Who changed a variant, and the last one's name. */
export interface VariantEditors {
  readonly ids: readonly string[];
  readonly name: string | null;
}

/**
 * Who has changed a variant when this person changes it; null: nobody in particular. What was approved
 * as it stands has been looked at; who asked for a correction stays with it.
 */
export const editorsAfter = (variant: Variant, person: Person | null): VariantEditors => {
  const { variantEditorIds: before, contentHash, approvedHash, correctionOf } = variant;
  if (!person) return { ids: before, name: variant.variantEditorName };
  const isLookedAt = approvedHash === contentHash && correctionOf === null;
  const others = isLookedAt ? [] : before.filter((id) => id !== person.id);
  return { ids: [...others, person.id], name: person.name };
};

/** Why this person may not approve the post; null: they may. */
export const refusalOfApprover = (
  { authorIds, variantEditorIds }: Participants,
  personId: string,
): string | null => {
  if (authorIds.includes(personId)) return '您修改过原文，请由另一人审批。';
  if (variantEditorIds.includes(personId)) return '您修改过发布内容，请由另一人审批。';
  return null;
};
