// A generated matrix: every administration endpoint of a project, times every credential that belongs
// elsewhere. Each answer is the one that a credential gets which never existed, byte for byte.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparable } from '../drivers/comparable-answer.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { adminRoutes, callAdminRoute } from '../drivers/project-routes.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { StoredRows } from '../drivers/stored-rows.ts';

const grant = { grant_type: 'client_credentials' };

describe('credentials of project A at project B', () => {
  let a: ProjectApi;
  let b: ProjectApi;
  let clientOfA: ClientCredentials;
  let clientOfB: ClientCredentials;
  let rows: StoredRows;
  /** Credentials by what they are, and one of the same form that never existed. */
  let foreign: Record<string, string>;
  let unknown: string;

  beforeAll(async () => {
    const management = managementApi();
    [a, b] = await Promise.all([management.createProject(), management.createProject()]);
    [clientOfA, clientOfB] = await Promise.all([a.createClient(), b.createClient()]);
    const jwtClient = await a.createClient({ access_token_strategy: 'jwt' });
    const deletedKey = await createAndDeleteKey(b.address.id);
    rows = await StoredRows.open(runningProduct().home);
    unknown = swapTail(b.address.key);
    foreign = {
      'the key of A': a.address.key,
      'a deleted key of B': deletedKey,
      'a sealed access token of A': await a.issueToken(clientOfA),
      'a JWT access token of A': await a.issueToken(jwtClient),
      'a sealed access token of B': await b.issueToken(clientOfB),
      'the secret of a client of A': clientOfA.secret,
    };
  });

  afterAll(() => rows.close());

  async function createAndDeleteKey(projectId: string): Promise<string> {
    const created = await managementApi().call(`/projects/${projectId}/tokens`, {
      method: 'POST',
      json: { name: 'Soon gone' },
    });
    const path = `/projects/${projectId}/tokens/${created.stringAt('id')}`;
    const deleted = await managementApi().call(path, { method: 'DELETE' });
    expect(deleted.status).toBe(204);
    return created.stringAt('value');
  }

  it.each(adminRoutes)(
    'attack 66: $method $path refuses every foreign credential as unknown',
    async (route) => {
      const before = await Promise.all([rows.digest(a.address.id), rows.digest(b.address.id)]);
      const names = { clientId: clientOfB.clientId, set: 'some-set', kid: 'some-kid' };
      const reference = await callAdminRoute(b, route, { ...names, key: unknown });
      expect(reference.status).toBe(401);
      for (const [what, key] of Object.entries(foreign)) {
        const answer = await callAdminRoute(b, route, { ...names, key });
        expect(comparable(answer), what).toEqual(comparable(reference));
      }
      const workspaceKey = runningProduct().apiKey;
      const byWorkspaceKey = await callAdminRoute(b, route, { ...names, key: workspaceKey });
      expect([401, 403], 'the workspace key').toContain(byWorkspaceKey.status);
      const after = await Promise.all([rows.digest(a.address.id), rows.digest(b.address.id)]);
      expect(after).toEqual(before);
    },
  );

  it('attack 66: a client of A is an unknown client at B, on every endpoint and by every method', async () => {
    const nobody = { clientId: swapTail(clientOfA.clientId), secret: clientOfA.secret };
    const identifiers = [clientOfA.clientId, nobody.clientId];
    for (const call of ['token', 'introspect', 'revoke'] as const) {
      const form = { ...grant, token: 'x' };
      const byBasic = await b[call]({ as: clientOfA, form });
      const unknownByBasic = await b[call]({ as: nobody, form });
      expect(byBasic.status, call).toBe(401);
      expect(comparable(byBasic, identifiers), call).toEqual(
        comparable(unknownByBasic, identifiers),
      );
      const body = ({ clientId, secret }: ClientCredentials) => ({
        ...form,
        client_id: clientId,
        client_secret: secret,
      });
      const byPost = await b[call]({ form: body(clientOfA) });
      const unknownByPost = await b[call]({ form: body(nobody) });
      expect(byPost.status, call).toBe(401);
      expect(comparable(byPost, identifiers), call).toEqual(comparable(unknownByPost, identifiers));
    }
  });

  it('attack 66: a token of A cannot be introspected or revoked at B, and lives on at A', async () => {
    for (const what of ['a sealed access token of A', 'a JWT access token of A']) {
      const token = foreign[what] ?? '';
      const before = await rows.digest(a.address.id);
      const nothing = swapTail(token);
      for (const call of ['introspect', 'revoke'] as const) {
        const answer = await b[call]({ as: clientOfB, form: { token } });
        const reference = await b[call]({ as: clientOfB, form: { token: nothing } });
        expect(comparable(answer), `${call} ${what}`).toEqual(comparable(reference));
      }
      const byAdmin = await b.adminIntrospect(token);
      expect(byAdmin.json()).toEqual({ active: false });
      expect(await a.isActive(token)).toBe(true);
      expect(await rows.digest(a.address.id)).toEqual(before);
    }
  });

  it('attack 66: a key of A works at A: what was refused was the place, not the key', async () => {
    expect((await a.admin('/clients')).status).toBe(200);
    expect((await b.admin('/clients')).status).toBe(200);
  });
});

/** Another value of the same length and form, which nobody ever issued. */
function swapTail(text: string): string {
  const tail = text.at(-1) === 'a' ? 'b' : 'a';
  return `${text.slice(0, -1)}${tail}`;
}
