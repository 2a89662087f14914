// What a logout request says, as far as it can be believed.

import { type IdTokenHint, type ProjectRuntime, parseIdTokenHint } from '@gatehouse/token-engine';
import type { Client } from '@gatehouse/token-engine/clients';

export interface LogoutRequest {
  /** From an ID token of this project, expired or not. */
  readonly hint: IdTokenHint | undefined;
  readonly client: Client | undefined;
  /** Registered for the client; anything else is as if it were absent. */
  readonly redirectUri: string | undefined;
  readonly state: string | undefined;
}

const maxHintLength = 8192;
const maxStateLength = 4096;

export async function parseLogoutRequest(
  form: ReadonlyMap<string, string>,
  project: ProjectRuntime,
): Promise<LogoutRequest> {
  const hintValue = form.get('id_token_hint') ?? '';
  const hint =
    hintValue === '' || hintValue.length > maxHintLength
      ? undefined
      : await parseIdTokenHint(hintValue, project);
  const named = form.get('client_id') ?? hint?.audience[0];
  const belongs = hint === undefined || named === undefined || hint.audience.includes(named);
  const client = named !== undefined && belongs ? await project.clients.find(named) : undefined;
  const wanted = form.get('post_logout_redirect_uri');
  const isRegistered =
    wanted !== undefined && client?.metadata.post_logout_redirect_uris.includes(wanted) === true;
  const state = form.get('state');
  return {
    hint,
    client,
    redirectUri: isRegistered ? wanted : undefined,
    state: state !== undefined && state.length <= maxStateLength ? state : undefined,
  };
}

/** A challenge is the request itself, written down: nothing in it is believed before it is checked again. */
export function readLogoutForm(challenge: string): ReadonlyMap<string, string> {
  try {
    const pairs: unknown = JSON.parse(Buffer.from(challenge, 'base64url').toString('utf8'));
    if (!Array.isArray(pairs)) return new Map();
    return new Map(
      pairs.flatMap((pair: unknown) => {
        const [name, value] = Array.isArray(pair) ? (pair as unknown[]) : [];
        return typeof name === 'string' && typeof value === 'string'
          ? [[name, value] as const]
          : [];
      }),
    );
  } catch {
    return new Map();
  }
}
