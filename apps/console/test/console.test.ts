import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ConsoleDriver, openConsole } from './console-driver.ts';
import { cookiesOf } from './cookies-of.ts';
import { projectId } from './fixture-api.ts';

let driver: ConsoleDriver;

beforeAll(async () => {
  driver = await openConsole();
});

beforeEach(() => {
  driver.pages.length = 0;
  driver.requests.length = 0;
});

afterAll(() => driver.close());

const newClient = {
  _project: projectId,
  _from: `/projects/${projectId}/clients/new`,
  kind: 'web',
  name: 'Ledger web',
  redirect_uris: 'https://ledger.example.com/callback',
};

describe('who is not signed in', () => {
  test('sees the welcome page at the start, and is sent to sign in from everywhere else', async () => {
    await driver.get('/');
    expect(driver.pages.at(-1)?.url).toBe('/welcome');
    const response = await driver.get(`/projects/${projectId}?a=1`);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(
      `/sign-in?return_to=${encodeURIComponent(`/projects/${projectId}?a=1`)}`,
    );
  });

  test('is not signed in by a cookie that somebody changed, or by two of them', async () => {
    for (const cookie of [`${driver.cookie}x`, `${driver.cookie}; ${driver.cookie}x`]) {
      const response = await driver.get('/workspaces/new', { cookie });
      expect(response.headers.get('location')).toContain('/sign-in');
    }
  });
});

describe('what reaches Next', () => {
  test('attack 92: no header of Next that could skip a check arrives there', async () => {
    await driver.get('/workspaces/new', {
      cookie: driver.cookie,
      'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware',
      'x-nextjs-data': '1',
      'x-forwarded-host': 'evil.example',
      'next-action': 'abc',
    });
    const names = Object.keys(driver.pages.at(-1)?.headers ?? {});
    expect(names.filter((name) => /^x-|next-action|cookie/.test(name))).toEqual([]);
  });

  test('attack 93: a posted action or flight payload never gets there', async () => {
    for (const path of ['/', '/workspaces/new', `/projects/${projectId}`, '/_next/static/a.js']) {
      const response = await fetch(driver.origin + path, {
        method: 'POST',
        headers: {
          cookie: driver.cookie,
          origin: driver.origin,
          'next-action': 'f'.repeat(40),
          'content-type': 'text/plain;charset=UTF-8',
        },
        body: '["$1:__proto__:then"]',
      });
      expect(response.status, path).toBeGreaterThanOrEqual(400);
      expect(response.status, path).toBeLessThan(500);
    }
    expect(driver.pages).toEqual([]);
  });

  test('its other endpoints have no address', async () => {
    for (const path of [
      '/_next/image?url=/x',
      '/_next/data/build/index.json',
      '/_next/webpack-hmr',
    ]) {
      await driver.get(path);
    }
    expect(driver.pages).toEqual([]);
  });

  test('every page forbids frames, foreign script, and being kept', async () => {
    const { headers } = await driver.get('/workspaces/new', { cookie: driver.cookie });
    expect(headers.get('content-security-policy')).toMatch(
      /script-src 'nonce-[^']+' 'strict-dynamic'/,
    );
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('forms', () => {
  test('attack 84: a form from another origin, of another session, or without a token changes nothing', async () => {
    const { origin, cookie, csrfToken } = driver;
    const posts = [
      { fields: newClient, headers: { origin: 'https://evil.example', cookie } },
      { fields: newClient, headers: { origin: 'null', cookie } },
      { fields: newClient, headers: { cookie } },
      { fields: newClient, headers: { cookie, origin, 'sec-fetch-site': 'cross-site' } },
      { fields: { ...newClient, _csrf: '' }, headers: { origin, cookie } },
      { fields: { ...newClient, _csrf: csrfToken.toUpperCase() }, headers: { origin, cookie } },
    ];
    for (const post of posts) {
      const response = await driver.post('/forms/create-client', post);
      expect(response.status, JSON.stringify(post.headers)).toBe(403);
    }
  });

  test('attack 84: JSON dressed as text is no form', async () => {
    const response = await fetch(`${driver.origin}/forms/create-client`, {
      method: 'POST',
      headers: { origin: driver.origin, cookie: driver.cookie, 'content-type': 'text/plain' },
      body: JSON.stringify(newClient),
    });
    expect(response.status).toBe(415);
  });

  test('a secret is shown on the next page, once, and stands in no address', async () => {
    const created = await driver.post('/forms/create-client', { fields: newClient });
    expect(created.status).toBe(303);
    const location = created.headers.get('location') ?? '';
    expect(location).toMatch(/^\/projects\/[0-9a-f-]+\/clients\/[0-9a-f-]+$/);
    const cookies = cookiesOf(created);
    expect(cookies).not.toContain('gh_cs_');

    const shown = await driver.get(location, { cookie: `${driver.cookie}; ${cookies}` });
    expect(driver.requests.at(-1)?.flash).toMatchObject({
      kind: 'secret',
      value: 'gh_cs_fixture-secret-that-is-shown-once',
    });
    expect(shown.headers.getSetCookie().join()).toMatch(/gatehouse_console_flash=; .*Max-Age=0/);
  });

  test('what Next fetches ahead takes nothing that is shown once', async () => {
    const created = await driver.post('/forms/create-client', { fields: newClient });
    const cookie = `${driver.cookie}; ${cookiesOf(created)}`;
    const ahead = await driver.get('/workspaces/new', { cookie, rsc: '1' });
    expect(driver.requests.at(-1)?.flash).toBeUndefined();
    expect(ahead.headers.getSetCookie()).toEqual([]);
  });

  test('a refusal leads back to the form, says what the API said, and keeps what was typed', async () => {
    const refused = await driver.post('/forms/set-role', {
      fields: {
        _workspace: '4b8f3a52-0c6e-4a55-9d7e-0f3f7c1f5a01',
        _member: '3d9f5c7b-6a2e-4b4c-9d8e-0f1a2b3c4d08',
        _from: '/workspaces/4b8f3a52-0c6e-4a55-9d7e-0f3f7c1f5a01/members',
        role: 'owner',
      },
    });
    const location = refused.headers.get('location') ?? '';
    await driver.get(location, { cookie: `${driver.cookie}; ${cookiesOf(refused)}` });
    expect(driver.requests.at(-1)?.flash).toMatchObject({
      kind: 'refusal',
      form: 'set-role',
      message: 'Only an owner appoints or removes owners.',
      requestId: 'req-fixture',
      values: { role: 'owner' },
    });
  });

  test('a form that says to come back elsewhere comes back to the start', async () => {
    const refused = await driver.post('/forms/create-client', {
      fields: { ...newClient, kind: 'none', _from: 'https://evil.example/' },
    });
    expect(refused.headers.get('location')).toBe('/');
  });

  test('a form that nobody has is not found, and one beyond 64 kB is too large', async () => {
    expect((await driver.post('/forms/constructor', { fields: {} })).status).toBe(404);
    const large = { ...newClient, name: 'x'.repeat(70_000) };
    expect((await driver.post('/forms/create-client', { fields: large })).status).toBe(413);
  });
});
