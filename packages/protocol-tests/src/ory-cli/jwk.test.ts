import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import { type CliProject, learnSlug, startProject } from '../host-mode/cli-project.ts';
import { decoded, expectJson, expectOryError } from '../host-mode/decoders.ts';
import { targetForms } from '../host-mode/ory-cli.ts';

const keysOf = (answer: HttpAnswer) => answer.json()['keys'] as Record<string, unknown>[];

describe.each(targetForms)('key commands, with targets in %s form', (targetForm) => {
  let project: CliProject;

  beforeAll(async () => {
    project = await startProject(targetForm);
  });

  it.each(['RS256', 'RS512', 'ES256', 'ES512', 'EdDSA'])(
    'ory create jwk --alg %s makes a key with an id of its own',
    async (alg) => {
      const slug = await learnSlug(project);
      const created = await project.cli.tenant(slug, `/admin/keys/made-${alg}`, {
        json: { alg, kid: '', use: 'sig' },
      });
      expectJson(created, 201);
      expect(keysOf(created)).toEqual([expect.objectContaining({ ...decoded.jsonWebKey, alg })]);
      expect(keysOf(created)[0]?.['kid']).not.toBe('');
    },
  );

  it('ory create jwk SET KID, get jwk and delete jwk act on the set', async () => {
    const slug = await learnSlug(project);
    const created = await project.cli.tenant(slug, '/admin/keys/named', {
      json: { alg: 'ES256', kid: 'first', use: 'sig' },
    });
    expectJson(created, 201);
    const got = await project.cli.tenant(await learnSlug(project), '/admin/keys/named');
    expectJson(got, 200);
    expect(keysOf(got)).toEqual([
      expect.objectContaining({ ...decoded.jsonWebKey, kid: 'first', alg: 'ES256' }),
    ]);
    const deleted = await project.cli.tenant(await learnSlug(project), '/admin/keys/named', {
      method: 'DELETE',
    });
    expect(deleted.status).toBe(204);
    expectOryError(await project.cli.tenant(slug, '/admin/keys/named'), 404);
  });

  it('ory import jwk puts each key of a file under its id', async () => {
    const slug = await learnSlug(project);
    const key = {
      kty: 'OKP',
      crv: 'Ed25519',
      use: 'sig',
      alg: 'EdDSA',
      kid: 'imported',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    };
    const imported = await project.cli.tenant(slug, '/admin/keys/imports/imported', {
      method: 'PUT',
      json: key,
    });
    expectJson(imported, 200);
    expect(imported.json()).toMatchObject(decoded.jsonWebKey);
    const got = await project.cli.tenant(slug, '/admin/keys/imports');
    expect(keysOf(got)).toEqual([expect.objectContaining(key)]);
  });
});
