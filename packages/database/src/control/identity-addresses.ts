import type { IdentityRecord } from '@gatehouse/identity-engine';
import type { NewAddress } from '../identity-transactions.ts';
import type { ProjectContext } from '../scope/project-context.ts';

/**
 * Gives the identity this address in place of what it had. The same address in another spelling stays
 * verified. @returns false, with nothing written, where somebody else has it.
 */
export async function replaceAddress(
  { tx, projectId }: ProjectContext,
  { identityId, addresses }: IdentityRecord,
  address: NewAddress,
): Promise<boolean> {
  const { normalized, value } = address;
  const isOwn = addresses.some((own) => own.normalized === normalized);
  if (!isOwn) {
    const { count } = await tx.identityAddress.createMany({
      data: [{ projectId, identityId, ...address, verifiedAt: address.verifiedAt ?? null }],
      skipDuplicates: true,
    });
    if (count === 0) return false;
  } else {
    await tx.identityAddress.updateMany({
      where: { projectId, normalized },
      data: {
        value,
        ...(address.verifiedAt === undefined ? {} : { verifiedAt: address.verifiedAt }),
      },
    });
  }
  await tx.identityAddress.deleteMany({
    where: { projectId, identityId, normalized: { not: normalized } },
  });
  return true;
}
