// Where members sign in: the built-in project `console` of the installation, in either of its addressing
// modes, and the audience that the management API wants to read in their tokens.

import {
  findProvider,
  type Provider,
  parseProvider,
  requestMetadata,
} from '../authorization-code/provider.ts';

/** The public client of command lines; Ory's goes by the same id. */
export const commandLineClientId = 'ory-cli';

const consolePath = '/p/console';

/** @param installation its address, without a trailing slash. Throws CommandError. */
export async function findConsoleProvider(installation: string): Promise<Provider> {
  const issuer = `${installation}${consolePath}`;
  const answer = await requestMetadata(issuer);
  if (answer.status !== 404) return parseProvider(issuer, answer);
  const { protocol, host } = new URL(installation);
  return findProvider(`${protocol}//project.${host}`);
}

/** @returns the address of the management API, as the audience of a token names it. */
export function managementAudience({ issuer }: Provider): string {
  if (issuer.endsWith(consolePath)) return `${issuer.slice(0, -consolePath.length)}/api`;
  const { protocol, host } = new URL(issuer);
  return `${protocol}//api.${host.replace(/^project\./, '')}`;
}
