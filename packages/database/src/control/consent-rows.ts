// Approvals of one subject, as an administrator sees and ends them: those that are remembered, and the
// grants that stand.

import { parseGrantId } from '@gatehouse/protocol';
import type { GrantClaims } from '@gatehouse/token-engine/ports';
import type { ProjectContext } from '../scope/project-context.ts';
import type { ConsentRow, ConsentRows } from '../transactions.ts';
import { isStorableText, readJson } from './stored-values.ts';

export function buildConsentRows(context: ProjectContext): ConsentRows {
  return {
    async list(subject, limit) {
      if (!isStorableText(subject)) return [];
      const remembered = await listRemembered(context, subject, limit);
      const known = new Set(remembered.map(({ clientId }) => clientId));
      const grants = await listGrants(context, subject, limit);
      return [...remembered, ...grants.filter(({ clientId }) => !known.has(clientId))];
    },
    async revoke({ subject, clientId }) {
      if (!isStorableText(subject) || !isStorableText(clientId ?? '')) return noneRevoked;
      const { tx, projectId } = context;
      const consents = await tx.consent.deleteMany({
        where: { projectId, subject, ...(clientId === undefined ? {} : { clientId }) },
      });
      return { consents: consents.count, grants: await endGrants(context, { subject, clientId }) };
    },
  };
}

const noneRevoked = { consents: 0, grants: 0 };

async function listRemembered(
  { tx, projectId }: ProjectContext,
  subject: string,
  limit: number,
): Promise<ConsentRow[]> {
  const rows = await tx.consent.findMany({
    where: {
      projectId,
      subject,
      OR: [{ rememberUntil: null }, { rememberUntil: { gt: new Date() } }],
    },
    orderBy: { clientId: 'asc' },
    take: limit,
  });
  return rows.map((row) => ({
    subject,
    clientId: row.clientId,
    grantId: undefined,
    scope: row.scope,
    audience: row.audience,
    idTokenClaims: readJson(row.idTokenClaims),
    accessTokenClaims: readJson(row.accessTokenClaims),
    remembered: { until: row.rememberUntil ?? undefined },
    grantedAt: row.updatedAt,
  }));
}

interface StoredGrant {
  grant_id: string;
  client_id: string;
  scope: string[];
  audience: string[];
  claims: unknown;
  created_at: Date;
}

async function listGrants(
  { tx, projectId }: ProjectContext,
  subject: string,
  limit: number,
): Promise<ConsentRow[]> {
  const rows = await tx.$queryRaw<StoredGrant[]>`
    SELECT grant_id::text, client_id, scope, audience, claims, created_at FROM hot.grants
    WHERE project_id = ${projectId}::uuid AND claims ->> 'subject' = ${subject}
      AND active AND expires_at > now()
    ORDER BY created_at DESC, grant_id LIMIT ${limit}::int`;
  return rows.map((row) => {
    const claims = readJson<GrantClaims>(row.claims);
    return {
      subject,
      clientId: row.client_id,
      grantId: parseGrantId(row.grant_id),
      scope: row.scope,
      audience: row.audience,
      idTokenClaims: claims.idToken,
      accessTokenClaims: claims.accessToken,
      remembered: undefined,
      grantedAt: row.created_at,
    };
  });
}

/** Every token of these grants, and of those that descend from them, is dead with the commit. */
async function endGrants(
  { tx, projectId }: ProjectContext,
  { subject, clientId }: { subject: string; clientId: string | undefined },
): Promise<number> {
  return tx.$executeRaw`
    WITH RECURSIVE family AS (
      SELECT project_id, grant_id FROM hot.grants
      WHERE project_id = ${projectId}::uuid AND claims ->> 'subject' = ${subject}
        AND (${clientId ?? null}::text IS NULL OR client_id = ${clientId ?? null}::text)
      UNION
      SELECT g.project_id, g.grant_id FROM family f
      JOIN hot.grants g ON g.project_id = f.project_id AND g.parent_grant_id = f.grant_id
    ), living AS (
      SELECT g.project_id, g.grant_id FROM hot.grants g
      JOIN family f ON f.project_id = g.project_id AND f.grant_id = g.grant_id
      WHERE g.active
      ORDER BY g.project_id, g.grant_id
      FOR UPDATE OF g
    )
    UPDATE hot.grants g SET active = FALSE, epoch = g.epoch + 1
    FROM living l
    WHERE g.project_id = l.project_id AND g.grant_id = l.grant_id AND g.active`;
}
