import type { ProjectTransaction } from '@gatehouse/database';
import { invalidIdentity } from './identity-error.ts';

/**
 * Keeps the organization from being deleted while an identity joins it. One of another project is as unknown
 * as one that never was. Throws AdministrationError: invalid.
 */
export async function holdOrganization<T extends string | null | undefined>(
  tx: ProjectTransaction,
  organizationId: T,
): Promise<T> {
  if (typeof organizationId !== 'string') return organizationId;
  if (await tx.organizations.hold(organizationId)) return organizationId;
  throw invalidIdentity('organization_id', 'This project has no organization of that id.');
}
