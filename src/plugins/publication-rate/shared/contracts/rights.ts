import type { OrganizationName } from '../../../../shared/contracts/publication-rate-rights';

/** An admin user with the organizations that he is an editor of (责任编辑). */
export interface OrganizationEditor {
  readonly userId: number;
  readonly name: string;
  readonly email: string;
  readonly isActive: boolean;
  readonly organizations: readonly OrganizationName[];
}
