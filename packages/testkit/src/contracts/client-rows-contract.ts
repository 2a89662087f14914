import type { NewClientRow, ProjectScope } from '@gatehouse/database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildClientMetadata, buildClientRow } from '../fixtures/rows.ts';
import { createTestProject } from '../fixtures/tenants.ts';
import type { ControlFixture, ControlFixtureFactory } from './control-fixture.ts';

/** What the client rows of every control store guarantee. */
export function describeClientRowsContract(name: string, factory: ControlFixtureFactory): void {
  describe(`client rows (${name})`, () => {
    let fixture: ControlFixture;
    let scope: ProjectScope;

    beforeAll(async () => {
      fixture = await factory();
    });
    beforeEach(async () => {
      scope = await createTestProject(fixture.control);
    });
    afterAll(() => fixture.close());

    const insert = (row: NewClientRow, of = scope) =>
      fixture.control.withProject(of, (tx) => tx.clients.insert(row));
    const find = (clientId: string, of = scope) =>
      fixture.control.withProject(of, (tx) => tx.clients.find(clientId));
    const epochOf = async (clientId: string, of = scope) => {
      const query = { clientId, identityId: undefined, sessionId: undefined, grantId: undefined };
      const token = { tokenId: new Uint8Array(24), bucket: 30_000 };
      const { liveness } = fixture.hot.forProject(of.projectId);
      return (await liveness.load({ ...query, token })).client;
    };

    test('a client is read as it was written, its secrets included', async () => {
      const row = {
        ...buildClientRow('one', { client_name: 'One', metadata: { nested: { deep: [1, 'ü'] } } }),
        secrets: [
          { keyId: 'new', hash: new Uint8Array([1, 2, 255]), expiresAt: undefined },
          {
            keyId: 'old',
            hash: new Uint8Array([3]),
            expiresAt: new Date('2030-01-01T00:00:00.5Z'),
          },
        ],
      };
      await insert(row);
      expect(await find('one')).toMatchObject(row);
      expect(await find('two')).toBeUndefined();
    });

    test('an id is given once, and the client that has it stays as it is', async () => {
      await insert(buildClientRow('one', { client_name: 'first' }));
      expect(await insert(buildClientRow('one', { client_name: 'second' }))).toBe('exists');
      expect((await find('one'))?.metadata.client_name).toBe('first');
      expect(await epochOf('one')).toEqual({ epoch: 1, isActive: true });
    });

    test('of many that insert the same id at once one succeeds', async () => {
      const results = await Promise.all(
        Array.from({ length: 8 }, () => insert(buildClientRow('one'))),
      );
      expect(results.filter((result) => result !== 'exists')).toHaveLength(1);
    });

    test('an update changes what it names, and leaves the rest', async () => {
      const row = buildClientRow('one');
      await insert(row);
      const metadata = buildClientMetadata({ client_name: 'renamed' });
      const updated = await fixture.control.withProject(scope, (tx) =>
        tx.clients.update('one', { metadata }),
      );
      expect(updated).toMatchObject({ metadata, secrets: row.secrets });
      const absent = await fixture.control.withProject(scope, (tx) =>
        tx.clients.update('two', { metadata }),
      );
      expect(absent).toBeUndefined();
    });

    test('a deleted client ends its epoch, and its id begins a higher one when it is used again', async () => {
      await insert(buildClientRow('one'));
      const remove = () => fixture.control.withProject(scope, (tx) => tx.clients.delete('one'));
      expect(await remove()).toBe(true);
      expect(await remove()).toBe(false);
      expect(await find('one')).toBeUndefined();
      expect((await epochOf('one'))?.isActive).toBe(false);
      await insert(buildClientRow('one'));
      expect(await epochOf('one')).toEqual({ epoch: 3, isActive: true });
    });

    test('pages in the order of creation hold every client once', async () => {
      const ids = ['c', 'a', 'd', 'b', 'e'];
      for (const id of ids) await insert(buildClientRow(id));
      const seen: string[] = [];
      let after: { createdAt: Date; clientId: string } | undefined;
      do {
        const page = await fixture.control.withProject(scope, (tx) =>
          tx.clients.list({ limit: 2, after }, {}),
        );
        seen.push(...page.map(({ clientId }) => clientId));
        after = page.at(-1);
      } while (after !== undefined);
      expect(seen).toEqual(ids);
      expect(await fixture.control.withProject(scope, (tx) => tx.clients.count())).toBe(5);
    });

    test('a client that registered itself keeps the hash of its token, and counts apart', async () => {
      const token = (byte: number) => ({ keyId: 'k1', hash: new Uint8Array([byte]) });
      await insert(buildClientRow('made'));
      await insert({ ...buildClientRow('itself'), registrationToken: token(1) });
      expect((await find('itself'))?.registrationToken).toEqual(token(1));
      expect((await find('made'))?.registrationToken).toBeUndefined();
      await fixture.control.withProject(scope, async (tx) => {
        expect(await tx.clients.countRegisteredForUpdate()).toBe(1);
        expect(await tx.clients.update('itself', { secrets: [] })).toMatchObject({
          registrationToken: token(1),
        });
        await tx.clients.update('itself', { registrationToken: token(2) });
      });
      expect((await find('itself'))?.registrationToken).toEqual(token(2));
    });

    test('an origin is allowed while some client names it', async () => {
      const origin = 'https://spa.example';
      const allows = () =>
        fixture.control.withProject(scope, (tx) => tx.clients.allowsOrigin(origin));
      await insert(buildClientRow('a', { allowed_cors_origins: ['https://other.example'] }));
      expect(await allows()).toBe(false);
      await insert(
        buildClientRow('b', { allowed_cors_origins: ['https://other.example', origin] }),
      );
      expect(await allows()).toBe(true);
      await fixture.control.withProject(scope, (tx) => tx.clients.delete('b'));
      expect(await allows()).toBe(false);
    });

    test('a list can be narrowed to a name and an owner', async () => {
      await insert(buildClientRow('a', { client_name: 'x', owner: 'ada' }));
      await insert(buildClientRow('b', { client_name: 'x', owner: 'bob' }));
      await insert(buildClientRow('c', { client_name: 'y', owner: 'ada' }));
      const list = (filter: { clientName?: string; owner?: string }) =>
        fixture.control.withProject(scope, async (tx) =>
          (await tx.clients.list({ limit: 9, after: undefined }, filter)).map(
            (row) => row.clientId,
          ),
        );
      expect(await list({ clientName: 'x' })).toEqual(['a', 'b']);
      expect(await list({ owner: 'ada' })).toEqual(['a', 'c']);
      expect(await list({ clientName: 'x', owner: 'ada' })).toEqual(['a']);
      expect(await list({ owner: "' OR true --" })).toEqual([]);
    });

    test('an id that no row could carry is absent and no error', async () => {
      const strange = 'nul\0byte';
      await fixture.control.withProject(scope, async (tx) => {
        expect(await tx.clients.find(strange)).toBeUndefined();
        expect(await tx.clients.findForUpdate(strange)).toBeUndefined();
        expect(await tx.clients.update(strange, {})).toBeUndefined();
        expect(await tx.clients.delete(strange)).toBe(false);
      });
    });

    test('a transaction that throws leaves nothing behind', async () => {
      const work = fixture.control.withProject(scope, async (tx) => {
        await tx.clients.insert(buildClientRow('one'));
        throw new Error('changed my mind');
      });
      await expect(work).rejects.toThrow('changed my mind');
      expect(await find('one')).toBeUndefined();
      expect(await epochOf('one')).toBeUndefined();
    });

    test('attack 67: the same client id in two projects is two clients', async () => {
      const other = await createTestProject(fixture.control);
      await insert(buildClientRow('one', { client_name: 'here' }));
      await insert(buildClientRow('one', { client_name: 'there' }), other);
      await fixture.control.withProject(other, (tx) => tx.clients.delete('one'));
      expect((await find('one'))?.metadata.client_name).toBe('here');
      expect(await epochOf('one')).toEqual({ epoch: 1, isActive: true });
      expect((await epochOf('one', other))?.isActive).toBe(false);
    });
  });
}
