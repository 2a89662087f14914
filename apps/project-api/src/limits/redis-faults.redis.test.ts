// Redis emptied, silent or full under a project API that counts by way of it: people sign in, clients get
// tokens, and no counter that protects anybody is lost. packages/fault-tests kills it.

import { createBrowserSecrets } from '@gatehouse/keys';
import { closeRedis, createLimits, openRedis } from '@gatehouse/redis';
import { createLogger } from '@gatehouse/runtime';
import { startTestRedis } from '@gatehouse/testkit/redis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../../test/project-api-fixture.ts';
import { FlowView, TestBrowser } from '../../test/test-browser.ts';

const server = await startTestRedis();
const logger = createLogger({ name: 'test', level: 'silent' });
const redis = openRedis({ url: server.url, logger });
const limits = createLimits({
  nowMilliseconds: Date.now,
  shared: { redis, secret: Buffer.alloc(32, 1) },
});
/** Redis answers after half a second or not at all; whoever waited for it would take longer. */
const roundsWithoutWaiting = { count: 30, milliseconds: 10_000 };

let api: ProjectApiFixture;
let home: TestProject;
let basic: string;
let person = { email: '', password: 'a fine phrase of Ann' };

beforeAll(async () => {
  api = await startProjectApi(() => ({ limits }));
  home = await api.createProject();
  ({ basic } = await home.createClient());
});
beforeEach(async (context) => {
  person = { ...person, email: `ann-${context.task.id}@example.com` };
  await new TestBrowser(api, home.project.slug).register(person);
});
afterAll(async () => {
  await api.close();
  limits.close();
  closeRedis(redis);
  await server.stop();
});

const path = (rest: string) => `/p/${home.project.slug}${rest}`;

async function getTokens(): Promise<void> {
  const begun = performance.now();
  for (let round = 0; round < roundsWithoutWaiting.count; round += 1) {
    const answer = await api.send(path('/oauth2/token'), {
      form: { grant_type: 'client_credentials' },
      headers: { authorization: basic },
    });
    expect(answer.status).toBe(200);
  }
  expect(performance.now() - begun).toBeLessThan(roundsWithoutWaiting.milliseconds);
}

async function signIn(password: string): Promise<number> {
  const flow = new FlowView(await api.send(path('/self-service/login/api')));
  const json = { method: 'password', identifier: person.email, password };
  return (await api.send(flow.actionTarget, { json })).status;
}

async function failures(): Promise<number> {
  const { store, keyring, random } = api.tenants;
  const { projectId, workspaceId } = home.project;
  const secrets = createBrowserSecrets(keyring, projectId, random);
  const account = secrets.hashAttempt({ kind: 'account', identifier: person.email });
  const [counter] = await store.withProject({ projectId, workspaceId }, (tx) =>
    tx.loginAttempts.load([account]),
  );
  return counter?.failures ?? 0;
}

interface Fault {
  readonly name: string;
  readonly begin: () => unknown;
  readonly end: () => unknown;
}

const faults: readonly Fault[] = [
  { name: 'emptied', begin: () => server.command('FLUSHALL'), end: () => {} },
  { name: 'F11: silent', begin: server.suspend, end: server.resume },
  {
    name: 'F12: full',
    begin: () =>
      server.command('CONFIG', 'SET', 'maxmemory', '1', 'maxmemory-policy', 'noeviction'),
    end: () => server.command('CONFIG', 'SET', 'maxmemory', '0'),
  },
];

describe.each(faults)('Redis $name', ({ begin, end }) => {
  it('tokens are issued and people sign in meanwhile, and failed passwords stay counted', async () => {
    for (let round = 0; round < 3; round += 1) expect(await signIn('wrong')).toBe(400);
    await begin();
    try {
      expect(await failures()).toBe(3);
      await getTokens();
      for (let round = 0; round < 2; round += 1) expect(await signIn('wrong')).toBe(400);
    } finally {
      await end();
    }
    expect(await failures()).toBe(5);
    await getTokens();
  });

  it('whoever is right is signed in meanwhile', async () => {
    await begin();
    try {
      expect(await signIn(person.password)).toBe(200);
    } finally {
      await end();
    }
  });
});
