// What whoever guesses at accounts and passwords can learn and do.

import { createBrowserSecrets } from '@gatehouse/keys';
import { createIdentityId } from '@gatehouse/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Answer,
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../../test/project-api-fixture.ts';
import { FlowView, locationOf, setCookies, TestBrowser } from '../../test/test-browser.ts';

let api: ProjectApiFixture;
let home: TestProject;
let base: string;
const person = { email: 'ann@example.com', password: 'a fine phrase of Ann' };

/** Time passes only where a test says so: how long the machine takes must not matter. */
const clock = {
  milliseconds: Date.now(),
  nowMilliseconds: () => clock.milliseconds,
  nowSeconds: () => Math.floor(clock.milliseconds / 1000),
  advance(seconds: number) {
    clock.milliseconds += seconds * 1000;
  },
};

beforeAll(async () => {
  api = await startProjectApi(() => ({ clock }));
  home = await api.createProject();
  base = `/p/${home.project.slug}`;
  await newBrowser().register(person);
});
afterAll(() => api.close());
// Failed attempts of one test are not the next one's.
beforeEach(() => clock.advance(86_401));

const newBrowser = () => new TestBrowser(api, home.project.slug);

/** A native application's login: one request for each attempt. */
async function prepareLogin(identifier: string, password: string, headers = {}) {
  const flow = new FlowView(await api.send(`${base}/self-service/login/api`));
  return () =>
    api.send(flow.actionTarget, { json: { method: 'password', identifier, password }, headers });
}
const attempt = async (identifier: string, password: string, headers = {}) =>
  (await prepareLogin(identifier, password, headers))();

async function prepareRegistration(email: string, password = 'a fine phrase of somebody') {
  const flow = new FlowView(await api.send(`${base}/self-service/registration/api`));
  return () =>
    api.send(flow.actionTarget, { json: { method: 'password', traits: { email }, password } });
}

async function failuresOf(identifier: string) {
  const { store, keyring, random } = api.tenants;
  const { projectId, workspaceId } = home.project;
  const secrets = createBrowserSecrets(keyring, projectId, random);
  const account = secrets.hashAttempt({ kind: 'account', identifier });
  const address = '127.0.0.1';
  const accountAddress = secrets.hashAttempt({ kind: 'account_address', identifier, address });
  const counters = await store.withProject({ projectId, workspaceId }, (tx) =>
    tx.loginAttempts.load([account, accountAddress]),
  );
  return counters.map(({ failures }) => failures);
}

const withoutIds = (answer: Answer) =>
  answer.text
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time');

describe('attack 97: enumeration', () => {
  it('a login says the same of an unknown account and of a wrong password', async () => {
    const [wrong, unknown] = [
      await attempt('ann@example.com', 'not her password'),
      await attempt('bob@example.com', 'not her password'),
    ];
    expect([wrong.status, unknown.status]).toEqual([400, 400]);
    expect(withoutIds(unknown)).toBe(withoutIds(wrong).replaceAll('ann@', 'bob@'));
    expect(Object.keys(unknown.headers)).toEqual(Object.keys(wrong.headers));
  });

  it('an unknown account is counted and blocked as a known one is', async () => {
    const statuses = async (identifier: string) => {
      const seen = [];
      for (let round = 0; round < 7; round += 1)
        seen.push((await attempt(identifier, 'no')).status);
      return seen;
    };
    expect(await statuses('nobody@example.com')).toEqual(await statuses('ann@example.com'));
  });

  it('takes as long for an unknown account as for a wrong password', async () => {
    const rounds = 25;
    const known = await addTwins(rounds);
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let round = 0; round < rounds; round += 1) {
      const kinds =
        round % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
      for (const kind of kinds) {
        const identifier = kind === 'known' ? (known[round] ?? '') : `none${round}@example.com`;
        const login = await prepareLogin(identifier, 'not the password');
        const begun = performance.now();
        expect((await login()).status).toBe(400);
        times[kind].push(performance.now() - begun);
      }
    }
    expect(Math.abs(welch(times.known, times.unknown))).toBeLessThan(4.5);
  }, 60_000);
});

/** Accounts that share Ann's password, so that each can be tried once. */
async function addTwins(count: number): Promise<string[]> {
  const { store } = api.tenants;
  const { projectId, workspaceId } = home.project;
  return store.withProject({ projectId, workspaceId }, async (tx) => {
    const account = await tx.identities.findAccount(person.email);
    const passwordHash = account?.passwordHash;
    const emails: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const email = `twin${index}@example.com`;
      await tx.identities.insert({
        identityId: createIdentityId(),
        schemaId: 'default',
        traits: { email },
        passwordHash,
        address: { addressId: crypto.randomUUID(), normalized: email, value: email },
      });
      emails.push(email);
    }
    return emails;
  });
}

/** Welch's t of two samples. */
function welch(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = (values: readonly number[]) =>
    values.reduce((sum, x) => sum + (x - mean(values)) ** 2, 0) / (values.length - 1);
  return (mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);
}

describe('attack 98: registration of an address that is taken', () => {
  it('is answered as any other, and changes nothing of the account', async () => {
    const [fresh, taken] = [newBrowser(), newBrowser()];
    const first = await fresh.register({ email: 'fresh@example.com', password: 'a fine phrase' });
    const second = await taken.register({ email: 'ANN@example.com', password: 'a fine phrase' });
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(Object.keys(second.headers)).toEqual(Object.keys(first.headers));
    expect(setCookies(second).length).toBe(setCookies(first).length);
    const pages = [];
    for (const [browser, answer] of [
      [fresh, first],
      [taken, second],
    ] as const) {
      const id = new URL(locationOf(answer)).searchParams.get('flow') ?? '';
      pages.push((await browser.read('login', id)).messageIds);
    }
    expect(pages).toEqual([[1900001], [1900001]]);
    expect((await attempt(person.email, 'a fine phrase')).status).toBe(400);
    expect((await attempt(person.email, person.password)).status).toBe(200);
  });

  it('reads the same in JSON', async () => {
    const [fresh, taken] = [
      await (await prepareRegistration('fresh2@example.com'))(),
      await (await prepareRegistration(person.email))(),
    ];
    expect([fresh.status, taken.status]).toEqual([200, 200]);
    expect(withoutIds(taken)).toBe(withoutIds(fresh));
  });
});

describe('attack 99: brute force', () => {
  it('one after the other: five are free, then each must wait longer, and says how long', async () => {
    const waits = [];
    for (let round = 0; round < 9; round += 1) {
      const answer = await attempt('ann@example.com', `guess ${round}`);
      waits.push(answer.status === 429 ? Number(answer.headers['retry-after']) : 0);
      if (answer.status === 429) clock.advance(Number(answer.headers['retry-after']));
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 0, 2, 0]);
    expect(await failuresOf('ann@example.com')).toEqual([7, 7]);
  });

  it('a hundred at once: five passwords are looked at, every one counted, the others refused', async () => {
    const logins = await Promise.all(
      Array.from({ length: 100 }, (_, index) => prepareLogin('eve@example.com', `guess ${index}`)),
    );
    const answers = await Promise.all(logins.map((login) => login()));
    const byStatus = Map.groupBy(answers, ({ status }) => status);
    expect(byStatus.get(400)).toHaveLength(5);
    const refused = [...(byStatus.get(429) ?? []), ...(byStatus.get(503) ?? [])];
    expect(refused).toHaveLength(95);
    for (const { headers } of refused) {
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(await failuresOf('eve@example.com')).toEqual([5, 5]);
  });

  it('refuses the right password too while it lasts, forgets failures after it, and never locks for ever', async () => {
    for (let round = 0; round < 5; round += 1) await attempt(person.email, `guess ${round}`);
    const locked = await attempt(person.email, person.password);
    expect(locked.status).toBe(429);
    clock.advance(1);
    expect((await attempt(person.email, person.password)).status).toBe(200);
    expect(await failuresOf(person.email)).toEqual([0, 0]);
    for (let round = 0; round < 60; round += 1) {
      const answer = await attempt(person.email, `guess ${round}`);
      if (answer.status === 429) {
        const wait = Number(answer.headers['retry-after']);
        expect(wait).toBeLessThanOrEqual(900);
        clock.advance(wait);
      }
    }
    clock.advance(900);
    expect((await attempt(person.email, person.password)).status).toBe(200);
  }, 60_000);

  it('attack 91: made-up forwarding headers and spellings of the account do not start a new count', async () => {
    const spellings = [
      'ann@example.com',
      'ANN@EXAMPLE.COM',
      ' ann@example.com ',
      'ａｎｎ@example.com',
    ];
    const statuses = [];
    for (let round = 0; round < 6; round += 1) {
      const identifier = spellings[round % spellings.length] ?? '';
      const headers = {
        'x-forwarded-for': `203.0.113.${round}`,
        forwarded: `for=198.51.100.${round}`,
      };
      statuses.push((await attempt(identifier, 'guess', headers)).status);
    }
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
  });

  it('tells a person on the page, without a script', async () => {
    const browser = newBrowser();
    let flow = await browser.begin('login');
    for (let round = 0; round < 6; round += 1) {
      await browser.submit(flow, { identifier: 'kim@example.com', password: 'guess' });
    }
    flow = await browser.read('login', flow.id);
    expect(flow.messageIds).toEqual([4900001]);
    expect(flow.answer.text).toContain('"retry_after_seconds":1');
  });
});

describe('attack 110: password edges', () => {
  it.each([
    ['128 characters', Array.from({ length: 32 }, (_, index) => `ä${index % 10}😀z`).join('')],
    ['control characters', 'a bell\u0007 inside'],
    ['spaces at both ends', '  spaces at both ends  '],
  ])('%s are taken as they are, and not one less', async (_, password) => {
    const email = `edge${password.length}@example.com`;
    expect((await (await prepareRegistration(email, password))()).status).toBe(200);
    expect((await attempt(email, password)).status).toBe(200);
    expect((await attempt(email, password.slice(0, -1))).status).toBe(400);
    expect((await attempt(email, `${password} `)).status).toBe(400);
  });

  it('NUL is refused as malformed, and is no fault', async () => {
    expect((await attempt(person.email, 'nul\u0000 inside')).status).toBe(400);
  });

  it('one password typed on two systems is one password', async () => {
    const [composed, decomposed] = [
      'caf\u00e9 au lait \u00e5',
      'cafe\u0301 au lait \u212b'.toLowerCase(),
    ];
    await (await prepareRegistration('nfkc@example.com', composed))();
    expect((await attempt('nfkc@example.com', decomposed)).status).toBe(200);
  });

  it('a password of 4096 characters is refused at once, and one of 10 MB before it is read', async () => {
    const long = await (await prepareRegistration('long@example.com', 'x y'.repeat(1366)))();
    expect(long.status).toBe(400);
    expect(long.text).toContain('4000033');
    expect((await attempt('long@example.com', 'x y'.repeat(1366))).status).toBe(400);
    const flow = new FlowView(await api.send(`${base}/self-service/login/api`));
    const huge = await api.send(flow.actionTarget, {
      form: { method: 'password', identifier: 'a', password: 'x'.repeat(100_000) },
    });
    expect(huge.status).toBe(413);
  });
});

describe('attack 111: the same address fifty times at once', () => {
  it('makes exactly one account, whatever the spelling, and answers all alike', async () => {
    const spellings = ['zoe@example.com', 'ZOE@example.com', 'Zoe@EXAMPLE.com', 'ｚoe@example.com'];
    const registrations = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        prepareRegistration(spellings[index % spellings.length] ?? '', `a fine phrase ${index}`),
      ),
    );
    const answers = await Promise.all(registrations.map((register) => register()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const { projectId, workspaceId } = home.project;
    const found = await api.tenants.store.withProject({ projectId, workspaceId }, (tx) =>
      tx.identities.list({ limit: 500, after: undefined }, {}),
    );
    const zoes = found.filter(({ traits }) => /zoe@/i.test(traits.email.normalize('NFKC')));
    expect(zoes).toHaveLength(1);
  }, 60_000);
});

describe('attack 116: more logins than the machine can hash', () => {
  it('are refused beyond a bounded line, while tokens are issued as before', async () => {
    const client = await home.createClient();
    const logins = await Promise.all(
      Array.from({ length: 200 }, (_, index) => prepareLogin(`flood${index}@example.com`, 'guess')),
    );
    const started = performance.now();
    const flood = Promise.all(logins.map((login) => login()));
    const times: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      const begun = performance.now();
      const token = await api.send(`${base}/oauth2/token`, {
        form: { grant_type: 'client_credentials' },
        headers: { authorization: client.basic },
      });
      times.push(performance.now() - begun);
      expect(token.status).toBe(200);
    }
    const answers = await flood;
    const floodMilliseconds = performance.now() - started;
    const byStatus = Map.groupBy(answers, ({ status }) => status);
    const refused = byStatus.get(503) ?? [];
    expect((byStatus.get(400)?.length ?? 0) + refused.length).toBe(200);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers } of refused) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    // Far below what the line of hashes takes, on whatever machine.
    const median = times.toSorted((a, b) => a - b)[times.length / 2] ?? 0;
    expect(median).toBeLessThan(floodMilliseconds / 4);
  }, 60_000);
});
