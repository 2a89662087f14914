import type { InvitationRows } from '@gatehouse/database';
import type { WorkspaceId } from '@gatehouse/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createIdentityId } from '../fixtures/ids.ts';
import { buildInvitationRow } from '../fixtures/rows.ts';
import { createTestWorkspace } from '../fixtures/tenants.ts';
import type { ControlFixture, ControlFixtureFactory } from './control-fixture.ts';

const before = new Date('2030-01-01T00:00:00Z');
const end = new Date('2030-01-02T00:00:00Z');
const after = new Date('2030-01-03T00:00:00Z');

/** What invitations to a workspace guarantee: single use above all. */
export function describeInvitationContract(name: string, factory: ControlFixtureFactory): void {
  describe(`invitations (${name})`, () => {
    let fixture: ControlFixture;
    let workspaceId: WorkspaceId;

    beforeAll(async () => {
      fixture = await factory();
    });
    beforeEach(async () => {
      ({ workspaceId } = await createTestWorkspace(fixture.control));
    });
    afterAll(() => fixture.close());

    const inside = <T>(work: (rows: InvitationRows) => Promise<T>) =>
      fixture.control.withWorkspace(workspaceId, (tx) => work(tx.invitations));
    const invite = () => inside((rows) => rows.insert(buildInvitationRow({ expiresAt: end })));

    test('of five who accept one at the same moment one is told that it is accepted', async () => {
      const { id } = await invite();
      const people = Array.from({ length: 5 }, createIdentityId);
      const outcomes = await Promise.all(
        people.map((by) => inside((rows) => rows.accept(id, { by, at: before }))),
      );
      expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'already_accepted')).toHaveLength(4);
      const winner = people[outcomes.indexOf('accepted')];
      const row = await inside((rows) => rows.find(id));
      expect(row?.accepted).toEqual({ at: before, by: winner });
    });

    test('nobody accepts one after its end, nor one that is not there', async () => {
      const { id } = await invite();
      const by = createIdentityId();
      expect(await inside((rows) => rows.accept(id, { by, at: end }))).toBe('expired');
      expect(await inside((rows) => rows.accept(by, { by, at: before }))).toBe('absent');
      expect(await inside((rows) => rows.accept('no uuid', { by, at: before }))).toBe('absent');
      expect(await inside((rows) => rows.find(id))).toMatchObject({ id, role: 'developer' });
    });

    test('only open ones are listed and revoked', async () => {
      const accepted = await invite();
      const open = await invite();
      const by = createIdentityId();
      await inside((rows) => rows.accept(accepted.id, { by, at: before }));
      expect(await inside((rows) => rows.listOpen(before))).toEqual([open]);
      expect(await inside((rows) => rows.listOpen(end))).toEqual([]);
      expect(await inside((rows) => rows.delete(accepted.id))).toBe(false);
      expect(await inside((rows) => rows.delete(open.id))).toBe(true);
      expect(await inside((rows) => rows.accept(open.id, { by, at: before }))).toBe('absent');
    });

    test('those that ended are forgotten, those that live are not', async () => {
      const accepted = await invite();
      await inside((rows) => rows.accept(accepted.id, { by: createIdentityId(), at: before }));
      const open = await invite();
      expect(await inside((rows) => rows.deleteEnded(before))).toBe(0);
      expect(await inside((rows) => rows.deleteEnded(end))).toBe(1);
      expect(await inside((rows) => rows.find(open.id))).toEqual(open);
      expect(await inside((rows) => rows.deleteEnded(after))).toBe(1);
    });
  });
}
