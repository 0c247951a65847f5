import type { LedgerAction } from '../../../../shared/contracts/publication-ledger';
import { PUBLIC_ACTIONS } from '../constants';

export interface DocumentCall {
  /** Document Service method. */
  readonly action: string;
  readonly hasDraftAndPublish: boolean;
  /** `params.status` of the call. */
  readonly status: string | undefined;
}

/** What a Document Service call may do to the public's view: show or change a record, hide it, end it. */
export type PublicEffect = 'show' | 'hide' | 'delete';

/** The effect of a call, or null for one that the public can't notice (a draft was saved). */
export const publicEffect = ({
  action,
  hasDraftAndPublish,
  status,
}: DocumentCall): PublicEffect | null => {
  switch (action) {
    case 'delete':
      return 'delete';
    case 'publish':
      return 'show';
    case 'unpublish':
      return 'hide';
    case 'create':
    case 'clone':
    case 'update':
      // Strapi publishes in one go where a write names the status.
      return !hasDraftAndPublish || status === 'published' ? 'show' : null;
    default:
      return null;
  }
};

/** True where the record is public after the action. */
export const isPublicAfter = (action: LedgerAction): boolean =>
  (PUBLIC_ACTIONS as readonly string[]).includes(action);

/**
 * The entry for an effect, given whether the record was public before and is now; null where
 * nothing changed for the public. A deletion is always told.
 */
export const ledgerAction = (
  effect: PublicEffect,
  { hasDraftAndPublish, wasPublic, isPublic }: { hasDraftAndPublish: boolean; wasPublic: boolean; isPublic: boolean },
): LedgerAction | null => {
  if (effect === 'delete') return 'delete';
  if (effect === 'hide' || !isPublic) return wasPublic ? 'unpublish' : null;
  if (hasDraftAndPublish) return wasPublic ? 'republish' : 'publish';
  return wasPublic ? 'update' : 'create';
};
