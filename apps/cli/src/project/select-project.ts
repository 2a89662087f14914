import type { Session } from '../api/session.ts';
import type { ProjectReference } from './project-reference.ts';

/** Makes the project, and its workspace, what later commands use by default. */
export async function selectProject(session: Session, project: ProjectReference): Promise<void> {
  await session.config.update((current) => ({
    ...current,
    selected_project: project.id,
    selected_workspace: project.workspace_id ?? current.selected_workspace,
  }));
}
