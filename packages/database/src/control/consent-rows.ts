// Approvals of one subject, as an administrator sees and ends them: those that are remembered, and the
// grants that stand.

import { parseGrantId } from '@gatehouse/protocol';
import type { GrantClaims } from '@gatehouse/token-engine/ports';
import type { ProjectContext } from '../scope/project-context.ts';
import type { ConsentRow, ConsentRows } from '../transactions.ts';
import { endGrants } from './grant-endings.ts';
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
