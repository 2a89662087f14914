import { once } from 'node:events';
import { connect } from 'node:net';
import { withinDeadline } from '@gatehouse/database';
import { CallerGone } from '@gatehouse/token-engine/ports';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../test/project-api-fixture.ts';

describe('whoever hangs up before the answer', () => {
  let api: ProjectApiFixture;
  let own: TestProject;
  let client: { id: string; basic: string };

  beforeAll(async () => {
    api = await startProjectApi();
    own = await api.createProject();
    client = await own.createClient();
    // So that the first request finds its client at hand, and waits for nothing but what it asks.
    await issueToken();
  });

  afterAll(() => api.close());

  const send = (endpoint: string, form: Readonly<Record<string, string>>) =>
    api.send(`/p/${own.project.slug}/oauth2/${endpoint}`, {
      form,
      headers: { authorization: client.basic, host: 'localhost:4000' },
    });

  async function issueToken(): Promise<string> {
    const { json } = await send('token', { grant_type: 'client_credentials' });
    return String(json['access_token']);
  }

  const isActive = async (token: string) =>
    (await send('introspect', { token })).json['active'] === true;

  function readBatch(name: string) {
    const found = api.tenants.database.hot.metrics().batches.find((batch) => batch.name === name);
    if (found === undefined) throw new Error('There is no batch of that name.');
    return found;
  }

  /** Nothing is read of or written to the denylist while the work lasts. */
  async function whileDenylistIsLocked(work: () => Promise<void>): Promise<void> {
    const owner = new Client({ connectionString: api.tenants.urls.ownerUrl });
    await owner.connect();
    try {
      await owner.query('BEGIN');
      await owner.query('LOCK TABLE hot.denylist');
      await work();
    } finally {
      await owner.end();
    }
  }

  /** Sends requests until the batch can send no more for now. */
  async function occupy(name: string, ask: () => Promise<unknown>, inFlight: number) {
    const asked: Promise<unknown>[] = [];
    for (let count = 1; count <= inFlight; count += 1) {
      asked.push(ask());
      await vi.waitFor(() => expect(readBatch(name).inFlight).toBe(count));
    }
    return { occupied: Promise.all(asked) };
  }

  async function askAndHangUp(endpoint: string, token: string): Promise<void> {
    const body = `token=${token}`;
    const socket = connect(api.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.end(
      `POST /p/${own.project.slug}/oauth2/${endpoint} HTTP/1.1\r\nHost: localhost:4000\r\n` +
        `Authorization: ${client.basic}\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
        `Content-Length: ${body.length}\r\n\r\n${body}`,
    );
    socket.resume();
    await once(socket, 'close');
  }

  it('gets a revocation done all the same', async () => {
    const [token, ...others] = await Promise.all([issueToken(), issueToken(), issueToken()]);
    let all: { occupied: Promise<unknown> } | undefined;
    await whileDenylistIsLocked(async () => {
      const ask = () => send('revoke', { token: others.pop() ?? '' });
      all = await occupy('denylist', ask, 2);
      await askAndHangUp('revoke', token);
    });
    await all?.occupied;
    await vi.waitFor(async () => expect(await isActive(token)).toBe(false), { timeout: 10_000 });
  });

  it('is worked for no further, and leaves neither a line in the log nor a fault among the traces', async () => {
    const [token, other] = await Promise.all([issueToken(), issueToken()]);
    const before = api.log.length;
    const { items, callers } = readBatch('liveness');
    let all: { occupied: Promise<unknown> } | undefined;
    await whileDenylistIsLocked(async () => {
      all = await occupy('liveness', () => isActive(other), 1);
      await askAndHangUp('introspect', token);
    });
    await all?.occupied;
    expect(await isActive(token)).toBe(true);
    const after = readBatch('liveness');
    expect([after.callers - callers, after.items - items]).toEqual([3, 2]);
    expect(api.log.slice(before)).toEqual([]);
    const { outcomes } = api.tenants.database.hot.metrics();
    expect(outcomes.map(({ outcome }) => outcome)).not.toContain('fault');
  });

  it('does not save a stolen token from being revoked', async () => {
    const { liveness, revocations } = api.tenants.database.hot.forProject(own.project.projectId);
    const token = { tokenId: Buffer.alloc(24, 7), bucket: Math.floor(Date.now() / 86_400_000) };
    const revoked = Promise.withResolvers<void>();
    const hangUp = Promise.withResolvers<() => void>();
    const work = async () => {
      (await hangUp.promise)();
      revoked.resolve(revocations.denylist(token));
    };
    await expect(withinDeadline(5_000, work, hangUp.resolve)).rejects.toBeInstanceOf(CallerGone);
    await revoked.promise;
    const query = { identityId: undefined, sessionId: undefined, grantId: undefined };
    const facts = await liveness.load({ ...query, clientId: client.id, token });
    expect(facts.isDenylisted).toBe(true);
  });
});
