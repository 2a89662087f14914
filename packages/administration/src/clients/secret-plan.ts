// Which secrets a client has: those who authenticate with one always do, the others never.

import type { ProjectScope, StoredSecret } from '@gatehouse/database';
import { createClientSecrets, generateClientSecret } from '@gatehouse/keys';
import type { ClientMetadata } from '@gatehouse/protocol';
import type { AdministrationDependencies } from '../dependencies.ts';
import { invalidClient } from './client-document.ts';

/** How many secrets may work at the same time, the current one included. */
export const maxLiveSecrets = 5;

/** @returns whether the client proves itself with a secret (OpenID Connect Core section 9). */
export function usesSecret(metadata: ClientMetadata): boolean {
  const method = metadata.token_endpoint_auth_method;
  return method === 'client_secret_basic' || method === 'client_secret_post';
}

/** @returns the secret as it is stored. */
export function storeSecret(
  { keyring }: Pick<AdministrationDependencies, 'keyring'>,
  scope: ProjectScope,
  secret: string,
): StoredSecret {
  const { keyId, hash } = createClientSecrets(keyring, scope.projectId).hash(secret);
  return { keyId, hash, expiresAt: undefined };
}

/** The secrets after a change; `shown` is told to the caller once, because it was just set or made. */
export interface SecretPlan {
  readonly secrets: readonly StoredSecret[];
  readonly shown: string | undefined;
}

/** Decides the secrets of a client that is written with this metadata. Throws AdministrationError. */
export function planSecrets(
  dependencies: Pick<AdministrationDependencies, 'keyring' | 'random'>,
  scope: ProjectScope,
  client: {
    readonly metadata: ClientMetadata;
    readonly givenSecret: string | undefined;
    readonly storedSecrets: readonly StoredSecret[];
  },
): SecretPlan {
  const { metadata, givenSecret, storedSecrets } = client;
  if (!usesSecret(metadata)) {
    if (givenSecret === undefined) return { secrets: [], shown: undefined };
    throw invalidClient(
      'client_secret',
      `A client with token_endpoint_auth_method ${metadata.token_endpoint_auth_method} has no secret.`,
    );
  }
  if (givenSecret === undefined && storedSecrets.length > 0) {
    return { secrets: storedSecrets, shown: undefined };
  }
  const secret = givenSecret ?? generateClientSecret(dependencies.random);
  return { secrets: [storeSecret(dependencies, scope, secret)], shown: secret };
}
