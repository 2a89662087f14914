import { beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, learnSlug, startProject } from '../host-mode/cli-project.ts';
import { clientOfTheCli } from '../host-mode/client-of-the-cli.ts';
import { expectJson } from '../host-mode/decoders.ts';
import { targetForms } from '../host-mode/ory-cli.ts';

describe.each(targetForms)('client commands, with targets in %s form', (targetForm) => {
  let project: CliProject;

  beforeAll(async () => {
    project = await startProject(targetForm);
  });

  const create = async (flags: Readonly<Record<string, unknown>> = {}) => {
    const slug = await learnSlug(project);
    return project.cli.tenant(slug, '/admin/clients', { json: { ...clientOfTheCli, ...flags } });
  };

  it('ory create oauth2-client answers 201, makes id and secret, and gives the default scope', async () => {
    const created = await create({ client_name: 'Web' });
    expectJson(created, 201);
    expect(created.stringAt('client_id')).not.toBe('');
    expect(created.stringAt('client_secret').length).toBeGreaterThanOrEqual(26);
    expect(created.json()).toMatchObject({
      client_name: 'Web',
      scope: 'offline_access offline openid',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      metadata: {},
    });
  });

  it('ory create oauth2-client --id --secret keeps what it was given', async () => {
    const created = await create({
      client_id: 'chosen-id',
      client_secret: 'chosen-secret-0123456789',
    });
    expectJson(created, 201);
    expect(created.stringAt('client_id')).toBe('chosen-id');
    const answer = await project.cli.tenant(project.slug, '/oauth2/token', {
      form: {
        grant_type: 'authorization_code',
        code: 'none',
        client_id: 'chosen-id',
        client_secret: 'chosen-secret-0123456789',
      },
    });
    expect(answer.json()['error']).not.toBe('invalid_client');
  });

  it('ory create oauth2-client --grant-type client_credentials needs no redirect URI', async () => {
    expectJson(await create({ grant_types: ['client_credentials'] }), 201);
  });

  it('ory list oauth2-clients pages by the Link header, and sends an empty page token first', async () => {
    const own = await startProject(targetForm);
    for (let count = 0; count < 3; count += 1) {
      await own.cli.tenant(own.slug, '/admin/clients', { json: clientOfTheCli });
    }
    const slug = await learnSlug(own);
    const all = await own.cli.tenant(slug, '/admin/clients?page_size=100&page_token=');
    expectJson(all, 200);
    expect(all.jsonList()).toHaveLength(3);
    const first = await own.cli.tenant(slug, '/admin/clients?page_size=2&page_token=');
    const [, next] = /<([^>]+)>;\s*rel="next"/.exec(String(first.headers['link'])) ?? [];
    const token = new URL(next ?? '', 'http://base').searchParams.get('page_token') ?? '';
    expect(token).not.toBe('');
    const second = await own.cli.tenant(
      slug,
      `/admin/clients?page_size=2&page_token=${encodeURIComponent(token)}`,
    );
    expect(first.jsonList().length + second.jsonList().length).toBe(3);
  });

  it('ory get oauth2-client reads each client by its id', async () => {
    const id = (await create()).stringAt('client_id');
    const slug = await learnSlug(project);
    const got = await project.cli.tenant(slug, `/admin/clients/${id}`);
    expectJson(got, 200);
    expect(got.stringAt('client_id')).toBe(id);
  });

  it('ory update oauth2-client sends only the flags that changed, or an empty patch', async () => {
    const id = (await create()).stringAt('client_id');
    const path = `/admin/clients/${id}`;
    const slug = await learnSlug(project);
    const patched = await project.cli.tenant(slug, path, {
      method: 'PATCH',
      json: [{ op: 'replace', path: '/client_name', value: 'Renamed' }],
    });
    expectJson(patched, 200);
    expect(patched.stringAt('client_name')).toBe('Renamed');
    const empty = await project.cli.tenant(slug, path, { method: 'PATCH', json: [] });
    expectJson(empty, 200);
    expect(empty.stringAt('client_name')).toBe('Renamed');
  });

  it('ory update oauth2-client --file replaces the client', async () => {
    const id = (await create()).stringAt('client_id');
    const slug = await learnSlug(project);
    const replaced = await project.cli.tenant(slug, `/admin/clients/${id}`, {
      method: 'PUT',
      json: { ...clientOfTheCli, client_id: id, client_name: 'From a file' },
    });
    expectJson(replaced, 200);
    expect(replaced.stringAt('client_name')).toBe('From a file');
  });

  it('ory import oauth2-client creates what it read from a file, dates and all', async () => {
    const exported = (await create({ client_name: 'Exported' })).json();
    const slug = await learnSlug(project);
    const imported = await project.cli.tenant(slug, '/admin/clients', {
      json: { ...exported, client_id: 'imported-client' },
    });
    expectJson(imported, 201);
    expect(imported.json()).toMatchObject({
      client_id: 'imported-client',
      client_name: 'Exported',
    });
  });

  it('ory delete oauth2-client and delete access-tokens answer 204 without a body', async () => {
    const id = (await create()).stringAt('client_id');
    const slug = await learnSlug(project);
    const tokens = await project.cli.tenant(slug, `/admin/oauth2/tokens?client_id=${id}`, {
      method: 'DELETE',
    });
    expect(tokens.status).toBe(204);
    const deleted = await project.cli.tenant(slug, `/admin/clients/${id}`, { method: 'DELETE' });
    expect(deleted.status).toBe(204);
    expect(deleted.bytes).toHaveLength(0);
    const gone = await project.cli.tenant(slug, `/admin/clients/${id}`);
    expectJson(gone, 404);
    expect(gone.json()).toMatchObject({ error: expect.any(String), status_code: 404 });
  });
});
