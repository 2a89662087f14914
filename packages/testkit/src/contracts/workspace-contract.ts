import type { WorkspaceTransaction } from '@gatehouse/database';
import type { IdentityId, Role, WorkspaceId } from '@gatehouse/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createIdentityId, createWorkspaceId } from '../fixtures/ids.ts';
import { buildApiKeyRow, buildAuditEntry } from '../fixtures/rows.ts';
import { createTestProject, createTestWorkspace } from '../fixtures/tenants.ts';
import type { ControlFixture, ControlFixtureFactory } from './control-fixture.ts';

/** What a workspace's rows guarantee: its members above all. */
export function describeWorkspaceContract(name: string, factory: ControlFixtureFactory): void {
  describe(`workspace (${name})`, () => {
    let fixture: ControlFixture;
    let workspaceId: WorkspaceId;
    let owner: IdentityId;

    beforeAll(async () => {
      fixture = await factory();
    });
    beforeEach(async () => {
      ({ workspaceId, owner } = await createTestWorkspace(fixture.control));
    });
    afterAll(() => fixture.close());

    const inside = <T>(work: (tx: WorkspaceTransaction) => Promise<T>, of = workspaceId) =>
      fixture.control.withWorkspace(of, work);
    const addMember = (role: Role, memberId = createIdentityId(), of = workspaceId) => {
      const row = { memberId, role, email: `${memberId}@example.com`, name: '' };
      return inside((tx) => tx.members.insert(row), of).then(() => memberId);
    };

    test('a workspace begins with its owner and an audit event', async () => {
      await inside(async (tx) => {
        expect(await tx.workspace()).toMatchObject({ workspaceId, name: 'A workspace' });
        expect(await tx.members.list()).toMatchObject([{ memberId: owner, role: 'owner' }]);
        const events = await tx.auditEvents({ limit: 9, after: undefined }, {});
        expect(events).toMatchObject([{ action: 'workspace.created', projectId: null }]);
        expect(await tx.rename('Renamed')).toMatchObject({ name: 'Renamed' });
      });
    });

    test('a member finds the workspaces that are theirs, with the role in each', async () => {
      const other = await createTestWorkspace(fixture.control);
      await addMember('viewer', owner, other.workspaceId);
      const memberships = await fixture.control.membershipsOf(owner);
      expect(memberships).toHaveLength(2);
      expect(memberships).toContainEqual({ workspaceId, role: 'owner' });
      expect(memberships).toContainEqual({ workspaceId: other.workspaceId, role: 'viewer' });
      expect(await fixture.control.membershipsOf(createIdentityId())).toEqual([]);
    });

    test('a person is a member once', async () => {
      const row = { memberId: owner, role: 'viewer', email: 'x@example.com', name: '' } as const;
      expect(await inside((tx) => tx.members.insert(row))).toBe('exists');
      expect((await inside((tx) => tx.members.find(owner)))?.role).toBe('owner');
    });

    test('the last owner can neither leave nor step down', async () => {
      await addMember('admin');
      expect(await inside((tx) => tx.members.delete(owner))).toBe('last_owner');
      expect(await inside((tx) => tx.members.setRole(owner, 'admin'))).toBe('last_owner');
      expect(await inside((tx) => tx.members.setRole(owner, 'owner'))).toMatchObject({
        role: 'owner',
      });
    });

    test('of two owners that remove each other at the same moment one remains', async () => {
      const second = await addMember('owner');
      const outcomes = await Promise.all([
        inside((tx) => tx.members.delete(owner)),
        inside((tx) => tx.members.delete(second)),
      ]);
      expect(outcomes.toSorted()).toEqual(['deleted', 'last_owner']);
      const third = await addMember('owner');
      const [remaining] = (await inside((tx) => tx.members.list())).filter(
        ({ memberId, role }) => memberId !== third && role === 'owner',
      );
      await Promise.all([
        inside((tx) => tx.members.setRole(third, 'viewer')),
        inside((tx) => tx.members.setRole(remaining?.memberId ?? '', 'viewer')),
      ]);
      const owners = (await inside((tx) => tx.members.list())).filter(
        ({ role }) => role === 'owner',
      );
      expect(owners).toHaveLength(1);
    });

    test('who is no member cannot be changed or removed', async () => {
      const stranger = createIdentityId();
      await inside(async (tx) => {
        expect(await tx.members.find(stranger)).toBeUndefined();
        expect(await tx.members.setRole(stranger, 'admin')).toBeUndefined();
        expect(await tx.members.delete(stranger)).toBe('absent');
        expect(await tx.members.delete('no uuid')).toBe('absent');
      });
    });

    test('a workspace lists its own projects only', async () => {
      const own = await createTestProject(fixture.control, workspaceId);
      const second = await createTestProject(fixture.control, workspaceId);
      const foreign = await createTestProject(fixture.control);
      await inside(async (tx) => {
        const [first] = await tx.projects.list({ limit: 1, after: undefined });
        const rest = await tx.projects.list({ limit: 9, after: first });
        const ids = [first, ...rest].map((row) => row?.projectId);
        expect(ids).toEqual([own.projectId, second.projectId]);
        expect(await tx.projects.count()).toBe(2);
        expect(await tx.projects.find(own.projectId)).toMatchObject({ slug: own.slug });
        expect(await tx.projects.find(foreign.projectId)).toBeUndefined();
        expect(await tx.projects.find('no uuid')).toBeUndefined();
      });
    });

    test('audit events come page by page, forwards and backwards, and can be narrowed', async () => {
      const project = await createTestProject(fixture.control, workspaceId);
      for (const action of ['a', 'b', 'c']) {
        await inside((tx) => tx.audit(buildAuditEntry({ action })));
      }
      await inside((tx) =>
        tx.audit({ ...buildAuditEntry({ action: 'd' }), projectId: project.projectId }),
      );
      await inside(async (tx) => {
        const all = await tx.auditEvents({ limit: 99, after: undefined }, {});
        const actions = all.map(({ action }) => action);
        expect(actions).toEqual(['workspace.created', 'project.created', 'a', 'b', 'c', 'd']);
        const backwards = await tx.auditEvents(
          { limit: 2, after: all.at(-1), newestFirst: true },
          {},
        );
        expect(backwards.map(({ action }) => action)).toEqual(['c', 'b']);
        const next = await tx.auditEvents({ limit: 2, after: all[2] }, {});
        expect(next.map(({ action }) => action)).toEqual(['b', 'c']);
        const page = { limit: 9, after: undefined };
        expect(await tx.auditEvents(page, { action: 'b' })).toHaveLength(1);
        const { projectId } = project;
        expect(await tx.auditEvents(page, { projectId })).toMatchObject([
          { action: 'project.created' },
          { action: 'd', projectId },
        ]);
      });
    });

    test('the audit log has a link for each event, and the newest one changes with the next event', async () => {
      const before = await inside((tx) => tx.verifyAuditChain());
      expect(before).toMatchObject({ brokenAt: undefined, unlinkedEvents: 0 });
      expect(before.head?.position).toBe(before.events);
      await inside((tx) => tx.audit(buildAuditEntry({ action: 'a' })));
      const after = await inside((tx) => tx.verifyAuditChain());
      expect(after).toMatchObject({ events: before.events + 1, brokenAt: undefined });
      expect(after.head?.digest).not.toBe(before.head?.digest);
    });

    test('an API key of a workspace is found in it and nowhere else', async () => {
      const key = buildApiKeyRow();
      await inside((tx) => tx.apiKeys.insert(key));
      expect(await inside((tx) => tx.apiKeys.find(key.id))).toMatchObject(key);
      const other = await createTestWorkspace(fixture.control);
      expect(await inside((tx) => tx.apiKeys.find(key.id), other.workspaceId)).toBeUndefined();
      expect(await inside((tx) => tx.apiKeys.delete(key.id), other.workspaceId)).toBe(false);
      expect(await inside((tx) => tx.apiKeys.delete(key.id))).toBe(true);
      expect(await inside((tx) => tx.apiKeys.list())).toEqual([]);
    });

    test('a workspace that does not exist is empty and cannot be written', async () => {
      const nowhere = createWorkspaceId();
      expect(await inside((tx) => tx.workspace(), nowhere)).toBeUndefined();
      expect(await inside((tx) => tx.members.list(), nowhere)).toEqual([]);
      const rename = inside((tx) => tx.rename('x'), nowhere);
      await expect(rename).rejects.toMatchObject({ name: 'TenantGone' });
    });
  });
}
