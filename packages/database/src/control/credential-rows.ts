import type { IdentityRows } from '../identity-transactions.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { isStorableUuid } from './stored-values.ts';

type CredentialRows = Pick<
  IdentityRows,
  'findPasswordHash' | 'setPasswordHash' | 'listCredentials' | 'deleteCredential'
>;

export function buildCredentialRows({ tx, projectId }: ProjectContext): CredentialRows {
  const type = 'password';
  return {
    async findPasswordHash(identityId) {
      if (!isStorableUuid(identityId)) return undefined;
      const row = await tx.identityCredential.findUnique({
        where: { projectId_identityId_type: { projectId, identityId, type } },
      });
      return row?.secret;
    },
    async setPasswordHash(identityId, secret) {
      await tx.identityCredential.upsert({
        where: { projectId_identityId_type: { projectId, identityId, type } },
        create: { projectId, identityId, type, secret },
        update: { secret },
      });
    },
    async listCredentials(identityId) {
      if (!isStorableUuid(identityId)) return [];
      return tx.identityCredential.findMany({
        where: { projectId, identityId },
        select: { type: true, createdAt: true, updatedAt: true },
        orderBy: { type: 'asc' },
      });
    },
    async deleteCredential(identityId, credentialType) {
      const { count } = await tx.identityCredential.deleteMany({
        where: { projectId, identityId, type: credentialType },
      });
      return count > 0;
    },
  };
}
