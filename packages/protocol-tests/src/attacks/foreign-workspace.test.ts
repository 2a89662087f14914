// A generated matrix: every operation of the management API that names a tenant or something in one,
// called for a workspace that the key does not belong to. Each answer is that of an id nobody has.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparable } from '../drivers/comparable-answer.ts';
import { type ForeignWorkspace, moveProjectAway } from '../drivers/foreign-workspace.ts';
import {
  callManagementRoute,
  type ManagementRoute,
  managementRoutes,
  parametersOf,
} from '../drivers/management-routes.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { StoredRows } from '../drivers/stored-rows.ts';

const tenantRoutes = managementRoutes.filter((route) => parametersOf(route).length > 0);
const api = managementApi();

describe('the management API towards another tenant', () => {
  let rows: StoredRows;
  let foreign: ForeignWorkspace;
  let ownProject: ProjectApi;

  beforeAll(async () => {
    rows = await StoredRows.open(runningProduct().home);
    foreign = await moveProjectAway(api, rows);
    ownProject = await api.createProject();
  });

  afterAll(() => rows.close());

  /** Whatever the route names, of the foreign workspace. */
  function parametersFor(route: ManagementRoute): Readonly<Record<string, string>> {
    const { workspace_key: workspaceKey = '', ...parameters } = foreign.parameters;
    return route.path.startsWith('/workspaces')
      ? { ...parameters, token_id: workspaceKey }
      : parameters;
  }

  /** The same parameters with ids that nobody has. */
  const unknownLike = (parameters: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        name === 'client_id' && value.length !== 36 ? 'x'.repeat(value.length) : randomUUID(),
      ]),
    );

  async function expectUnknown(
    route: ManagementRoute,
    parameters: Readonly<Record<string, string>>,
    key?: string,
  ): Promise<void> {
    const unknownParameters = unknownLike(parameters);
    const identifiers = [...Object.values(parameters), ...Object.values(unknownParameters)];
    const withKey = key === undefined ? {} : { key };
    const answer = await callManagementRoute(api, route, { parameters, ...withKey });
    const unknown = await callManagementRoute(api, route, {
      parameters: unknownParameters,
      ...withKey,
    });
    expect(answer.status).toBe(404);
    expect(comparable(answer, identifiers)).toEqual(comparable(unknown, identifiers));
  }

  it.each(tenantRoutes)(
    'attack 70: $method $path of another workspace does not exist',
    async (route) => {
      const projectId = foreign.project.address.id;
      const before = await rows.digest(projectId);
      const parameters = parametersFor(route);
      await expectUnknown(route, parameters);
      expect(await rows.digest(projectId)).toEqual(before);
      const workspaceRows = await rows.count(
        `FROM workspaces w JOIN workspace_members m ON m.workspace_id = w.id
         JOIN workspace_api_keys k ON k.workspace_id = w.id
       WHERE w.id = $1 AND w.name = 'Somebody else' AND m.role = 'owner'`,
        [parameters['workspace']],
      );
      expect(workspaceRows).toBe(1);
    },
  );

  it.each(tenantRoutes.filter((route) => parametersOf(route).length > 1))(
    'attack 70: $method $path of the own tenant with an inner id of another one does not exist',
    async (route) => {
      const own = ownProject.address.id;
      const before = await rows.digest(foreign.project.address.id);
      const inner = parametersFor(route);
      const fixed = { workspace: api.workspaceId, project: own, project_id: own };
      const unknownParameters = { ...unknownLike(inner), ...fixed };
      const identifiers = [...Object.values(inner), ...Object.values(unknownParameters)];
      // A workspace key does not reach the data of a project; the project's own key does.
      const isData = /\/(clients|traces|messages)/.test(route.path);
      const key = isData ? { key: ownProject.address.key } : {};
      const parameters = { ...inner, ...fixed };
      const answer = await callManagementRoute(api, route, { parameters, ...key });
      const unknown = await callManagementRoute(api, route, {
        parameters: unknownParameters,
        ...key,
      });
      expect(comparable(answer, identifiers)).toEqual(comparable(unknown, identifiers));
      expect([204, 404, 409]).toContain(answer.status);
      expect(await rows.digest(foreign.project.address.id)).toEqual(before);
    },
  );

  it('attack 70: a project cannot be created in another workspace', async () => {
    const count = () =>
      rows.count(`FROM projects WHERE workspace_id = $1`, [foreign.parameters['workspace']]);
    const answer = await api.call('/projects', {
      method: 'POST',
      json: {
        name: 'Taken over',
        environment: 'dev',
        workspace_id: foreign.parameters['workspace'],
      },
    });
    expect([403, 404]).toContain(answer.status);
    expect(await count()).toBe(1);
  });

  it('attack 70: no list shows what belongs to another workspace', async () => {
    const lists = ['/projects', '/workspaces', `/workspaces/${api.workspaceId}/projects`];
    for (const path of [...lists, `/workspaces/${api.workspaceId}/projects?page_size=500`]) {
      const answer = await api.call(path);
      expect(answer.status, path).toBe(200);
      expect(answer.text).not.toContain(foreign.project.address.id);
      expect(answer.text).not.toContain(foreign.project.address.slug);
      expect(answer.text).not.toContain(foreign.parameters['workspace']);
    }
  });

  it('attack 70: a project key reaches its own project alone', async () => {
    const victim = await api.createProject();
    const before = await rows.digest(victim.address.id);
    const listed = await api.call('/projects', { key: ownProject.address.key });
    expect(listed.jsonList().map((project) => project['id'])).toEqual([ownProject.address.id]);
    const { id } = victim.address;
    const parameters = { ...foreign.parameters, project: id, project_id: id };
    for (const route of tenantRoutes.filter(({ path }) => path.startsWith('/projects/'))) {
      const answer = await callManagementRoute(api, route, {
        parameters,
        key: ownProject.address.key,
      });
      expect([403, 404], route.id).toContain(answer.status);
      const unknown = await callManagementRoute(api, route, {
        parameters: { ...parameters, ...unknownLike({ project: id, project_id: id }) },
        key: ownProject.address.key,
      });
      expect(answer.status, route.id).toBe(unknown.status);
    }
    expect(await rows.digest(id)).toEqual(before);
  });

  it.each(managementRoutes)(
    'attack 70: $method $path without a key, or with a wrong one, is 401',
    async (route) => {
      const workspaceKey = runningProduct().apiKey;
      const forged = `${workspaceKey.slice(0, -1)}${workspaceKey.endsWith('a') ? 'b' : 'a'}`;
      for (const key of [null, 'gh_wak_unknown', forged]) {
        const answer = await callManagementRoute(api, route, {
          parameters: { ...foreign.parameters, workspace: api.workspaceId },
          key,
        });
        expect(answer.status).toBe(401);
      }
    },
  );
});
