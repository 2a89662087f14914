// How a program of another account reaches our folders. Started by root, PostgreSQL runs as an
// unprivileged user, who may not enter /root or another closed parent. On Linux it is handed the
// opened folder itself, so the parents do not matter and stay closed.
import { closeSync, openSync } from 'node:fs';
import type { ServerAccount } from './server-account.ts';

export interface FolderHandles {
  /** The folders' paths as the program sees them, in the order given. */
  readonly paths: readonly string[];
  /** To be inherited as the descriptors from 3 on. */
  readonly descriptors: readonly number[];
  close(): void;
}

const firstDescriptor = 3;

export function openFolderHandles(
  folders: readonly string[],
  account: ServerAccount | undefined,
): FolderHandles {
  if (account === undefined || process.platform !== 'linux') {
    return { paths: folders, descriptors: [], close() {} };
  }
  const descriptors = folders.map((folder) => openSync(folder, 'r'));
  return {
    paths: folders.map((_, index) => `/proc/self/fd/${firstDescriptor + index}`),
    descriptors,
    close() {
      for (const descriptor of descriptors) closeSync(descriptor);
    },
  };
}
