// The key for a project's data. A project key is used as it is; a workspace key does not reach data and is
// exchanged for a project key of a quarter of an hour, which is kept until a minute before its end.

import { createHash } from 'node:crypto';
import type { CachedProjectKey } from '../config/config-file.ts';
import type { Credential } from '../config/connection.ts';
import type { ProjectReference } from '../project/project-reference.ts';
import { CommandError } from '../terminal/command-error.ts';
import { callManagement } from './management.ts';
import { requireCredential, type Session } from './session.ts';

const marginMilliseconds = 60_000;

export interface ProjectKey {
  readonly value: string;
  /** It came out of the configuration file and may have been revoked since. */
  readonly isCached: boolean;
}

/** Enough to tell keys apart, too little to guess one. */
function fingerprint(credential: Credential): string {
  return createHash('sha256').update(credential.value).digest('hex').slice(0, 16);
}

function isUsable(key: CachedProjectKey, expected: CachedProjectKey, now: number): boolean {
  return (
    key.project_url === expected.project_url &&
    key.issued_for === expected.issued_for &&
    Date.parse(key.expires_at) - marginMilliseconds > now
  );
}

function dropExpired(
  keys: Readonly<Record<string, CachedProjectKey>>,
  now: number,
): Record<string, CachedProjectKey> {
  return Object.fromEntries(
    Object.entries(keys).filter(([, key]) => Date.parse(key.expires_at) > now),
  );
}

/** A file that cannot be written costs a request the next time, and fails nothing now. */
async function remember(session: Session, id: string, key: CachedProjectKey): Promise<void> {
  try {
    await session.config.update((current) => ({
      ...current,
      project_keys: {
        ...dropExpired(current.project_keys ?? {}, session.terminal.now()),
        [id]: key,
      },
    }));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
  }
}

/** Exchanges the workspace key, or the member's token, for a fresh project key. */
export async function exchangeProjectKey(
  session: Session,
  project: ProjectReference,
): Promise<ProjectKey> {
  const credential = await requireCredential(session);
  const access = await callManagement(session, (api) =>
    api.call('createProjectAccess', {
      params: { project_id: project.id },
    }),
  );
  await remember(session, project.id, {
    value: access.access_token,
    expires_at: new Date(session.terminal.now() + access.expires_in * 1000).toISOString(),
    project_url: project.url,
    issued_for: fingerprint(credential),
  });
  return { value: access.access_token, isCached: false };
}

/** @returns a key that counts at the project's own address and nowhere else. */
export async function findProjectKey(
  session: Session,
  project: ProjectReference,
): Promise<ProjectKey> {
  const credential = await requireCredential(session);
  if (credential.kind === 'project_api_key') return { value: credential.value, isCached: false };
  const cached = (await session.config.load()).project_keys?.[project.id];
  const expected = { project_url: project.url, issued_for: fingerprint(credential) };
  const usable =
    cached !== undefined && isUsable(cached, { ...cached, ...expected }, session.terminal.now());
  if (usable) return { value: cached.value, isCached: true };
  return exchangeProjectKey(session, project);
}
