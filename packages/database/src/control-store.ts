import type { ProjectId } from '@gatehouse/protocol';
import { findScopeByAddress, findScopeByProject, listScopes } from './control/addresses.ts';
import { createProjectRows } from './control/create-project.ts';
import { readRole, readWorkspaceId } from './control/stored-values.ts';
import { createWorkspaceRows } from './control/workspace-rows.ts';
import { buildProjectStatements } from './direct/project-statements.ts';
import type { PrismaClient } from './generated/client.ts';
import type { FencedConnection } from './hot/fenced-connection.ts';
import { withFence } from './scope/fence.ts';
import { buildProjectTransaction } from './scope/project-transaction.ts';
import { buildWorkspaceTransaction } from './scope/workspace-transaction.ts';
import type { ControlStore } from './transactions.ts';

export interface ControlStoreOptions {
  /** Called after each commit that changed a runtime. */
  readonly announce: (projectId: ProjectId) => void;
  readonly traceparent: () => string | undefined;
  readonly fencedConnection: FencedConnection;
}

/** The control tables behind their fences. */
export function buildControlStore(
  prisma: PrismaClient,
  { announce, traceparent, fencedConnection: connection }: ControlStoreOptions,
): ControlStore {
  return {
    async withProject(scope, work) {
      let hasChanged = false;
      const result = await withFence(prisma, scope, (tx) =>
        work(
          buildProjectTransaction({
            ...scope,
            tx,
            traceparent,
            markRuntimeChanged: () => {
              hasChanged = true;
            },
          }),
        ),
      );
      if (hasChanged) announce(scope.projectId);
      return result;
    },
    statementsOf: (projectId) => buildProjectStatements({ connection, projectId }),
    withWorkspace: (workspaceId, work) =>
      withFence(prisma, { workspaceId }, (tx) =>
        work(buildWorkspaceTransaction({ tx, workspaceId })),
      ),
    membershipsOf: (memberId) =>
      withFence(prisma, { memberId }, async (tx) => {
        const rows = await tx.workspaceMember.findMany({
          where: { memberId },
          orderBy: [{ createdAt: 'asc' }, { workspaceId: 'asc' }],
        });
        return rows.map((row) => ({
          workspaceId: readWorkspaceId(row.workspaceId),
          role: readRole(row.role),
        }));
      }),
    scopeOfProject: (projectId) => withFence(prisma, {}, (tx) => findScopeByProject(tx, projectId)),
    scopeOfAddress: (address) => withFence(prisma, {}, (tx) => findScopeByAddress(tx, address)),
    scopesOfProjects: (page) => withFence(prisma, {}, (tx) => listScopes(tx, page)),
    createWorkspace: (workspace) =>
      withFence(prisma, { workspaceId: workspace.workspaceId }, (tx) =>
        createWorkspaceRows(tx, workspace),
      ),
    async createProject(project) {
      const created = await withFence(prisma, project.scope, (tx) =>
        createProjectRows(tx, project),
      );
      if (created !== 'slug_taken') announce(project.scope.projectId);
      return created;
    },
  };
}
