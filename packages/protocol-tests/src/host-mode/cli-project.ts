// A workspace and a project, made as somebody makes them on the command line.

import type { OryCli, TargetForm } from './ory-cli.ts';
import { type Login, logIn } from './ory-login.ts';

export interface CliProject {
  readonly login: Login;
  readonly cli: OryCli;
  readonly workspaceId: string;
  readonly id: string;
  readonly slug: string;
}

/** `ory auth`, then `ory create project`; throws where that fails. */
export async function startProject(targetForm: TargetForm): Promise<CliProject> {
  const login = await logIn(targetForm);
  const { cli } = login;
  const workspace = await cli.console('/workspaces', { json: { name: 'Acme' } });
  const workspaceId = workspace.stringAt('id');
  const created = await cli.console('/projects', {
    json: { name: 'Shop', environment: 'dev', workspace_id: workspaceId },
  });
  if (created.status !== 201) throw new Error(`no project was created: ${created.describe()}`);
  return { login, cli, workspaceId, id: created.stringAt('id'), slug: created.stringAt('slug') };
}

/** What every command about a project's data does first: it learns the slug. */
export async function learnSlug({ cli, id }: Pick<CliProject, 'cli' | 'id'>): Promise<string> {
  return (await cli.console(`/projects/${id}`)).stringAt('slug');
}
