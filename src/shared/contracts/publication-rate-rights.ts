/** The content type whose documents are the organizations that things belong to. */
export interface OrganizationDirectory {
  readonly uid: string;
  /** Attribute that people know an organization by. */
  readonly nameField: string;
  /** Boolean attribute: what belongs to an organization of which it is true is shown in no list. */
  readonly classifiedField: string;
}

/** An organization, as an admin user belongs to it. */
export interface OrganizationName {
  readonly documentId: string;
  readonly name: string;
}

/** DocumentIds of the organizations that an answer is limited to; null: not limited. */
export type OrganizationScope = readonly string[] | null;

/** `strapi.plugin('publication-rate').service('rights')` */
export interface RateRightsService {
  declare(directory: OrganizationDirectory): void;
  /** The organizations that a user is an editor of, by name. */
  organizationsOf(userId: number): Promise<OrganizationName[]>;
  /**
   * Makes exactly these a user's organizations.
   * @throws NotFoundError for an unknown user, ValidationError for an unknown organization.
   */
  assign(userId: number, organizationIds: readonly string[], assignedBy: string): Promise<unknown>;
}
