import type { Postable } from './cross-post';
import type { RecordRules } from './editor-desk';
import type { PublicSubmission, PublicType } from './public-api';
import type { FigureSet } from './publication-rate';
import type { FindingDefinition, ReconciliationDefinition } from './reconciliation';

/**
 * What a domain (`src/api/<name>/domain.ts`) declares to the plugins. Its labels are not here: the
 * admin panel needs them too, and nothing else of a domain (src/desk.ts).
 */
export interface Domain {
  /** Checks, derived values, natural keys, encryption: editor-desk. */
  readonly rules?: readonly RecordRules[];
  /** What the public may see: public-api, and publication-ledger records the same. */
  readonly public?: readonly PublicType[];
  /** What the public may send in: public-api. */
  readonly submissions?: readonly PublicSubmission[];
  /** publication-rate. */
  readonly figures?: readonly FigureSet[];
  /** Money that is passed on and must add up: publication-rate. */
  readonly reconciliations?: readonly ReconciliationDefinition[];
  /** What adds up and should be looked at all the same: publication-rate. */
  readonly findings?: readonly FindingDefinition[];
  /** cross-post. */
  readonly posts?: readonly Postable[];
}
