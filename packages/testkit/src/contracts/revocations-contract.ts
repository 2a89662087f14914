import type { GrantId, ProjectId } from '@gatehouse/protocol';
import type { LivenessQuery } from '@gatehouse/token-engine/ports';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGrantId } from '../fixtures/ids.ts';
import { buildTokenReference, type HotFixture, type HotFixtureFactory } from './hot-fixture.ts';

/** What every Revocations port guarantees. */
export function describeRevocationsContract(name: string, factory: HotFixtureFactory): void {
  describe(`revocations (${name})`, () => {
    let fixture: HotFixture;
    let projectId: ProjectId;

    beforeAll(async () => {
      fixture = await factory();
    });
    beforeEach(async () => {
      projectId = await fixture.createProject();
      await fixture.createClient(projectId, 'client');
    });
    afterAll(() => fixture.close());

    const load = (change: Partial<LivenessQuery> = {}, of = projectId) =>
      fixture.forProject(of).liveness.load({
        clientId: 'client',
        identityId: undefined,
        sessionId: undefined,
        grantId: undefined,
        token: buildTokenReference(fixture.clock),
        ...change,
      });
    const isGrantActive = async (grantId: GrantId, of = projectId) =>
      (await load({ grantId }, of)).grant?.isActive;

    test('a token is denylisted once the call has resolved, and its neighbours are not', async () => {
      const { revocations } = fixture.forProject(projectId);
      const [revoked, kept] = [
        buildTokenReference(fixture.clock),
        buildTokenReference(fixture.clock),
      ];
      await revocations.denylist(revoked);
      expect((await load({ token: revoked })).isDenylisted).toBe(true);
      expect((await load({ token: kept })).isDenylisted).toBe(false);
      const sameIdOtherDay = { ...revoked, bucket: revoked.bucket + 1 };
      expect((await load({ token: sameIdOtherDay })).isDenylisted).toBe(false);
    });

    test('denylisting the same token again, at once or later, is no error', async () => {
      const { revocations } = fixture.forProject(projectId);
      const token = buildTokenReference(fixture.clock);
      await Promise.all(Array.from({ length: 50 }, () => revocations.denylist(token)));
      await revocations.denylist(token);
      expect((await load({ token })).isDenylisted).toBe(true);
    });

    test('denylisting a token that expired long ago is no error', async () => {
      const token = { ...buildTokenReference(fixture.clock), bucket: 100 };
      await expect(
        fixture.forProject(projectId).revocations.denylist(token),
      ).resolves.toBeUndefined();
    });

    test('a revoked grant takes its descendants with it, and neither parent nor sibling', async () => {
      const [parent, revoked, sibling, child, grandchild] = Array.from(
        { length: 5 },
        createGrantId,
      );
      if (!parent || !revoked || !sibling || !child || !grandchild) throw new Error('no ids');
      await fixture.addGrant(projectId, parent);
      await fixture.addGrant(projectId, revoked, parent);
      await fixture.addGrant(projectId, sibling, parent);
      await fixture.addGrant(projectId, child, revoked);
      await fixture.addGrant(projectId, grandchild, child);
      await fixture.forProject(projectId).revocations.revokeGrant(revoked);
      const all = [parent, revoked, sibling, child, grandchild];
      expect(await Promise.all(all.map((grantId) => isGrantActive(grantId)))).toEqual([
        true,
        false,
        true,
        false,
        false,
      ]);
    });

    test('revoking a grant again changes nothing, and revoking an unknown one is no error', async () => {
      const { revocations } = fixture.forProject(projectId);
      const grantId = createGrantId();
      await fixture.addGrant(projectId, grantId);
      await Promise.all(Array.from({ length: 20 }, () => revocations.revokeGrant(grantId)));
      await revocations.revokeGrant(grantId);
      await revocations.revokeGrant(createGrantId());
      expect((await load({ grantId })).grant).toEqual({ epoch: 2, isActive: false });
    });

    test('a family is found through a grant that had ended before', async () => {
      const { revocations } = fixture.forProject(projectId);
      const [parent, child] = [createGrantId(), createGrantId()];
      await fixture.addGrant(projectId, parent);
      await revocations.revokeGrant(parent);
      await fixture.addGrant(projectId, child, parent);
      await revocations.revokeGrant(parent);
      expect(await isGrantActive(child)).toBe(false);
    });

    test("revoking a client's tokens raises its epoch and leaves it active", async () => {
      await fixture.createClient(projectId, 'other');
      await fixture.forProject(projectId).revocations.revokeClientTokens('client');
      expect((await load()).client).toEqual({ epoch: 2, isActive: true });
      expect((await load({ clientId: 'other' })).client).toEqual({ epoch: 1, isActive: true });
    });

    test('revoking the tokens of a client that was never made, or is gone, brings none to life', async () => {
      const { revocations } = fixture.forProject(projectId);
      await fixture.deleteClient(projectId, 'client');
      await revocations.revokeClientTokens('client');
      await revocations.revokeClientTokens('never-made');
      await revocations.revokeClientTokens('nul\0byte');
      expect((await load()).client?.isActive).toBe(false);
      expect((await load({ clientId: 'never-made' })).client).toBeUndefined();
    });

    test('attack 67: revoking in one project touches no row of another that has the same ids', async () => {
      const other = await fixture.createProject();
      const [grantId, child] = [createGrantId(), createGrantId()];
      for (const id of [projectId, other]) {
        await fixture.addGrant(id, grantId);
        await fixture.addGrant(id, child, grantId);
      }
      await fixture.createClient(other, 'client');
      await fixture.forProject(other).revocations.revokeGrant(grantId);
      await fixture.forProject(other).revocations.revokeClientTokens('client');
      expect(await isGrantActive(grantId)).toBe(true);
      expect(await isGrantActive(child)).toBe(true);
      expect(await isGrantActive(child, other)).toBe(false);
      expect((await load()).client?.epoch).toBe(1);
    });
  });
}
