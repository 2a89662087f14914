import type { ProjectScope } from '@gatehouse/database';
import { emptyProjectDocument } from '@gatehouse/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createProjectId } from '../fixtures/ids.ts';
import {
  buildApiKeyRow,
  buildAuditEntry,
  buildClientRow,
  buildSigningKeyRow,
  testActor,
} from '../fixtures/rows.ts';
import { createTestProject } from '../fixtures/tenants.ts';
import type { ControlFixture, ControlFixtureFactory } from './control-fixture.ts';

/** What a project's own rows, its revisions, signing keys and API keys guarantee. */
export function describeProjectContract(name: string, factory: ControlFixtureFactory): void {
  describe(`project (${name})`, () => {
    let fixture: ControlFixture;
    let scope: Awaited<ReturnType<typeof createTestProject>>;

    beforeAll(async () => {
      fixture = await factory();
    });
    beforeEach(async () => {
      scope = await createTestProject(fixture.control);
    });
    afterAll(() => fixture.close());

    const inside: ControlFixture['control']['withProject'] = (of, work) =>
      fixture.control.withProject(of, work);

    test('a project is found by its slug and by its id, and nothing else is', async () => {
      const expected = { projectId: scope.projectId, workspaceId: scope.workspaceId };
      expect(await fixture.control.scopeOfAddress(scope.slug)).toEqual(expected);
      expect(await fixture.control.scopeOfProject(scope.projectId)).toEqual(expected);
      expect(await fixture.control.scopeOfAddress('nobody')).toBeUndefined();
      expect(await fixture.control.scopeOfAddress('nul\0byte')).toBeUndefined();
      expect(await fixture.control.scopeOfProject(createProjectId())).toBeUndefined();
    });

    test('a slug is never given twice, and who is refused leaves nothing behind', async () => {
      const second: ProjectScope = { ...scope, projectId: createProjectId() };
      const creation = {
        scope: { projectId: second.projectId, workspaceId: scope.workspaceId },
        name: 'Second',
        slug: scope.slug,
        environment: 'dev',
        homeRegion: 'global',
        document: emptyProjectDocument,
        author: testActor,
        signingKeys: [],
        audit: buildAuditEntry(),
      } as const;
      expect(await fixture.control.createProject(creation)).toBe('slug_taken');
      expect(await fixture.control.scopeOfProject(second.projectId)).toBeUndefined();
      await inside(scope, (tx) => tx.purge());
      expect(await fixture.control.createProject(creation)).toBe('slug_taken');
    });

    test('a project belongs to its workspace: another cannot be named with it', async () => {
      const other = await createTestProject(fixture.control);
      const mixed = { projectId: scope.projectId, workspaceId: other.workspaceId };
      await expect(inside(mixed, (tx) => tx.project())).rejects.toThrow('belong');
      const none = { projectId: scope.projectId, workspaceId: null };
      await expect(inside(none, (tx) => tx.project())).rejects.toThrow('belong');
    });

    test('revisions count up from one, and each is kept', async () => {
      const first = await inside(scope, (tx) => tx.revisions.current());
      expect(first).toMatchObject({ number: 1, changes: [], document: emptyProjectDocument });
      const document = {
        ...emptyProjectDocument,
        cors_public: { enabled: true, origins: ['https://example.com'] },
      };
      const changes = [{ op: 'replace', path: '/cors_public/enabled', value: true }];
      const second = await inside(scope, (tx) =>
        tx.revisions.add({
          expectedRevisionId: first.revisionId,
          document,
          changes,
          author: testActor,
        }),
      );
      expect(second).toMatchObject({ number: 2, document, changes, author: testActor });
      await inside(scope, async (tx) => {
        expect(await tx.revisions.current()).toEqual(second);
        expect(await tx.revisions.find(first.revisionId)).toEqual(first);
        const numbers = async (page: { after: number | undefined; newestFirst?: boolean }) =>
          (await tx.revisions.list({ limit: 5, ...page })).map(({ number }) => number);
        expect(await numbers({ after: undefined })).toEqual([1, 2]);
        expect(await numbers({ after: 1 })).toEqual([2]);
        expect(await numbers({ after: undefined, newestFirst: true })).toEqual([2, 1]);
      });
    });

    test('of changes made to the same revision at once one is kept, the others are conflicts', async () => {
      const { revisionId } = await inside(scope, (tx) => tx.revisions.current());
      const add = () =>
        inside(scope, (tx) =>
          tx.revisions.add({
            expectedRevisionId: revisionId,
            document: emptyProjectDocument,
            changes: [],
            author: testActor,
          }),
        );
      const results = await Promise.all(Array.from({ length: 8 }, add));
      expect(results.filter((result) => result === 'conflict')).toHaveLength(7);
      expect((await inside(scope, (tx) => tx.revisions.current())).number).toBe(2);
      expect(await add()).toBe('conflict');
    });

    test('a signing key goes along its life and away', async () => {
      const key = { setId: buildSigningKeyRow('a').setId, kid: 'a' };
      await inside(scope, async (tx) => {
        expect(await tx.signingKeys.insert(buildSigningKeyRow('a'))).toBe('inserted');
        expect(await tx.signingKeys.insert(buildSigningKeyRow('a'))).toBe('exists');
        await tx.signingKeys.insert({
          ...buildSigningKeyRow('b'),
          setId: 'own',
          privateSealed: null,
        });
        const activatedAt = new Date('2030-01-01T00:00:00Z');
        expect(await tx.signingKeys.setState(key, { state: 'active', activatedAt })).toBe(true);
        expect(await tx.signingKeys.setState({ ...key, kid: 'z' }, { state: 'active' })).toBe(
          false,
        );
        expect(await tx.signingKeys.list(key.setId)).toMatchObject([
          { ...buildSigningKeyRow('a'), state: 'active', activatedAt },
        ]);
        expect(await tx.signingKeys.list()).toHaveLength(2);
        expect(await tx.signingKeys.delete({ ...key, kid: 'z' })).toBe(0);
        expect(await tx.signingKeys.delete({ setId: 'own' })).toBe(1);
        expect(await tx.signingKeys.delete(key)).toBe(1);
        expect(await tx.signingKeys.list()).toEqual([]);
      });
    });

    test('an API key is found by its id until it is deleted; exchanged ones are not listed', async () => {
      const kept = buildApiKeyRow({ expiresAt: new Date('2030-01-01T00:00:00Z') });
      const exchanged = buildApiKeyRow({ origin: 'exchanged' });
      await inside(scope, async (tx) => {
        expect(await tx.apiKeys.insert(kept)).toMatchObject(kept);
        await tx.apiKeys.insert(exchanged);
        expect(await tx.apiKeys.find(exchanged.id)).toMatchObject(exchanged);
        expect((await tx.apiKeys.list()).map(({ id }) => id)).toEqual([kept.id]);
        expect(await tx.apiKeys.delete(kept.id)).toBe(true);
        expect(await tx.apiKeys.delete(kept.id)).toBe(false);
        expect(await tx.apiKeys.find(kept.id)).toBeUndefined();
        expect(await tx.apiKeys.find('no uuid')).toBeUndefined();
      });
    });

    test('a purged project is gone with all its rows, and stays unwritable', async () => {
      await inside(scope, async (tx) => {
        await tx.clients.insert(buildClientRow('one'));
        await tx.signingKeys.insert(buildSigningKeyRow('a'));
      });
      await inside(scope, (tx) => tx.purge());
      await inside(scope, async (tx) => {
        expect(await tx.project()).toBeUndefined();
        expect(await tx.clients.count()).toBe(0);
        expect(await tx.signingKeys.list()).toEqual([]);
      });
      const gone = { name: 'TenantGone' };
      const write = inside(scope, (tx) => tx.clients.insert(buildClientRow('two')));
      await expect(write).rejects.toMatchObject(gone);
      await expect(inside(scope, (tx) => tx.updateProject({ name: 'x' }))).rejects.toMatchObject(
        gone,
      );
      await expect(inside(scope, (tx) => tx.revisions.current())).rejects.toMatchObject(gone);
      const { liveness } = fixture.hot.forProject(scope.projectId);
      const query = { clientId: 'one', identityId: undefined, sessionId: undefined };
      const token = { tokenId: new Uint8Array(24), bucket: 30_000 };
      const facts = await liveness.load({ ...query, grantId: undefined, token });
      expect(facts.project?.isActive).toBe(false);
    });

    test('every change of what a runtime is made of is announced before it has resolved, and raises the version by one', async () => {
      const announced: string[] = [];
      const stop = fixture.changes.subscribe((projectId) => announced.push(projectId));
      const versions: number[] = [];
      const note = async () => {
        versions.push(await inside(scope, (tx) => tx.runtimeVersion()));
        return announced.splice(0).includes(scope.projectId);
      };
      await note();
      await inside(scope, (tx) => tx.clients.find('one'));
      await note();
      await inside(scope, (tx) => tx.clients.insert(buildClientRow('one')));
      expect(await note()).toBe(true);
      await inside(scope, (tx) => tx.signingKeys.insert(buildSigningKeyRow('a')));
      expect(await note()).toBe(true);
      await inside(scope, (tx) => tx.updateProject({ state: 'halted' }));
      expect(await note()).toBe(true);
      await inside(scope, (tx) => tx.raiseEpoch({ kind: 'project' }));
      expect(await note()).toBe(true);
      stop();
      await inside(scope, (tx) => tx.clients.delete('one'));
      expect(announced).toEqual([]);
      const [first = 0] = versions;
      expect(versions).toEqual([first, first, first + 1, first + 2, first + 3, first + 4]);
    });

    test('scopes of all projects come in the order of their ids, page by page', async () => {
      await createTestProject(fixture.control);
      const [first] = await fixture.control.scopesOfProjects({ limit: 1, after: undefined });
      const rest = await fixture.control.scopesOfProjects({
        limit: 1_000,
        after: first?.projectId,
      });
      const ids = [first, ...rest].map((one) => one?.projectId ?? '');
      expect(ids).toEqual(ids.toSorted());
      expect(ids).toContain(scope.projectId);
      expect(new Set(ids).size).toBe(ids.length);
    });
  });
}
