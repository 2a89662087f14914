import { beforeAll, describe, expect, it } from 'vitest';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const grant = { grant_type: 'client_credentials' };

describe('RFC 6749 sections 5.1 and 10, the successful answer', () => {
  let project: ProjectApi;
  let client: ClientCredentials;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await project.createClient({ scope: 'read' });
  });

  it('RFC6749-5.1-1 the answer has access token, token type and lifetime', async () => {
    const answer = await project.token({ as: client, form: grant });
    expect(answer.status).toBe(200);
    expect(answer.stringAt('access_token')).not.toBe('');
    expect(answer.stringAt('token_type').toLowerCase()).toBe('bearer');
    expect(answer.json()['expires_in']).toBe(3600);
  });

  it('RFC6749-5.1-2 the answer is JSON', async () => {
    const answer = await project.token({ as: client, form: grant });
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });

  it('RFC6749-5.1-3 neither the answer nor a refusal may be cached', async () => {
    const issued = await project.token({ as: client, form: grant });
    const refused = await project.token({ form: grant });
    for (const answer of [issued, refused]) {
      expect(answer.headers['cache-control']).toContain('no-store');
      expect(answer.headers['pragma']).toBe('no-cache');
    }
  });

  it('RFC6749-10.10-1 access tokens cannot be guessed: none is like another', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 50 }, () => project.issueToken(client, { scope: 'read' })),
    );
    expect(new Set(tokens).size).toBe(tokens.length);
    // At least 160 bits beyond the known prefix, and no common part that a counter would leave.
    for (const token of tokens) expect(token.length).toBeGreaterThan('gh_at_'.length + 27);
    const tails = tokens.map((token) => token.slice(-40));
    expect(new Set(tails).size).toBe(tails.length);
  });

  it('RFC6749-10.3-1 a changed access token is refused', async () => {
    const token = await project.issueToken(client);
    expect(await project.isActive(token)).toBe(true);
    const middle = Math.floor(token.length / 2);
    const other = token[middle] === 'A' ? 'B' : 'A';
    expect(await project.isActive(token.slice(0, middle) + other + token.slice(middle + 1))).toBe(
      false,
    );
  });
});
