import type { OnboardingPortalLink } from '../generated/client.ts';
import type {
  OnboardingPortalLinkRow,
  OnboardingPortalLinkRows,
} from '../organization-transactions.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { isStorableUuid, writeBytes } from './stored-values.ts';

export function buildOnboardingPortalLinkRows({
  tx,
  projectId,
}: ProjectContext): OnboardingPortalLinkRows {
  return {
    async list(organizationId) {
      if (!isStorableUuid(organizationId)) return [];
      const rows = await tx.onboardingPortalLink.findMany({
        where: { projectId, organizationId },
        orderBy: [{ createdAt: 'asc' }, { linkId: 'asc' }],
      });
      return rows.map(readLink);
    },
    async find(linkId) {
      if (!isStorableUuid(linkId)) return undefined;
      const row = await tx.onboardingPortalLink.findUnique({
        where: { projectId_linkId: { projectId, linkId } },
      });
      return row === null ? undefined : readLink(row);
    },
    async insert({ secret, ...row }) {
      const data = {
        projectId,
        ...row,
        secretKeyId: secret.keyId,
        secretHash: writeBytes(secret.hash),
      };
      return readLink(await tx.onboardingPortalLink.create({ data }));
    },
    async update({ organizationId, linkId }, change) {
      if (!isStorableUuid(organizationId) || !isStorableUuid(linkId)) return undefined;
      const { enableSso, enableScim, expiresAt } = change;
      const [row] = await tx.onboardingPortalLink.updateManyAndReturn({
        where: { projectId, organizationId, linkId },
        data: { enableSso, enableScim, expiresAt },
      });
      return row === undefined ? undefined : readLink(row);
    },
    async delete({ organizationId, linkId }) {
      if (!isStorableUuid(organizationId) || !isStorableUuid(linkId)) return false;
      const { count } = await tx.onboardingPortalLink.deleteMany({
        where: { projectId, organizationId, linkId },
      });
      return count > 0;
    },
  };
}

function readLink(row: OnboardingPortalLink): OnboardingPortalLinkRow {
  return {
    linkId: row.linkId,
    organizationId: row.organizationId,
    secret: { keyId: row.secretKeyId, hash: row.secretHash },
    enableSso: row.enableSso,
    enableScim: row.enableScim,
    expiresAt: row.expiresAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
