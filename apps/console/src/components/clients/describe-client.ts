import type { OAuth2Client } from '@gatehouse/contracts';
import { deviceGrant } from '../../forms/client-kinds.ts';

/** @returns what a client is, in one or two words. */
export function describeClient(
  client: OAuth2Client,
): 'Machine' | 'Device' | 'Public' | 'Confidential' {
  const { grant_types: grants, token_endpoint_auth_method: method } = client;
  const isBrowsedTo = grants.includes('authorization_code') || grants.includes('implicit');
  if (!isBrowsedTo) return isDevice(client) ? 'Device' : 'Machine';
  return method === 'none' ? 'Public' : 'Confidential';
}

/** @returns the same as a sentence. */
export function explainClient(client: OAuth2Client): string {
  switch (describeClient(client)) {
    case 'Machine':
      return 'Speaks for itself, without a person.';
    case 'Device':
      return 'Signs people in by a code that they enter in a browser elsewhere.';
    case 'Public':
      return 'Signs people in where no secret can be kept; PKCE protects its codes.';
    default:
      return 'Signs people in, from a server that keeps its secret.';
  }
}

/** @returns the name, or the id of a client without one. */
export function nameOfClient({ client_name, client_id }: OAuth2Client): string {
  return client_name === '' ? client_id : client_name;
}

export const isPublic = (client: OAuth2Client): boolean =>
  client.token_endpoint_auth_method === 'none';

export const isDevice = (client: OAuth2Client): boolean => client.grant_types.includes(deviceGrant);

/** In the browser that it sends there itself. */
export const signsPeopleIn = (client: OAuth2Client): boolean =>
  client.grant_types.includes('authorization_code');
