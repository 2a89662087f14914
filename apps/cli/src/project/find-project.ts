// Which project a command is about: `--project`, GATEHOUSE_PROJECT, or the selected one. An empty flag is
// as good as none.

import {
  callManagement,
  explainManagementFailure,
  isNotFound,
  tryManagement,
} from '../api/management.ts';
import type { Session } from '../api/session.ts';
import { CommandError } from '../terminal/command-error.ts';
import { findWorkspaceId } from '../workspace/find-workspace.ts';
import { loadProjects } from './load-projects.ts';
import { matchProject } from './match-project.ts';
import { isUuid, type ProjectReference } from './project-reference.ts';

async function loadById(session: Session, id: string, missing: string): Promise<ProjectReference> {
  try {
    return await tryManagement(session, (api) =>
      api.call('getProject', { params: { project_id: id } }),
    );
  } catch (error) {
    if (isNotFound(error)) throw new CommandError(missing);
    throw await explainManagementFailure(error, session);
  }
}

function loadNamed(session: Session, id: string): Promise<ProjectReference> {
  const missing = `There is no project ${id} at ${session.connection.url} that this key reaches. See: gatehouse list projects`;
  return loadById(session, id, missing);
}

function loadSelected(session: Session, id: string): Promise<ProjectReference> {
  const missing = `The selected project ${id} does not exist at ${session.connection.url} any more. Name another with --project, or select one: gatehouse use project <id>`;
  return loadById(session, id, missing);
}

/** A project key reaches one project: the word, where there is one, has to mean that one. */
async function findByProjectKey(session: Session, word: string): Promise<ProjectReference> {
  const projects = await callManagement(session, (api) => api.call('listProjects', {}));
  const [project] = projects;
  if (project === undefined || projects.length > 1) {
    throw new CommandError(
      `GATEHOUSE_PROJECT_API_KEY reaches ${projects.length} projects instead of one.`,
    );
  }
  return word === '' ? project : matchProject(word, projects);
}

/** @returns the project that the word names: its id, slug, or the beginning of either. */
export async function findNamedProject(session: Session, word: string): Promise<ProjectReference> {
  if (isUuid(word)) return loadNamed(session, word.toLowerCase());
  return matchProject(word, await loadProjects(session, await findWorkspaceId(session)));
}

/** @throws CommandError where no project was named and none is selected, or it is not there. */
export async function findProject(session: Session): Promise<ProjectReference> {
  const word = session.flags.isDeclared('project') ? session.flags.string('project').trim() : '';
  const named = word || session.environment.project;
  if (session.connection.credential?.kind === 'project_api_key') {
    return findByProjectKey(session, named ?? '');
  }
  if (named !== undefined) return findNamedProject(session, named);
  const { selected_project: selected } = await session.config.load();
  if (selected !== undefined) return loadSelected(session, selected);
  throw new CommandError(
    'No project was named and none is selected. Use --project <id or slug>, or select one: gatehouse use project <id>',
  );
}
