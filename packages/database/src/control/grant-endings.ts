import { Prisma } from '../generated/client.ts';
import type { ProjectContext } from '../scope/project-context.ts';

/** Whose grants: one, those of a client, of an identity, or of a subject (at one client). */
export type GrantsOf =
  | { readonly grantId: string }
  | { readonly clientId: string }
  | { readonly identityId: string }
  | { readonly subject: string; readonly clientId: string | undefined };

function matching(of: GrantsOf): Prisma.Sql {
  if ('grantId' in of) return Prisma.sql`grant_id = ${of.grantId}::uuid`;
  if ('identityId' in of) return Prisma.sql`identity_id = ${of.identityId}::uuid`;
  if (!('subject' in of)) return Prisma.sql`client_id = ${of.clientId}`;
  const ofSubject = Prisma.sql`claims ->> 'subject' = ${of.subject}`;
  if (of.clientId === undefined) return ofSubject;
  return Prisma.sql`${ofSubject} AND client_id = ${of.clientId}`;
}

/**
 * Ends grants and all that descends from them: every refresh and access token is dead with the commit. Rows
 * are locked in the order in which the hot path locks them. @returns how many.
 */
export function endGrants({ tx, projectId }: ProjectContext, of: GrantsOf): Promise<number> {
  return tx.$executeRaw`
    WITH RECURSIVE family AS (
      SELECT project_id, grant_id FROM hot.grants
      WHERE project_id = ${projectId}::uuid AND ${matching(of)}
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
