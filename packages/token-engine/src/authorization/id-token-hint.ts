// `id_token_hint`: OpenID Connect Core section 3.1.2.1. An ID token of this project, expired or not, that
// was issued to the asking client.

import type { Client } from '../clients/client.ts';
import { isStringArray } from '../issuance/access-token-claims.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import type { Trail } from '../trace/trail.ts';

export interface IdTokenHint {
  readonly subject: string;
  readonly audience: readonly string[];
  readonly sessionId: string | undefined;
}

/** @returns what an ID token of this project says, or undefined for anything else. */
export async function parseIdTokenHint(
  value: string,
  project: ProjectRuntime,
): Promise<IdTokenHint | undefined> {
  const claims = await project.signer.verify(value, 'JWT');
  if (claims === undefined || claims['iss'] !== project.project.issuer) return undefined;
  const { sub, aud, sid } = claims;
  const audience = typeof aud === 'string' ? [aud] : aud;
  if (typeof sub !== 'string' || !isStringArray(audience)) return undefined;
  return { subject: sub, audience, sessionId: typeof sid === 'string' ? sid : undefined };
}

/** @returns the hinted subject; throws `id_token_hint_invalid`. */
export async function readIdTokenHint(
  value: string | undefined,
  context: { project: ProjectRuntime; client: Client },
  trail: Trail,
): Promise<string | undefined> {
  if (value === undefined) return undefined;
  const hint = await parseIdTokenHint(value, context.project);
  if (hint === undefined || !hint.audience.includes(context.client.clientId)) {
    throw trail.refuse('id_token_hint_invalid', 'id_token_hint', {
      expected: 'an ID token that this project issued to this client',
    });
  }
  trail.pass('id_token_hint');
  return hint.subject;
}
