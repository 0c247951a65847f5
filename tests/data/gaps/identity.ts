import { createDocumentIds } from '../random';

/** Kinds of records whose documentIds are made from their keys. */
export type GapKind =
  | 'organization'
  | 'establishment'
  | 'staff'
  | 'change'
  | 'fund'
  | 'allocation'
  | 'beneficiary'
  | 'finding'
  | 'budget'
  | 'notice'
  | 'tally'
  | 'point'
  | 'visit'
  | 'request'
  | 'inquiry';

/**
 * The documentId of a record by its key (such as a fund's code): it stays the same when other records
 * come or go, so that tests can name it.
 */
export const gapId = (kind: GapKind, key: string): string =>
  createDocumentIds(`gaps/${kind}/${key}`)();
