// The rows of organizations, as far as code outside this package may reach them. Bound to a project and to
// one transaction, as everything in transactions.ts.

/** A domain name of an organization, in lower-case A-labels. */
export interface OrganizationDomainRow {
  readonly domain: string;
  /** What a TXT record of the domain must carry. */
  readonly verificationToken: string;
  /** When its TXT records were last looked up; undefined: never. */
  readonly checkedAt: Date | undefined;
  /** undefined: not verified. */
  readonly verifiedAt: Date | undefined;
}

export interface OrganizationRow {
  readonly organizationId: string;
  readonly label: string;
  /** As Ory writes durations; undefined: the project's. */
  readonly sessionLifespan: string | undefined;
  readonly defaultRegion: string | undefined;
  /** In the order in which they were given. */
  readonly domains: readonly OrganizationDomainRow[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What somebody says of an organization. */
export interface OrganizationContent
  extends Pick<OrganizationRow, 'label' | 'sessionLifespan' | 'defaultRegion'> {
  /** A domain that the organization has already keeps its token and its state. */
  readonly domains: readonly Pick<OrganizationDomainRow, 'domain' | 'verificationToken'>[];
}

/** Another organization of the project has this domain. */
export interface DomainTaken {
  readonly takenDomain: string;
}

export interface OrganizationRows {
  find(organizationId: string): Promise<OrganizationRow | undefined>;
  /** Finds the row and locks it until the transaction ends: for who changes what they have read. */
  findForUpdate(organizationId: string): Promise<OrganizationRow | undefined>;
  /** @returns whether it is there, and keeps it from being deleted until the transaction ends. */
  hold(organizationId: string): Promise<boolean>;
  /** In the order of their ids, which is that of their creation. */
  list(
    page: { readonly limit: number; readonly after: string | undefined },
    filter: { readonly domain?: string },
  ): Promise<readonly OrganizationRow[]>;
  /** Of parallel callers with one domain exactly one adds; the others write nothing and see `DomainTaken`. */
  insert(
    organizationId: string,
    content: OrganizationContent,
  ): Promise<OrganizationRow | DomainTaken>;
  /**
   * Replaces what is said of it. After `DomainTaken` the transaction must not commit.
   * @returns undefined where there is no such organization.
   */
  update(
    organizationId: string,
    content: OrganizationContent,
  ): Promise<OrganizationRow | DomainTaken | undefined>;
  /** Writes what a look-up of the domain's TXT records found. @returns false where it has no such domain. */
  recordDomainCheck(
    of: { readonly organizationId: string; readonly domain: string },
    found: { readonly checkedAt: Date; readonly isVerified: boolean },
  ): Promise<boolean>;
  /** Deletes it with its domains and links; its identities stay and belong to none. */
  delete(organizationId: string): Promise<{ readonly detachedIdentities: number } | undefined>;
}

export interface OnboardingPortalLinkRow {
  readonly linkId: string;
  readonly organizationId: string;
  readonly secret: { readonly keyId: string; readonly hash: Uint8Array };
  readonly enableSso: boolean;
  readonly enableScim: boolean;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Which link of which organization. */
export interface OnboardingPortalLinkKey {
  readonly organizationId: string;
  readonly linkId: string;
}

export interface OnboardingPortalLinkRows {
  /** Oldest first, expired ones included. */
  list(organizationId: string): Promise<readonly OnboardingPortalLinkRow[]>;
  find(linkId: string): Promise<OnboardingPortalLinkRow | undefined>;
  insert(
    row: Omit<OnboardingPortalLinkRow, 'createdAt' | 'updatedAt'>,
  ): Promise<OnboardingPortalLinkRow>;
  /** @returns undefined where the organization has no such link. */
  update(
    key: OnboardingPortalLinkKey,
    change: Pick<OnboardingPortalLinkRow, 'enableSso' | 'enableScim' | 'expiresAt'>,
  ): Promise<OnboardingPortalLinkRow | undefined>;
  delete(key: OnboardingPortalLinkKey): Promise<boolean>;
}

/** The part of a project's transaction that is about organizations. */
export interface OrganizationTransaction {
  readonly organizations: OrganizationRows;
  readonly onboardingPortalLinks: OnboardingPortalLinkRows;
}
