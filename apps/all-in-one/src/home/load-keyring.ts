// The keyring of this installation. Losing it loses every token and every signing key, so only an embedded
// start, whose data stands beside it, makes one by itself.

import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { generateKeyring, type Keyring, parseKeyring } from '@gatehouse/keys';
import type { Random } from '@gatehouse/token-engine/ports';
import { StartError } from '../start-error.ts';
import { writeSecretFile } from './open-home.ts';

export interface KeyringOptions {
  readonly home: string;
  /** The text of GATEHOUSE_KEYRING. */
  readonly configured: string | undefined;
  readonly isEmbedded: boolean;
  /** Whether an embedded database exists already; the keyring is always made before it. */
  readonly hasDatabase: boolean;
  readonly random: Random;
}

/** @throws KeyringError or StartError, each with one sentence that holds no key. */
export function loadKeyring(options: KeyringOptions): Keyring {
  const { configured, isEmbedded } = options;
  if (configured !== undefined || !isEmbedded) return parseKeyring(configured);
  const file = path.join(options.home, 'keyring');
  if (!existsSync(file)) {
    if (options.hasDatabase) {
      throw new StartError(
        `The keyring ${file} is missing, and without it nothing in the database can be opened: put it back from your backup, or set GATEHOUSE_KEYRING.`,
      );
    }
    writeSecretFile(file, `${generateKeyring(options.random)}\n`);
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new StartError(`Others can read the keyring: run chmod 600 ${file}`);
  }
  return parseKeyring(readFileSync(file, 'utf8'));
}
