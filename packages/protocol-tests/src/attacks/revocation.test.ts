import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { StoredRows } from '../drivers/stored-rows.ts';

describe('revocation under attack', () => {
  let project: ProjectApi;
  let owner: ClientCredentials;
  let thief: ClientCredentials;
  let rows: StoredRows;

  beforeAll(async () => {
    project = await managementApi().createProject();
    owner = await project.createClient();
    thief = await project.createClient();
    rows = await StoredRows.open(runningProduct().home);
  });

  afterAll(() => rows.close());

  it.each(['opaque', 'jwt'])(
    "attack 59: another client's %s token is answered with 200, and nothing is revoked",
    async (strategy) => {
      const issuer = await project.createClient({ access_token_strategy: strategy });
      const token = await project.issueToken(issuer);
      const before = await rows.digest(project.address.id);
      const foreign = await project.revoke({ as: thief, form: { token } });
      const unknown = await project.revoke({ as: thief, form: { token: 'unknown' } });
      expect(foreign.status).toBe(200);
      expect(unknown.status).toBe(200);
      expect(foreign.text).toBe(unknown.text);
      expect(await project.isActive(token)).toBe(true);
      expect(await rows.digest(project.address.id)).toEqual(before);
    },
  );

  it('attack 59: garbage writes no row, however often it is sent', async () => {
    const before = await rows.digest(project.address.id);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        project.revoke({ as: thief, form: { token: `gh_at_garbage${index}` } }),
      ),
    );
    for (const answer of answers) expect(answer.status).toBe(200);
    expect(await rows.digest(project.address.id)).toEqual(before);
  });

  it('attack 59: of many parallel revocations of one token all succeed, and it is dead', async () => {
    const token = await project.issueToken(owner);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => project.revoke({ as: owner, form: { token } })),
    );
    for (const answer of answers) expect(answer.status).toBe(200);
    expect(await project.isActive(token)).toBe(false);
  });

  it('attack 59: no introspection that begins after the answer sees the token alive', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => project.issueToken(owner)));
    const states = await Promise.all(
      tokens.map(async (token) => {
        const noise = project.isActive(token);
        await project.revoke({ as: owner, form: { token } });
        const after = await project.isActive(token);
        await noise;
        return after;
      }),
    );
    expect(states).toEqual(tokens.map(() => false));
  });
});
