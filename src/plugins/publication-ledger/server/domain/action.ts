import type { LedgerAction } from '../../../../shared/contracts/publication-ledger';
import { PUBLIC_ACTIONS } from '../constants';

export interface DocumentCall {
  /** Document Service method. */
  readonly action: string;
  readonly hasDraftAndPublish: boolean;
  /** `params.status` of the call. */
  readonly status: string | undefined;
}

/** What a Document Service call means to the public, if anything; `publish` may become `republish`. */
export const publicAction = ({
  action,
  hasDraftAndPublish,
  status,
}: DocumentCall): LedgerAction | null => {
  switch (action) {
    case 'delete':
      return 'delete';
    case 'publish':
    case 'unpublish':
      return hasDraftAndPublish ? action : null;
    case 'create':
    case 'clone':
      if (!hasDraftAndPublish) return 'create';
      return status === 'published' ? 'publish' : null;
    case 'update':
      if (!hasDraftAndPublish) return 'update';
      return status === 'published' ? 'publish' : null;
    default:
      return null;
  }
};

/** True where the record is public after the action. */
export const isPublicAfter = (action: LedgerAction): boolean =>
  (PUBLIC_ACTIONS as readonly string[]).includes(action);
