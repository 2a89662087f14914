// Which workspace a command is about: `--workspace`, GATEHOUSE_WORKSPACE, the one that a local start made
// (its key reaches no other), or the selected one.

import type { Workspace } from '@gatehouse/contracts';
import { callManagement } from '../api/management.ts';
import type { Session } from '../api/session.ts';
import { isUuid } from '../project/project-reference.ts';
import { CommandError } from '../terminal/command-error.ts';

/** @returns every workspace that the key reaches. */
export async function loadWorkspaces(session: Session): Promise<readonly Workspace[]> {
  const workspaces: Workspace[] = [];
  let pageToken: string | undefined;
  for (;;) {
    const query = { page_size: 500, page_token: pageToken };
    const page = await callManagement(session, (api) => api.call('listWorkspaces', { query }));
    workspaces.push(...page.workspaces);
    if (!page.has_next_page) return workspaces;
    pageToken = page.next_page_token;
  }
}

/**
 * Finds the workspace whose name is the word, or whose name or id alone begins with it.
 * @throws CommandError where none does, or several do.
 */
export function matchWorkspace(word: string, workspaces: readonly Workspace[]): Workspace {
  const exact = workspaces.filter(({ name }) => name === word);
  const begins = workspaces.filter(
    ({ name, id }) => name.startsWith(word) || id.startsWith(word.toLowerCase()),
  );
  const [only, another] = exact.length > 0 ? exact : begins;
  const names = workspaces.map(({ name, id }) => `${name} (${id})`).join(', ');
  if (only === undefined) {
    throw new CommandError(`No workspace found with name or ID ${word}. There are: ${names}`);
  }
  if (another !== undefined) {
    throw new CommandError(
      `The workspace name or ID prefix "${word}" is not unique, please use more characters. There are: ${names}`,
    );
  }
  return only;
}

/** @returns the id of the workspace that the word names. */
export async function findNamedWorkspaceId(session: Session, word: string): Promise<string> {
  if (isUuid(word)) return word.toLowerCase();
  return matchWorkspace(word, await loadWorkspaces(session)).id;
}

/** @returns the workspace's id, or undefined where nothing names one: the key then decides. */
export async function findWorkspaceId(session: Session): Promise<string | undefined> {
  const { flags, environment, connection } = session;
  const word = flags.isDeclared('workspace') ? flags.string('workspace').trim() : '';
  const named = word || environment.workspace;
  if (named !== undefined) return findNamedWorkspaceId(session, named);
  return connection.workspaceId ?? (await session.config.load()).selected_workspace;
}

/** @throws CommandError where nothing names a workspace and the key reaches none, or several. */
export async function requireWorkspaceId(session: Session): Promise<string> {
  const found = await findWorkspaceId(session);
  if (found !== undefined) return found;
  const workspaces = await loadWorkspaces(session);
  const [only, another] = workspaces;
  if (only !== undefined && another === undefined) return only.id;
  throw new CommandError(
    'No workspace was named and none is selected. Use --workspace <id or name>, or select one: gatehouse use workspace <id>',
  );
}
