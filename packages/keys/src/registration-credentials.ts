// What a client is given when it registers itself. The registration access token is an addressed secret, so that
// its value, and with it the stored hash, names the project and the client that it is for.

import { type ProjectId, tokenPrefixes } from '@gatehouse/protocol';
import type { Random, RegistrationCredentials } from '@gatehouse/token-engine/ports';
import {
  generateAddressedSecret,
  hashSecret,
  matchesSecret,
  parseAddressedSecret,
} from './addressed-secrets.ts';
import { createClientSecrets, generateClientSecret } from './client-secrets.ts';
import type { Keyring } from './keyring/keyring.ts';
import { generateUuid } from './random.ts';

const prefix = tokenPrefixes.registrationAccessToken;

/** The port RegistrationCredentials for one project. */
export function createRegistrationCredentials(
  keyring: Keyring,
  projectId: ProjectId,
  random: Random,
): RegistrationCredentials {
  const use = { purpose: 'registration-access-token', tenantId: projectId } as const;
  const secrets = createClientSecrets(keyring, projectId);
  return {
    createClientId: () => generateUuid(random),
    createSecret() {
      const value = generateClientSecret(random);
      return { value, hash: secrets.hash(value) };
    },
    createToken(clientId) {
      const place = { tenantId: projectId, rowId: clientId };
      const value = generateAddressedSecret(prefix, place, random);
      return { value, hash: hashSecret(keyring, use, value) };
    },
    matchesToken(presented, clientId, stored) {
      const place = parseAddressedSecret(prefix, presented);
      const isMatch = matchesSecret(keyring, { use, value: presented }, stored);
      return isMatch && place?.tenantId === projectId && place.rowId === clientId;
    },
  };
}
