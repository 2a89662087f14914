// Every operation of the contract times every kind of caller times the own and a foreign tenant. What is
// expected comes from the table alone; an operation without a recipe does not compile.

import { randomUUID } from 'node:crypto';
import { type Operation, type OperationId, operationList } from '@gatehouse/contracts';
import {
  type Permission,
  permissions,
  projectPermissions,
  rolePermissions,
} from '@gatehouse/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  type ControlPlaneFixture,
  startControlPlane,
} from '../../test/control-plane-fixture.ts';
import { recipes } from '../../test/recipes.ts';
import {
  type CallerName,
  callerNames,
  type SeededTenant,
  seedTenant,
} from '../../test/seeded-tenant.ts';

let fixture: ControlPlaneFixture;
let own: SeededTenant;
let foreign: SeededTenant;

beforeAll(async () => {
  fixture = await startControlPlane();
  own = await seedTenant(fixture, 'Own');
  foreign = await seedTenant(fixture, 'Foreign');
});
afterAll(() => fixture.close());

const usualOfProjectKey = new Set<Permission>([
  ...projectPermissions,
  'projects:read',
  'settings:read',
  'settings:write',
  'usage:read',
]);
const usableByWorkspaceKey = new Set<Permission>(
  permissions.filter((name) => !(projectPermissions as readonly string[]).includes(name)),
);

function holds(caller: CallerName, permission: Permission | 'member'): boolean {
  const isKey = caller === 'workspace key' || caller === 'project key';
  if (permission === 'member') return !isKey;
  if (caller === 'workspace key') return usableByWorkspaceKey.has(permission);
  if (caller === 'project key') return usualOfProjectKey.has(permission);
  return rolePermissions[caller].has(permission);
}

function expectedStatus(id: OperationId, operation: Operation, caller: CallerName): number {
  if (caller === 'project key' && operation.tenant === 'workspace') return 404;
  if (caller === 'project key' && id === 'createProjectAccess') return 403;
  return holds(caller, operation.permission) ? operation.status : 403;
}

interface Sent {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

async function prepare(
  id: OperationId,
  tenant: SeededTenant,
  caller: CallerName = 'owner',
): Promise<Sent> {
  const request: object = await recipes[id](tenant, caller);
  return { params: {}, query: {}, body: undefined, ...request };
}

function send(operation: Operation, sent: Sent, token: string | undefined): Promise<Answer> {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => sent.params[name] ?? '');
  return fixture.send(operation.method, `/api${path}`, { token, json: sent.body });
}

/** The answer without what differs between any two requests. */
function comparable({ status, headers, text }: Answer) {
  const id = String(headers['x-request-id']);
  const { 'x-request-id': _, date: __, ...rest } = headers;
  return { status, headers: rest, text: text.replaceAll(id, '') };
}

/** The newest entry of the audit log: another one after a request tells that it changed something. */
async function newestAuditEvent(tenant: SeededTenant): Promise<unknown> {
  const params = { workspace: tenant.workspaceId };
  const { events } = await tenant.owner.call('listAuditEvents', {
    params,
    query: { page_size: 1 },
  });
  return events[0]?.id;
}

describe.each(operationList)('%s', (id, operation) => {
  it.each(callerNames)('answers the %s of its tenant as the permissions say', async (caller) => {
    const answer = await send(operation, await prepare(id, own, caller), own.tokens[caller]);
    expect(answer).toMatchObject({ status: expectedStatus(id, operation, caller) });
    if (answer.status === operation.status) {
      // Not a field more than the contract names.
      expect(operation.response.parse(answer.body)).toEqual(answer.body);
    } else {
      expect(answer.body).toMatchObject({ error: { code: answer.status } });
    }
  });

  it('answers 401 with a challenge to whoever brings no credential or a wrong one', async () => {
    const sent = await prepare(id, own);
    for (const token of [undefined, 'invented', `${own.tokens['workspace key']}x`]) {
      const answer = await send(operation, sent, token);
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm="gatehouse"/);
    }
  });

  it.each(callerNames)(
    'attack 70: gives the %s of another tenant nothing, writes nothing, and does not tell the tenant from an unknown one',
    async (caller) => {
      const sent = await prepare(id, foreign);
      const before = await newestAuditEvent(foreign);
      const answer = await send(operation, sent, own.tokens[caller]);
      expect(await newestAuditEvent(foreign)).toBe(before);
      if (operation.tenant !== 'caller') {
        const [tenantName = ''] = Object.keys(sent.params);
        const unknown = { ...sent, params: { ...sent.params, [tenantName]: randomUUID() } };
        expect(answer.status).toBe(404);
        expect(comparable(answer)).toEqual(
          comparable(await send(operation, unknown, own.tokens[caller])),
        );
        return;
      }
      // The tenant of a new project stands in the body; a project key may create none at all.
      const namesTenant = id === 'createProject' && caller !== 'project key';
      expect(answer.status).toBe(namesTenant ? 404 : expectedStatus(id, operation, caller));
      expect(answer.text).not.toContain(foreign.workspaceId);
      expect(answer.text).not.toContain(foreign.projectId);
    },
  );
});
