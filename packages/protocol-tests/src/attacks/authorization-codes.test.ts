import { beforeAll, describe, expect, it } from 'vitest';
import { createPkcePair } from '../drivers/browser.ts';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { StoredRows } from '../drivers/stored-rows.ts';
import { callback, WebClient } from '../drivers/web-client.ts';

function expectInvalidGrant(answer: HttpAnswer): void {
  expect(answer.status).toBe(400);
  expect(answer.json()).toMatchObject({ error: 'invalid_grant' });
}

describe('authorization codes under attack', () => {
  let project: ProjectApi;
  let client: WebClient;
  let other: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await WebClient.create(project);
    other = await WebClient.create(project, {}, client.person);
  });

  const isDead = async (accessToken: string) =>
    !(await project.isActive(accessToken)) && (await client.userinfo(accessToken)).status === 401;

  it('attack 1: a code that is redeemed twice kills all that its first redemption issued', async () => {
    const code = await client.obtainCode();
    const first = await client.redeem(code);
    expect(first.status).toBe(200);
    expectInvalidGrant(await client.redeem(code));
    expect(await isDead(first.stringAt('access_token'))).toBe(true);
    expectInvalidGrant(await client.refresh(first.stringAt('refresh_token')));
  });

  it('attack 2: of 50 parallel redemptions of one code at most one succeeds, and then all is revoked', async () => {
    const code = await client.obtainCode();
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.redeem(code)));
    const succeeded = answers.filter(({ status }) => status === 200);
    expect(succeeded.length).toBeLessThanOrEqual(1);
    for (const answer of answers) if (answer.status !== 200) expectInvalidGrant(answer);
    for (const answer of succeeded) {
      expect(await isDead(answer.stringAt('access_token'))).toBe(true);
      expectInvalidGrant(await client.refresh(answer.stringAt('refresh_token')));
    }
  });

  it('attack 3: a code is worth nothing to another client, and its own client can still use it', async () => {
    const code = await client.obtainCode();
    expectInvalidGrant(await other.redeem(code));
    expect((await client.redeem(code)).status).toBe(200);
  });

  it('attack 4: an expired code is refused to its own client', async () => {
    const short = await managementApi().createProject();
    await managementApi().patchProject(short.address.id, [
      { op: 'add', path: '/services/oauth2/config/ttl', value: { auth_code: '1s' } },
    ]);
    const quick = await WebClient.create(short);
    const code = await quick.obtainCode();
    const rows = await StoredRows.open(runningProduct().home);
    // Nobody waits: the row is moved into the past instead.
    await rows.plant(
      `UPDATE hot.authorization_codes SET expires_at = now() - interval '1 second' WHERE project_id = $1`,
      [short.address.id],
    );
    await rows.close();
    expectInvalidGrant(await quick.redeem(code));
  });

  it.each([
    ['another', 'http://127.0.0.1:4446/other'],
    ['another port', 'http://127.0.0.1:4447/callback'],
    ['none', undefined],
  ])('attack 5: with %s redirect URI a code is refused, and not burned', async (_, redirectUri) => {
    const code = await client.obtainCode();
    expectInvalidGrant(await client.redeem(code, { redirect_uri: redirectUri }));
    expect((await client.redeem(code)).status).toBe(200);
  });

  it('attack 6: without the verifier a code is refused, and not burned', async () => {
    const code = await client.obtainCode();
    expectInvalidGrant(await client.redeem(code, { code_verifier: undefined }));
    expect((await client.redeem(code)).status).toBe(200);
  });

  it('attack 7: who strips the challenge of a client that needs PKCE gets an error and no code', async () => {
    const strict = await WebClient.create(project, { token_endpoint_auth_method: 'none' });
    const answer = await strict.browser.authorize(strict.request(), { person: strict.person });
    expect(answer.searchParams.get('error')).toBe('invalid_request');
    expect(answer.searchParams.has('code')).toBe(false);
  });

  it('attack 7: a verifier for a code without a challenge is refused', async () => {
    const answer = await client.browser.authorize(client.request(), { person: client.person });
    const code = answer.searchParams.get('code') ?? '';
    expectInvalidGrant(await client.redeem({ code, verifier: createPkcePair().verifier }));
  });

  it.each(['plain', 'PLAIN', 'S512', ''])(
    'attack 8: the challenge method "%s" is refused',
    async (method) => {
      const { challenge } = createPkcePair();
      const answer = await client.browser.authorize(
        client.request({ code_challenge: challenge, code_challenge_method: method }),
        { person: client.person },
      );
      expect(answer.searchParams.get('error')).toBe('invalid_request');
    },
  );

  it.each([
    ['42 characters', 'a'.repeat(42)],
    ['129 characters', 'a'.repeat(129)],
    ['foreign characters', `${'a'.repeat(42)}!`],
    ['a line end', `${'a'.repeat(43)}\n`],
    ['a NUL', `${'a'.repeat(43)}\0`],
  ])('attack 9: a verifier with %s is refused', async (_, verifier) => {
    const code = await client.obtainCode();
    const answer = await client.redeem({ ...code, verifier });
    expect(answer.status).toBe(400);
  });

  it('attack 9: a verifier under an array name counts as none', async () => {
    const { code, verifier } = await client.obtainCode();
    const answer = await client.post({
      grant_type: 'authorization_code',
      code,
      redirect_uri: callback,
      'code_verifier[]': verifier,
    });
    expectInvalidGrant(answer);
  });

  it('attack 10: wrong verifiers are refused each time, and the right one still works within the minute', async () => {
    const code = await client.obtainCode();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expectInvalidGrant(await client.redeem({ ...code, verifier: createPkcePair().verifier }));
    }
    expect((await client.redeem(code)).status).toBe(200);
  });

  it('attack 11: the answer that carries a code sends no referrer and is kept nowhere', async () => {
    const { challenge } = createPkcePair();
    await client.obtainCode();
    const request = client.request({ code_challenge: challenge, code_challenge_method: 'S256' });
    const answer = await client.browser.get(`/oauth2/auth?${new URLSearchParams(request)}`);
    expect(new URL(answer.headers.location ?? '').searchParams.has('code')).toBe(true);
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.text).toBe('');
  });

  it("attack 12: an attacker's code in a victim's session fails at the victim's verifier", async () => {
    const stolen = await client.obtainCode();
    const ofVictim = await client.obtainCode();
    expectInvalidGrant(await client.redeem({ code: stolen.code, verifier: ofVictim.verifier }));
  });

  it.each(['', 'gh_ac_', 'gh_ac_x', 'a'.repeat(512), '\u{1f600}', '../../etc/passwd'])(
    'attack 1: what was never a code is refused alike: %j',
    async (code) => {
      const answer = await client.redeem({ code, verifier: createPkcePair().verifier });
      expect(answer.status).toBe(400);
    },
  );
});
