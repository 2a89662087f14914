// Files that hold a secret: only their owner may read them, and a crash never leaves half of one.

import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface SecretFile {
  readonly text: string;
  /** Somebody beside the owner may read or change it. */
  readonly isOpenToOthers: boolean;
  /** It belongs to another user than the one who runs this. */
  readonly isForeign: boolean;
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** @returns the file, or undefined where there is none. Windows has no modes: there both marks are false. */
export async function readSecretFile(path: string): Promise<SecretFile | undefined> {
  try {
    const { mode, uid } = await stat(path);
    const user = process.getuid?.();
    return {
      text: await readFile(path, 'utf8'),
      isOpenToOthers: user !== undefined && (mode & 0o077) !== 0,
      isForeign: user !== undefined && uid !== user,
    };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Replaces the file in one step, mode 0600; makes its folder, mode 0700, where it is missing. */
export async function writeSecretFile(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `.${randomBytes(8).toString('hex')}.tmp`);
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(draft, 0o600);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
