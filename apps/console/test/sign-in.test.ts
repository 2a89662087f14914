import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ConsoleDriver, openConsole } from './console-driver.ts';
import { cookiesOf } from './cookies-of.ts';

let driver: ConsoleDriver;

beforeEach(async () => {
  driver = await openConsole();
});

afterEach(() => driver.close());

interface Attempt {
  /** The authorization request. */
  readonly asked: URLSearchParams;
  readonly cookie: string;
}

async function begin(path = '/sign-in?return_to=/workspaces/new'): Promise<Attempt> {
  const response = await driver.get(path);
  expect(response.status).toBe(303);
  const { searchParams } = new URL(response.headers.get('location') ?? '');
  driver.issuer.nonce = searchParams.get('nonce') ?? '';
  return { asked: searchParams, cookie: cookiesOf(response) };
}

/** @returns the path of the issuer's answer to an attempt. */
function callback({ asked }: Attempt, rest: Readonly<Record<string, string>> = {}): string {
  const answer = {
    code: 'code-of-ada',
    state: asked.get('state') ?? '',
    iss: `${driver.origin}/p/console`,
    ...rest,
  };
  return `/sign-in/callback?${new URLSearchParams(answer)}`;
}

async function signIn(): Promise<string> {
  const attempt = await begin();
  return cookiesOf(await driver.get(callback(attempt), { cookie: attempt.cookie }));
}

test('asks for a code with PKCE, state, nonce, and a token that is meant for the management API', async () => {
  const { asked } = await begin();
  expect(Object.fromEntries(asked)).toMatchObject({
    client_id: 'console',
    response_type: 'code',
    redirect_uri: `${driver.origin}/sign-in/callback`,
    audience: `${driver.origin}/api`,
    code_challenge_method: 'S256',
    scope: 'openid offline_access email profile',
  });
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(asked.get(name)?.length, name).toBeGreaterThanOrEqual(43);
  }
});

test('signing up asks the issuer for a new account', async () => {
  expect((await begin('/sign-up')).asked.get('prompt')).toBe('create');
});

test('a code becomes a session, and the browser gets neither token nor name to read', async () => {
  const attempt = await begin();
  const response = await driver.get(callback(attempt), { cookie: attempt.cookie });
  expect(response.headers.get('location')).toBe('/workspaces/new');
  expect(driver.issuer.tokenRequests[0]?.get('code_verifier')?.length).toBeGreaterThanOrEqual(43);
  const set = response.headers.getSetCookie().join('\n');
  expect(set).toMatch(/gatehouse_console=[\w-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax/);
  expect(set).not.toMatch(/fixture-access-token|refresh-|ada@example/);
  await driver.get('/workspaces/new', { cookie: cookiesOf(response) });
  expect(driver.requests.at(-1)?.member).toMatchObject({ email: 'ada@example.com' });
});

test('attack 84: an answer to somebody else, or to nobody, signs nobody in', async () => {
  const [mine, other] = [await begin(), await begin()];
  const answers = [
    { path: callback(other), cookie: mine.cookie },
    { path: callback(mine), cookie: '' },
    { path: callback(mine, { iss: 'https://evil.example' }), cookie: mine.cookie },
    { path: callback(mine, { state: '' }), cookie: mine.cookie },
  ];
  for (const { path, cookie } of answers) {
    const response = await driver.get(path, { cookie });
    expect(response.headers.get('location'), path).toMatch(/^\/sign-in-failed/);
    expect(cookiesOf(response)).toBe('');
  }
  expect(driver.issuer.tokenRequests).toEqual([]);
});

test('an ID token with the nonce of another attempt signs nobody in', async () => {
  const attempt = await begin();
  driver.issuer.nonce = 'another';
  const response = await driver.get(callback(attempt), { cookie: attempt.cookie });
  expect(response.headers.get('location')).toBe('/sign-in-failed?reason=refused');
});

test('an attempt is good for one answer', async () => {
  const attempt = await begin();
  const response = await driver.get(callback(attempt), { cookie: attempt.cookie });
  expect(response.headers.getSetCookie().join()).toMatch(/gatehouse_console_sign_in=; .*Max-Age=0/);
});

test('attack 85: each sign-in is a new session, whatever cookie was there before', async () => {
  const first = await signIn();
  await driver.get('/workspaces/new', { cookie: first });
  await driver.get('/workspaces/new', { cookie: await signIn() });
  const [before, after] = driver.requests.slice(-2);
  expect(before?.csrfToken).not.toBe(after?.csrfToken);
});

test('an access token that ends is renewed once for all requests of a page', async () => {
  driver.issuer.expiresInSeconds = 5;
  const cookie = await signIn();
  driver.issuer.expiresInSeconds = 3600;
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => driver.get('/workspaces/new', { cookie })),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  const refreshes = driver.issuer.tokenRequests.filter(
    (form) => form.get('grant_type') === 'refresh_token',
  );
  expect(refreshes).toHaveLength(1);
  expect(cookiesOf(answers[0] ?? new Response())).toContain('gatehouse_console=');
});

test('a session that the issuer has ended is signed in again', async () => {
  driver.issuer.expiresInSeconds = 5;
  const cookie = await signIn();
  driver.issuer.refresh = 'refused';
  const response = await driver.get('/workspaces/new', { cookie });
  expect(response.headers.get('location')).toContain('/sign-in?return_to=');
  expect(response.headers.getSetCookie().join()).toMatch(/gatehouse_console=; .*Max-Age=0/);
});

test('a session outlives an issuer that cannot be asked', async () => {
  driver.issuer.expiresInSeconds = 5;
  const cookie = await signIn();
  driver.issuer.refresh = 'broken';
  const response = await driver.get('/workspaces/new', { cookie });
  expect(response.status).toBe(503);
  expect(response.headers.getSetCookie()).toEqual([]);
  driver.issuer.refresh = 'granted';
  expect((await driver.get('/workspaces/new', { cookie })).status).toBe(200);
});

test('signing out ends the session here and at the issuer, by a form of this session alone', async () => {
  const cookie = await signIn();
  await driver.get('/workspaces/new', { cookie });
  const csrfToken = driver.requests.at(-1)?.csrfToken ?? '';
  const headers = { origin: driver.origin, cookie };
  const foreign = await driver.post('/sign-out', { fields: { _csrf: 'x' }, headers });
  expect(foreign.status).toBe(403);
  const response = await driver.post('/sign-out', { fields: { _csrf: csrfToken }, headers });
  const to = new URL(response.headers.get('location') ?? '');
  expect(to.pathname).toBe('/p/console/oauth2/sessions/logout');
  expect(to.searchParams.get('post_logout_redirect_uri')).toBe(`${driver.origin}/`);
  expect(to.searchParams.get('id_token_hint')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(response.headers.getSetCookie().join()).toMatch(/gatehouse_console=; .*Max-Age=0/);
});
