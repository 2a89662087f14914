// Whose API key a command is about: a project's, which reaches its data, or a workspace's, which does not.

import type { Session } from '../api/session.ts';
import type { Flag } from '../flags/flag.ts';
import { findProject } from '../project/find-project.ts';
import { CommandError } from '../terminal/command-error.ts';
import { requireWorkspaceId } from '../workspace/find-workspace.ts';

export type KeyOwner =
  | { readonly kind: 'project'; readonly id: string }
  | { readonly kind: 'workspace'; readonly id: string };

export const keyOwnerFlag: Flag = {
  kind: 'string',
  name: 'for',
  fallback: 'project',
  summary: 'Whose key: project or workspace.',
};

/** @throws CommandError where `--for` is neither, or the project or workspace is not found. */
export async function findKeyOwner(session: Session): Promise<KeyOwner> {
  const kind = session.flags.string('for');
  if (kind === 'project') return { kind, id: (await findProject(session)).id };
  if (kind === 'workspace') return { kind, id: await requireWorkspaceId(session) };
  throw new CommandError(`A key is for a project or a workspace, not for "${kind}".`);
}
