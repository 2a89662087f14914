import type { Client } from '../clients/client.ts';
import type { RememberedConsent } from '../ports/authorization-requests.ts';
import type { ProjectRuntime } from '../project-runtime.ts';

/**
 * @returns the remembered approval that still counts. None counts for a client that registered itself: it may
 *   since have changed where it sends people, and a public one is whoever knows its id (RFC 8252 section 8.6).
 */
export async function loadConsent(
  client: Client,
  subject: string,
  project: ProjectRuntime,
): Promise<RememberedConsent | undefined> {
  if (client.isSelfRegistered) return undefined;
  return project.authorizations.findConsent(subject, client.clientId);
}
