import { connectDatabase, type Database, type ProjectScope } from '@gatehouse/database';
import { createRandom, generateKeyring, parseKeyring } from '@gatehouse/keys';
import { buildClientRow, createTestProject, testActor } from '@gatehouse/testkit';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { StoreUnavailable } from '@gatehouse/token-engine/ports';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProjectRuntimes, type ProjectRuntimes } from './project-runtimes.ts';
import type { RuntimeSources } from './runtime-sources.ts';

const random = createRandom();
const keyring = parseKeyring(generateKeyring(random));
const addressing = { mode: 'path', origin: 'http://localhost:4000' } as const;

describe('createProjectRuntimes', () => {
  let urls: TestDatabase;
  let database: Database;
  let elsewhere: Database;
  let scope: Awaited<ReturnType<typeof createTestProject>>;
  let slug: string;
  let runtimes: ProjectRuntimes;
  /** How often the control tables were asked, and what they shall answer instead. */
  let asked: { projects: number; addresses: number; failure: Error | undefined };

  beforeAll(async () => {
    urls = await createTestDatabase();
    database = await connectDatabase(urls);
    elsewhere = await connectDatabase(urls);
  });

  afterAll(async () => {
    await Promise.all([database.close(), elsewhere.close()]);
    await urls.drop();
  });

  beforeEach(async () => {
    scope = await createTestProject(database.control);
    slug = scope.slug;
    runtimes?.close();
    asked = { projects: 0, addresses: 0, failure: undefined };
    runtimes = createProjectRuntimes({ database: counted(), keyring, random, addressing });
  });

  function counted(): RuntimeSources {
    const { control } = database;
    return {
      ...database,
      control: {
        ...control,
        withProject(within, work) {
          asked.projects += 1;
          return asked.failure === undefined
            ? control.withProject(within, work)
            : Promise.reject(asked.failure);
        },
        scopeOfAddress(address) {
          asked.addresses += 1;
          return control.scopeOfAddress(address);
        },
      },
    };
  }

  const insertClient = (clientId: string, within: ProjectScope = scope) =>
    database.control.withProject(within, (tx) => tx.clients.insert(buildClientRow(clientId)));

  it('builds a project once however many ask first at the same moment', async () => {
    const built = await Promise.all(Array.from({ length: 50 }, () => runtimes.bySlug(slug)));
    expect(new Set(built).size).toBe(1);
    expect(built[0]?.project).toMatchObject({
      ...scope,
      issuer: `http://localhost:4000/p/${slug}`,
      state: 'running',
    });
    expect(asked).toMatchObject({ projects: 1, addresses: 1 });
    expect(runtimes.peekBySlug(slug)).toBe(built[0]);
    expect(await runtimes.byProjectId(scope.projectId)).toBe(built[0]);
  });

  it('attack 66: knows nothing under an unknown slug, and asks again the next time', async () => {
    expect(await runtimes.bySlug('nobody')).toBeUndefined();
    expect(await runtimes.bySlug('nobody')).toBeUndefined();
    expect(asked.addresses).toBe(2);
  });

  it('does not keep a build that failed', async () => {
    asked.failure = new StoreUnavailable('away');
    await expect(runtimes.bySlug(slug)).rejects.toThrow(StoreUnavailable);
    asked.failure = undefined;
    expect(await runtimes.bySlug(slug)).toBeDefined();
  });

  it('finds a client that was made a moment after it was missed', async () => {
    const runtime = await runtimes.bySlug(slug);
    expect(await runtime?.clients.find('late')).toBeUndefined();
    await insertClient('late');
    expect(await runtime?.clients.find('late')).toMatchObject({ clientId: 'late' });
  });

  it('compiles a client once however many ask first at the same moment', async () => {
    await insertClient('busy');
    const runtime = await runtimes.bySlug(slug);
    const before = asked.projects;
    const found = await Promise.all(
      Array.from({ length: 50 }, () => runtime?.clients.find('busy')),
    );
    expect(new Set(found).size).toBe(1);
    expect(asked.projects).toBe(before + 1);
    expect(await runtime?.clients.find('busy')).toBe(found[0]);
    expect(asked.projects).toBe(before + 1);
  });

  it('does not ask the database for what can be no client id', async () => {
    const runtime = await runtimes.bySlug(slug);
    const before = asked.projects;
    for (const text of ['', 'a b', 'a/b', 'x'.repeat(256), "' OR 1=1"]) {
      expect(await runtime?.clients.find(text)).toBeUndefined();
    }
    expect(asked.projects).toBe(before);
  });

  it('sees a change of this process with the next request', async () => {
    await insertClient('changing');
    const before = await (await runtimes.bySlug(slug))?.clients.find('changing');
    await database.control.withProject(scope, (tx) =>
      tx.clients.update('changing', {
        metadata: buildClientRow('changing', { scope: 'read write' }).metadata,
      }),
    );
    const after = await (await runtimes.bySlug(slug))?.clients.find('changing');
    expect([before?.scope.size, after?.scope.size]).toEqual([0, 2]);
    await database.control.withProject(scope, (tx) => tx.clients.delete('changing'));
    expect(await (await runtimes.bySlug(slug))?.clients.find('changing')).toBeUndefined();
  });

  it('sees a change of another process within moments', async () => {
    await insertClient('remote');
    const runtime = await runtimes.bySlug(slug);
    await runtime?.clients.find('remote');
    await elsewhere.control.withProject(scope, (tx) => tx.clients.delete('remote'));
    await vi.waitFor(
      async () => {
        expect(await (await runtimes.bySlug(slug))?.clients.find('remote')).toBeUndefined();
      },
      { timeout: 10_000 },
    );
  });

  it('gives tokens the epochs that were raised before', async () => {
    await insertClient('revoked');
    const before = await runtimes.bySlug(slug);
    const clientBefore = await before?.clients.find('revoked');
    await database.control.withProject(scope, async (tx) => {
      await tx.raiseEpoch({ kind: 'project' });
      await tx.raiseEpoch({ kind: 'client', clientId: 'revoked' });
    });
    const after = await runtimes.bySlug(slug);
    const clientAfter = await after?.clients.find('revoked');
    expect(after?.epochs.project).toBe((before?.epochs.project ?? 0) + 1);
    expect(clientAfter?.epoch).toBe((clientBefore?.epoch ?? 0) + 1);
  });

  it('does not keep a runtime that was being built when its project changed', async () => {
    const building = runtimes.bySlug(slug);
    await database.control.withProject(scope, (tx) => tx.updateProject({ state: 'halted' }));
    await building;
    expect((await runtimes.bySlug(slug))?.project.state).toBe('halted');
  });

  it('tells a halted project from a deleted one, which looks as if it had never been', async () => {
    const setState = (state: 'halted' | 'deleted') =>
      database.control.withProject(scope, (tx) => tx.updateProject({ state }));
    await setState('halted');
    expect((await runtimes.bySlug(slug))?.project.state).toBe('halted');
    await setState('deleted');
    expect(await runtimes.bySlug(slug)).toBeUndefined();
    expect(await runtimes.byProjectId(scope.projectId)).toBeUndefined();
  });

  it('forgets a purged project at once', async () => {
    expect(await runtimes.bySlug(slug)).toBeDefined();
    await database.control.withProject(scope, (tx) => tx.purge());
    expect(await runtimes.bySlug(slug)).toBeUndefined();
  });

  it('attack 75: keeps clients of the same id in two projects apart, in one cache', async () => {
    const other = await createTestProject(database.control);
    await insertClient('same');
    await insertClient('same', other);
    const [mine, theirs] = await Promise.all([runtimes.bySlug(slug), runtimes.bySlug(other.slug)]);
    const found = await Promise.all(
      [mine, theirs, mine, theirs].map((one) => one?.clients.find('same')),
    );
    expect(found[0]).toBe(found[2]);
    expect(found[1]).toBe(found[3]);
    expect(found[0]).not.toBe(found[1]);
    await database.control.withProject(other, (tx) => tx.clients.delete('same'));
    expect(await (await runtimes.bySlug(other.slug))?.clients.find('same')).toBeUndefined();
    expect(await (await runtimes.bySlug(slug))?.clients.find('same')).toBeDefined();
  });

  it('keeps no more than its limits and serves all the same', async () => {
    const small = createProjectRuntimes({
      database,
      keyring,
      random,
      addressing,
      limits: { projects: 2, clients: 2 },
    });
    const projects = await Promise.all([1, 2, 3, 4].map(() => createTestProject(database.control)));
    for (const project of [...projects, ...projects]) {
      expect((await small.bySlug(project.slug))?.project.projectId).toBe(project.projectId);
    }
    expect(projects.filter((project) => small.peekBySlug(project.slug))).toHaveLength(2);
    small.close();
  });

  it('reads the settings of the current revision', async () => {
    await database.control.withProject(scope, async (tx) => {
      const { revisionId, document } = await tx.revisions.current();
      const config = { ttl: { access_token: '5m' }, strategies: { access_token: 'jwt' } };
      await tx.revisions.add({
        expectedRevisionId: revisionId,
        document: { ...document, services: { ...document.services, oauth2: { config } } },
        changes: [],
        author: testActor,
      });
    });
    expect((await runtimes.bySlug(slug))?.settings).toMatchObject({
      accessTokenLifetimeSeconds: 300,
      accessTokenStrategy: 'jwt',
    });
  });
});
