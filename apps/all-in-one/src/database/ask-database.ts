import type { Database } from '@gatehouse/database';
import type { ProjectId } from '@gatehouse/protocol';

/** Resolves when the primary database has answered on the path that tokens take. Throws StoreUnavailable. */
export async function askDatabase(database: Database, projectId: ProjectId): Promise<void> {
  await database.hot.forProject(projectId).liveness.load({
    clientId: '',
    identityId: undefined,
    sessionId: undefined,
    grantId: undefined,
    token: { tokenId: new Uint8Array(), bucket: 0 },
  });
}
