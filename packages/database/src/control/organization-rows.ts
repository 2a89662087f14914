import type { Organization, OrganizationDomain } from '../generated/client.ts';
import type {
  DomainTaken,
  OrganizationContent,
  OrganizationRow,
  OrganizationRows,
} from '../organization-transactions.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { isStorableText, isStorableUuid } from './stored-values.ts';

const withDomains = { domains: { orderBy: { position: 'asc' } } } as const;

export function buildOrganizationRows(context: ProjectContext): OrganizationRows {
  const { tx, projectId } = context;
  const find: OrganizationRows['find'] = async (organizationId) => {
    if (!isStorableUuid(organizationId)) return undefined;
    const row = await tx.organization.findUnique({
      where: { projectId_organizationId: { projectId, organizationId } },
      include: withDomains,
    });
    return row === null ? undefined : readOrganization(row);
  };
  return {
    find,
    async findForUpdate(organizationId) {
      if (!isStorableUuid(organizationId)) return undefined;
      await tx.$queryRaw`SELECT FROM organizations
        WHERE project_id = ${projectId}::uuid AND organization_id = ${organizationId}::uuid FOR UPDATE`;
      return find(organizationId);
    },
    async hold(organizationId) {
      if (!isStorableUuid(organizationId)) return false;
      const rows = await tx.$queryRaw<unknown[]>`SELECT 1 AS held FROM organizations
        WHERE project_id = ${projectId}::uuid AND organization_id = ${organizationId}::uuid FOR KEY SHARE`;
      return rows.length > 0;
    },
    async list({ limit, after }, { domain }) {
      if (domain !== undefined && !isStorableText(domain)) return [];
      const rows = await tx.organization.findMany({
        where: {
          projectId,
          ...(after === undefined ? {} : { organizationId: { gt: after } }),
          ...(domain === undefined ? {} : { domains: { some: { domain } } }),
        },
        include: withDomains,
        orderBy: { organizationId: 'asc' },
        take: limit,
      });
      return rows.map(readOrganization);
    },
    async insert(organizationId, content) {
      await tx.organization.create({ data: { projectId, organizationId, ...write(content) } });
      const taken = await addDomains(context, organizationId, content.domains);
      if (taken !== undefined) {
        await tx.organization.deleteMany({ where: { projectId, organizationId } });
        return taken;
      }
      return (await find(organizationId)) ?? absent(organizationId);
    },
    async update(organizationId, content) {
      if (!isStorableUuid(organizationId)) return undefined;
      const where = { projectId, organizationId };
      const { count } = await tx.organization.updateMany({ where, data: write(content) });
      if (count === 0) return undefined;
      const kept = content.domains.map(({ domain }) => domain);
      await tx.organizationDomain.deleteMany({ where: { ...where, domain: { notIn: kept } } });
      const taken = await addDomains(context, organizationId, content.domains);
      if (taken !== undefined) return taken;
      for (const [position, domain] of kept.entries()) {
        await tx.organizationDomain.updateMany({
          where: { ...where, domain, position: { not: position } },
          data: { position },
        });
      }
      return find(organizationId);
    },
    async recordDomainCheck({ organizationId, domain }, { checkedAt, isVerified }) {
      if (!isStorableUuid(organizationId) || !isStorableText(domain)) return false;
      const where = { projectId, organizationId, domain };
      const data = { checkedAt, ...(isVerified ? {} : { verifiedAt: null }) };
      const { count } = await tx.organizationDomain.updateMany({ where, data });
      if (isVerified) {
        await tx.organizationDomain.updateMany({
          where: { ...where, verifiedAt: null },
          data: { verifiedAt: checkedAt },
        });
      }
      return count > 0;
    },
    async delete(organizationId) {
      if (!isStorableUuid(organizationId)) return undefined;
      const where = { projectId, organizationId };
      // Whoever joins an identity to it holds its row, so that nobody joins between these statements.
      await tx.$queryRaw`SELECT FROM organizations
        WHERE project_id = ${projectId}::uuid AND organization_id = ${organizationId}::uuid FOR UPDATE`;
      const { count: detachedIdentities } = await tx.identity.updateMany({
        where,
        data: { organizationId: null },
      });
      const { count } = await tx.organization.deleteMany({ where });
      return count === 0 ? undefined : { detachedIdentities };
    },
  };
}

/** @returns the domain that another organization has, having added the others. */
async function addDomains(
  { tx, projectId }: ProjectContext,
  organizationId: string,
  domains: OrganizationContent['domains'],
): Promise<DomainTaken | undefined> {
  const data = domains.map((domain, position) => ({
    projectId,
    organizationId,
    position,
    ...domain,
  }));
  await tx.organizationDomain.createMany({ data, skipDuplicates: true });
  const foreign = await tx.organizationDomain.findFirst({
    where: {
      projectId,
      domain: { in: domains.map(({ domain }) => domain) },
      organizationId: { not: organizationId },
    },
  });
  return foreign === null ? undefined : { takenDomain: foreign.domain };
}

function write({ label, sessionLifespan, defaultRegion }: OrganizationContent) {
  return {
    label,
    sessionLifespan: sessionLifespan ?? null,
    defaultRegion: defaultRegion ?? null,
  };
}

function readOrganization(row: Organization & { domains: OrganizationDomain[] }): OrganizationRow {
  return {
    organizationId: row.organizationId,
    label: row.label,
    sessionLifespan: row.sessionLifespan ?? undefined,
    defaultRegion: row.defaultRegion ?? undefined,
    domains: row.domains.map(({ domain, verificationToken, checkedAt, verifiedAt }) => ({
      domain,
      verificationToken,
      checkedAt: checkedAt ?? undefined,
      verifiedAt: verifiedAt ?? undefined,
    })),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

function absent(organizationId: string): never {
  throw new Error(`Organization ${organizationId} was written and is not there.`);
}
