// Where an issuer says that its endpoints are (OpenID Connect Discovery section 4, RFC 8414 section 3).

import { type ApiResponse, sendRequest } from '../api/send.ts';
import { parseServiceUrl } from '../config/service-url.ts';
import { textAt } from '../json/json-object.ts';
import { CommandError } from '../terminal/command-error.ts';

export interface Provider {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly userinfoEndpoint: string;
  readonly revocationEndpoint: string;
}

/** @returns the answer to a look-up of the issuer's metadata, whatever its status. */
export function requestMetadata(issuer: string): Promise<ApiResponse> {
  const url = `${issuer}/.well-known/openid-configuration`;
  return sendRequest({ method: 'GET', url, authorization: undefined });
}

function readEndpoint(body: unknown, name: string): string {
  const endpoint = textAt(body, name);
  if (endpoint === undefined) throw new CommandError(`The issuer's metadata has no ${name}.`);
  // The same rule as for every address that gets a secret; the query of an endpoint is not ours to lose.
  parseServiceUrl(endpoint.split('?')[0] ?? '', `The ${name} of the issuer`);
  return endpoint;
}

/** @throws CommandError where the metadata is another issuer's (RFC 8414 section 3.3), or incomplete. */
export function parseProvider(issuer: string, { status, body }: ApiResponse): Provider {
  if (status !== 200) {
    throw new CommandError(`${issuer} gives no metadata (status ${status}). Does it run?`);
  }
  const named = textAt(body, 'issuer');
  if (named !== issuer) {
    throw new CommandError(
      `${issuer} calls itself ${named ?? 'nothing'}: set GATEHOUSE_URL to the address that it uses itself.`,
    );
  }
  return {
    issuer,
    authorizationEndpoint: readEndpoint(body, 'authorization_endpoint'),
    tokenEndpoint: readEndpoint(body, 'token_endpoint'),
    userinfoEndpoint: readEndpoint(body, 'userinfo_endpoint'),
    revocationEndpoint: readEndpoint(body, 'revocation_endpoint'),
  };
}

/** @throws CommandError where nothing answers, or what answers is no such issuer. */
export async function findProvider(issuer: string): Promise<Provider> {
  return parseProvider(issuer, await requestMetadata(issuer));
}
