import type { Project } from '../generated/client.ts';
import type { ProjectContext, WorkspaceContext } from '../scope/project-context.ts';
import { TenantGone } from '../scope/tenant-gone.ts';
import type { ProjectRow, ProjectTransaction, WorkspaceTransaction } from '../transactions.ts';
import { endEpoch } from './epochs.ts';
import {
  isStorableUuid,
  readEnvironment,
  readProjectId,
  readProjectState,
  readWorkspaceId,
} from './stored-values.ts';

/** The project's own row, seen from inside. */
export function buildOwnProjectRow(
  context: ProjectContext,
): Pick<ProjectTransaction, 'runtimeVersion' | 'project' | 'updateProject' | 'purge'> {
  const { tx, projectId } = context;
  return {
    async runtimeVersion() {
      const rows = await tx.$queryRaw<{ version: number }[]>`
        SELECT version::float8 AS version FROM hot.runtime_versions WHERE project_id = ${projectId}::uuid`;
      return rows[0]?.version ?? 0;
    },
    async project() {
      const row = await tx.project.findUnique({ where: { projectId } });
      return row === null ? undefined : readProject(row);
    },
    async updateProject(change) {
      const [row] = await tx.project.updateManyAndReturn({ where: { projectId }, data: change });
      if (row === undefined) throw new TenantGone(`Project ${projectId} was removed.`);
      context.markRuntimeChanged();
      return readProject(row);
    },
    async purge() {
      await tx.project.deleteMany({ where: { projectId } });
      await endEpoch(tx, { projectId, kind: 'project', key: '' });
      context.markRuntimeChanged();
    },
  };
}

/** The projects of one workspace. */
export function buildProjectList({
  tx,
  workspaceId,
}: WorkspaceContext): WorkspaceTransaction['projects'] {
  return {
    async list({ limit, after }) {
      const rows = await tx.project.findMany({
        where: {
          workspaceId,
          ...(after === undefined
            ? {}
            : {
                OR: [
                  { createdAt: { gt: after.createdAt } },
                  { createdAt: after.createdAt, projectId: { gt: after.projectId } },
                ],
              }),
        },
        orderBy: [{ createdAt: 'asc' }, { projectId: 'asc' }],
        take: limit,
      });
      return rows.map(readProject);
    },
    count: () => tx.project.count({ where: { workspaceId } }),
    async find(projectId) {
      if (!isStorableUuid(projectId)) return undefined;
      const row = await tx.project.findFirst({ where: { projectId, workspaceId } });
      return row === null ? undefined : readProject(row);
    },
  };
}

export function readProject(row: Project): ProjectRow {
  return {
    ...row,
    projectId: readProjectId(row.projectId),
    workspaceId: row.workspaceId === null ? null : readWorkspaceId(row.workspaceId),
    environment: readEnvironment(row.environment),
    state: readProjectState(row.state),
  };
}
