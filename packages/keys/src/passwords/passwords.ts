// User passwords: argon2id (RFC 9106) over a keyed hash, so that a stolen table alone cannot be guessed at.
// OWASP's parameters: 19 MiB, two passes, one lane.

import { createHmac } from 'node:crypto';
import type { Passwords, PasswordWork } from '@gatehouse/identity-engine/ports';
import type { ProjectId } from '@gatehouse/protocol';
import type { Random } from '@gatehouse/token-engine/ports';
import { hash, verify } from '@node-rs/argon2';
import type { DerivedKey, Keyring } from '../keyring/keyring.ts';
import { isCommonPassword } from './common-passwords.ts';
import type { PasswordPool } from './password-pool.ts';
import { addKeyId, type PasswordParameters, parsePhcString } from './phc-string.ts';

export interface PasswordsOptions {
  readonly keyring: Keyring;
  readonly random: Random;
  readonly pool: PasswordPool;
  readonly parameters?: PasswordParameters;
}

const currentParameters: PasswordParameters = { memoryKibibytes: 19_456, passes: 2, lanes: 1 };
const saltLength = 16;
const hashLength = 32;

/** The port Passwords for one project, in the pool of the whole process. */
export function createPasswords(options: PasswordsOptions, projectId: ProjectId): Passwords {
  const { keyring, random, pool, parameters = currentParameters } = options;
  const use = { purpose: 'password-pepper', tenantId: projectId } as const;
  // As text: the library verifies no other bytes than those of UTF-8.
  const pepper = (password: string, key: DerivedKey) =>
    createHmac('sha256', key.key).update(password).digest('base64url');
  const nothing = buildUnmatchable(parameters);

  const work: PasswordWork = {
    hash: (password) =>
      pool.run(async () => {
        const key = keyring.primaryKey(use);
        const text = await hash(pepper(password, key), {
          memoryCost: parameters.memoryKibibytes,
          timeCost: parameters.passes,
          parallelism: parameters.lanes,
          outputLen: hashLength,
          salt: random.bytes(saltLength),
        });
        return addKeyId(text, key.keyId);
      }),
    verify: (password, stored) =>
      pool.run(async () => {
        const parsed = stored === undefined ? undefined : parsePhcString(stored);
        const key = keyring.keyById(use, parsed?.keyId ?? keyring.primaryKeyId);
        const isComparable = stored !== undefined && parsed !== undefined && key !== undefined;
        // Imported hashes were made without a pepper.
        const isPlain = key === undefined || (parsed !== undefined && parsed.keyId === undefined);
        const secret = isPlain ? password : pepper(password, key);
        const isEqual = await verify(isComparable ? stored : nothing, secret);
        return {
          isMatch: isComparable && isEqual,
          isOutdated: parsed !== undefined && isOutdated(parsed, parameters, keyring.primaryKeyId),
        };
      }),
  };
  return {
    withPlace: (task) => pool.withPlace(() => task(work)),
    isCommon: isCommonPassword,
  };
}

function isOutdated(
  stored: PasswordParameters & { readonly keyId: string | undefined },
  current: PasswordParameters,
  primaryKeyId: string,
): boolean {
  return (
    stored.keyId !== primaryKeyId ||
    stored.memoryKibibytes < current.memoryKibibytes ||
    stored.passes < current.passes ||
    stored.lanes < current.lanes
  );
}

/** What an unknown account is compared with: as much work as a real one, and no password matches it. */
function buildUnmatchable({ memoryKibibytes, passes, lanes }: PasswordParameters): string {
  const encode = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  const salt = encode(Buffer.alloc(saltLength));
  const tag = encode(Buffer.alloc(hashLength));
  return `$argon2id$v=19$m=${memoryKibibytes},t=${passes},p=${lanes}$${salt}$${tag}`;
}
