import type { ProjectMetadata } from '@gatehouse/contracts';
import { callManagement } from '../api/management.ts';
import type { Session } from '../api/session.ts';

/** @returns every project of the workspace, or every one that the key reaches where none is given. */
export async function loadProjects(
  session: Session,
  workspaceId: string | undefined,
): Promise<readonly ProjectMetadata[]> {
  if (workspaceId === undefined)
    return callManagement(session, (api) => api.call('listProjects', {}));
  const projects: ProjectMetadata[] = [];
  let pageToken: string | undefined;
  for (;;) {
    const page = await callManagement(session, (api) =>
      api.call('listWorkspaceProjects', {
        params: { workspace: workspaceId },
        query: { page_size: 500, page_token: pageToken },
      }),
    );
    projects.push(...page.projects);
    if (!page.has_next_page) return projects;
    pageToken = page.next_page;
  }
}
