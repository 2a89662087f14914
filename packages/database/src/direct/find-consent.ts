import type { RememberedConsent, RememberedConsentRow } from '@gatehouse/token-engine/ports';
import { isStorableText, readJson } from '../control/stored-values.ts';
import type { Statement } from '../hot/connection.ts';
import type { DirectContext } from './direct-context.ts';

/** What still counts. Parameters: project, subject, client, now. */
const selectConsent: Statement = {
  name: 'consent',
  text: `
    SELECT scope, audience, id_token_claims AS "idTokenClaims", access_token_claims AS "accessTokenClaims"
    FROM consents
    WHERE project_id = $1::uuid AND subject = $2 AND client_id = $3
      AND (remember_until IS NULL OR remember_until >= $4::timestamptz)`,
};

export async function findConsent(
  { connection, projectId }: DirectContext,
  { subject, clientId }: Pick<RememberedConsentRow, 'subject' | 'clientId'>,
): Promise<RememberedConsent | undefined> {
  if (!isStorableText(subject) || !isStorableText(clientId)) return undefined;
  const [found] = await connection.readRecords(projectId, selectConsent, [
    projectId,
    subject,
    clientId,
    new Date().toISOString(),
  ]);
  return found === undefined ? undefined : readJson<RememberedConsent>(found);
}
