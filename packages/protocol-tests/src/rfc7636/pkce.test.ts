import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPkcePair } from '../drivers/browser.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';

describe('RFC 7636, Proof Key for Code Exchange', () => {
  let project: ProjectApi;
  let client: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await WebClient.create(project);
  });

  const challengeOf = (verifier: string) =>
    createHash('sha256').update(verifier).digest('base64url');

  async function codeFor(verifier: string): Promise<string> {
    const { answer } = await client.obtainCode({
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
    });
    return answer.searchParams.get('code') ?? '';
  }

  it.each([
    ['43 characters', 'a'.repeat(43)],
    ['128 characters', 'a'.repeat(128)],
    ['every allowed character', 'ABCXYZabcxyz0123456789-._~ABCXYZabcxyz01234'],
    ['the example of appendix B', 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'],
  ])('RFC7636-4.1-1 a verifier of %s redeems its code', async (_, verifier) => {
    const code = await codeFor(verifier);
    expect((await client.redeem({ code, verifier })).status).toBe(200);
  });

  it.each([
    ['no method, which means plain', {}],
    ['plain', { code_challenge_method: 'plain' }],
    ['an unknown method', { code_challenge_method: 'S512' }],
  ])('RFC7636-4.3-1 a challenge with %s is refused', async (_, method) => {
    const { challenge } = createPkcePair();
    const answer = await client.browser.authorize(
      client.request({ code_challenge: challenge, ...method }),
      { person: client.person },
    );
    expect(answer.searchParams.get('error')).toBe('invalid_request');
  });

  it('RFC7636-4.4.1-1 a client that has to use PKCE is told so with invalid_request', async () => {
    const strict = await WebClient.create(project, { require_pkce: true }, client.person);
    const answer = await strict.browser.authorize(strict.request(), { person: client.person });
    expect(answer.searchParams.get('error')).toBe('invalid_request');
  });

  it('RFC7636-4.6-1 a verifier that does not fit its challenge is invalid_grant', async () => {
    const { code } = await client.obtainCode();
    const answer = await client.redeem({ code, verifier: createPkcePair().verifier });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('RFC7636-4.6-2 the challenge itself is no verifier', async () => {
    const { verifier, challenge } = createPkcePair();
    const code = await codeFor(verifier);
    const answer = await client.redeem({ code, verifier: challenge });
    expect(answer.json()).toMatchObject({ error: 'invalid_grant' });
  });
});
