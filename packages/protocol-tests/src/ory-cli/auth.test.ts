import { beforeAll, describe, expect, it } from 'vitest';
import { targetForms } from '../host-mode/ory-cli.ts';
import { type Login, logIn } from '../host-mode/ory-login.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe.each(targetForms)('ory auth, with targets in %s form', (targetForm) => {
  let login: Login;

  beforeAll(async () => {
    login = await logIn(targetForm);
  });

  it('brings the browser back to the loopback port of this run with code and state', () => {
    const { callback, state } = login;
    expect(callback.hostname).toBe('127.0.0.1');
    expect(callback.pathname).toBe('/callback');
    expect(callback.searchParams.get('state')).toBe(state);
    expect(callback.searchParams.get('code')).not.toBeNull();
  });

  it('gets what its decoder needs: a Bearer token that ends, a refresh token, and the scope with offline_access', () => {
    const { tokens } = login;
    expect(tokens.headers['content-type']).toMatch(/^application\/json/);
    expect(tokens.stringAt('access_token')).not.toBe('');
    expect(tokens.stringAt('token_type').toLowerCase()).toBe('bearer');
    expect(tokens.json()['expires_in']).toBeGreaterThan(0);
    expect(tokens.stringAt('refresh_token')).not.toBe('');
    expect(tokens.stringAt('scope').split(' ')).toContain('offline_access');
  });

  it('reads who signed in from userinfo, though it never asked for openid', async () => {
    const answer = await login.cli.login('/userinfo', {
      key: login.tokens.stringAt('access_token'),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.stringAt('sub')).toMatch(uuid);
    expect(answer.stringAt('email')).toBe(login.person.email);
    expect(answer.stringAt('name')).toBe(login.person.name);
  });

  it('sends the browser on to a page that says how it went', async () => {
    const { consoleUrl } = login.cli.hosts;
    const success = await login.cli.page(`${consoleUrl}/cli-auth-success`);
    expect(success.status).toBe(200);
    expect(success.headers['content-type']).toMatch(/^text\/html/);
    expect(success.text).toContain('You are signed in on the command line');
    const failed = await login.cli.page(
      `${consoleUrl}/error?error=access_denied&error_description=Call+us+at+555`,
    );
    expect(failed.status).toBe(200);
    expect(failed.text).toContain('access_denied');
    const shown = failed.text.replaceAll(/<script\b.*?<\/script>/gs, '');
    expect(shown).not.toMatch(/Call us|Call\+us/);
  });

  it('gets new tokens by its refresh token, and logs out by revoking it without a secret', async () => {
    const own = await logIn(targetForm, login);
    const refreshed = await own.cli.login('/oauth2/token', {
      form: {
        grant_type: 'refresh_token',
        refresh_token: own.tokens.stringAt('refresh_token'),
        client_id: 'ory-cli',
      },
    });
    expect(refreshed.status).toBe(200);
    const token = refreshed.stringAt('refresh_token');
    expect((await own.cli.console('/projects')).status).toBe(200);
    const revoked = await own.cli.login('/oauth2/revoke', {
      form: { client_id: 'ory-cli', token },
    });
    expect(revoked.status).toBe(200);
    expect((await own.cli.console('/projects')).status).toBe(401);
    const again = await own.cli.login('/oauth2/token', {
      form: { grant_type: 'refresh_token', refresh_token: token, client_id: 'ory-cli' },
    });
    expect(again.status).toBe(400);
    expect(again.json()['error']).toBe('invalid_grant');
  });

  it('is refused in JSON where nobody has signed in', async () => {
    const answer = await login.cli.withKey(null).console('/projects');
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.json()['error']).toMatchObject({ code: 401, status: 'Unauthorized' });
  });
});
