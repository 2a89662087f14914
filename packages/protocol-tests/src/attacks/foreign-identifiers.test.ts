// A generated matrix: every endpoint that names something, with the name of something of another
// project. The key is right, so the answer has to be that of a name that does not exist.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparable } from '../drivers/comparable-answer.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { adminRoutes, callAdminRoute } from '../drivers/project-routes.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { StoredRows } from '../drivers/stored-rows.ts';

const grant = { grant_type: 'client_credentials' };
// Names of equal length: of what A has, and of what nobody has.
const nameOfA = 'only-in-project-a';
const nameOfNobody = 'in-no-project-yet';
const naming = adminRoutes.filter(({ path }) => /\{/.test(path));

describe('identifiers of project A at project B', () => {
  let a: ProjectApi;
  let b: ProjectApi;
  let rows: StoredRows;

  beforeAll(async () => {
    const management = managementApi();
    [a, b] = await Promise.all([management.createProject(), management.createProject()]);
    await a.createClient({ client_id: nameOfA });
    const set = await a.admin(`/keys/${nameOfA}`, {
      method: 'POST',
      json: { alg: 'ES256', kid: nameOfA, use: 'sig' },
    });
    expect(set.status).toBe(201);
    rows = await StoredRows.open(runningProduct().home);
  });

  afterAll(() => rows.close());

  it.each(naming)(
    'attack 67: $method $path with a name of A answers as with an unknown one',
    async (route) => {
      const before = await rows.digest(a.address.id);
      const of = (name: string) => ({ clientId: name, set: name, kid: name });
      const unknown = await callAdminRoute(b, route, of(nameOfNobody));
      const foreign = await callAdminRoute(b, route, of(nameOfA));
      const identifiers = [nameOfA, nameOfNobody];
      // What creates has made something of B's own, with a key of its own: only the status can agree.
      if (foreign.status === 200 || foreign.status === 201) {
        expect(foreign.status).toBe(unknown.status);
        expect(Object.keys(foreign.json())).toEqual(Object.keys(unknown.json()));
      } else {
        expect(comparable(foreign, identifiers)).toEqual(comparable(unknown, identifiers));
      }
      expect(await rows.digest(a.address.id)).toEqual(before);
    },
  );

  it('attack 67: one client id in two projects is two clients, with a secret and a life of their own', async () => {
    const name = 'the-same-name';
    const [ofA, ofB] = await Promise.all([
      a.createClient({ client_id: name, scope: 'of-a' }),
      b.createClient({ client_id: name, scope: 'of-b' }),
    ]);
    expect(ofA.secret).not.toBe(ofB.secret);
    expect((await a.token({ as: ofB, form: grant })).status).toBe(401);
    expect((await b.token({ as: ofA, form: grant })).status).toBe(401);
    const scopeOf = async (project: ProjectApi, as: ClientCredentials, scope: string) =>
      (await project.token({ as, form: { ...grant, scope } })).status;
    expect(await scopeOf(a, ofA, 'of-a')).toBe(200);
    expect(await scopeOf(a, ofA, 'of-b')).toBe(400);
    const token = await b.issueToken(ofB);
    await a.admin(`/clients/${name}`, { method: 'DELETE' });
    expect(await b.isActive(token)).toBe(true);
    expect((await b.token({ as: ofB, form: grant })).status).toBe(200);
  });

  it('attack 67: one key id in two projects is two keys', async () => {
    const made = await Promise.all(
      [a, b].map((project) =>
        project.admin('/keys/shared-name', {
          method: 'POST',
          json: { alg: 'ES256', kid: 'shared-kid', use: 'sig' },
        }),
      ),
    );
    for (const answer of made) expect(answer.status).toBe(201);
    const [ofA, ofB] = await Promise.all(
      [a, b].map(async (project) => (await project.admin('/keys/shared-name/shared-kid')).text),
    );
    expect(ofA).not.toBe(ofB);
    await a.admin('/keys/shared-name', { method: 'DELETE' });
    expect((await b.admin('/keys/shared-name/shared-kid')).status).toBe(200);
  });

  it('attack 67: deleting the tokens of a client id at B leaves those of the same id at A alive', async () => {
    const name = 'token-owner';
    const [ofA, ofB] = await Promise.all([
      a.createClient({ client_id: name }),
      b.createClient({ client_id: name }),
    ]);
    const [tokenOfA, tokenOfB] = await Promise.all([a.issueToken(ofA), b.issueToken(ofB)]);
    const deleted = await b.admin(`/oauth2/tokens?client_id=${name}`, { method: 'DELETE' });
    expect(deleted.status).toBe(204);
    expect(await b.isActive(tokenOfB)).toBe(false);
    expect(await a.isActive(tokenOfA)).toBe(true);
  });

  it('attack 67: the settings of one project never reach another', async () => {
    await managementApi().patchProject(a.address.id, [
      { op: 'add', path: '/services/oauth2/config/strategies', value: { access_token: 'jwt' } },
    ]);
    const [ofA, ofB] = await Promise.all([a.createClient(), b.createClient()]);
    expect((await a.issueToken(ofA)).split('.')).toHaveLength(3);
    expect(await b.issueToken(ofB)).toMatch(/^gh_at_/);
  });
});
