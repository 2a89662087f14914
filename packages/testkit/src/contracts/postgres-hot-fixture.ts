import type { Database, ProjectScope } from '@gatehouse/database';
import type { ProjectId } from '@gatehouse/protocol';
import { Pool } from 'pg';
import { buildClientRow } from '../fixtures/rows.ts';
import { createTestProject } from '../fixtures/tenants.ts';
import type { HotFixture } from './hot-fixture.ts';

export interface PostgresHotFixtureOptions {
  readonly database: Database;
  /** Of the role gatehouse_hot, straight to the server. */
  readonly hotUrl: string;
  /** Called last: removes what was made for the fixture. */
  readonly remove: () => Promise<void>;
}

/** The ports over real PostgreSQL with the real roles; rows that no port writes yet are put there as gatehouse_hot. */
export function createPostgresHotFixture(options: PostgresHotFixtureOptions): HotFixture {
  const { database, hotUrl, remove } = options;
  const hotRole = new Pool({ connectionString: hotUrl });
  const scopes = new Map<ProjectId, ProjectScope>();
  const clientsOf = (
    projectId: ProjectId,
    work: Parameters<typeof database.control.withProject>[1],
  ) => {
    const scope = scopes.get(projectId);
    if (scope === undefined) throw new Error(`Project ${projectId} was not made here.`);
    return database.control.withProject(scope, work);
  };
  return {
    clock: database.clock,
    forProject: database.hot.forProject,
    async createProject() {
      const scope = await createTestProject(database.control);
      scopes.set(scope.projectId, scope);
      return scope.projectId;
    },
    async createClient(projectId, clientId) {
      await clientsOf(projectId, (tx) => tx.clients.insert(buildClientRow(clientId)));
    },
    async deleteClient(projectId, clientId) {
      await clientsOf(projectId, (tx) => tx.clients.delete(clientId));
    },
    async startEpoch(projectId, kind, key) {
      const sql = 'INSERT INTO hot.epochs (project_id, kind, key) VALUES ($1, $2, $3)';
      await hotRole.query(sql, [projectId, kind, key]);
    },
    async addGrant(projectId, grantId, parentGrantId) {
      const sql = `INSERT INTO hot.grants (project_id, grant_id, parent_grant_id, client_id, scope, audience, expires_at)
        VALUES ($1, $2, $3, 'client', '{}', '{}', now() + interval '1 day')`;
      await hotRole.query(sql, [projectId, grantId, parentGrantId ?? null]);
    },
    async countRefreshTokens(projectId) {
      const sql = 'SELECT count(*)::int AS count FROM hot.refresh_tokens WHERE project_id = $1';
      return (await hotRole.query(sql, [projectId])).rows[0].count;
    },
    async close() {
      await hotRole.end();
      await database.close();
      await remove();
    },
  };
}
