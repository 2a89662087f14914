import { beforeAll, describe, expect, it } from 'vitest';
import { Browser, createPerson, type Person } from '../drivers/browser.ts';
import type { FormFields } from '../drivers/credentials.ts';
import { ProjectApi } from '../drivers/project-api.ts';
import { type CliProject, learnSlug, startProject } from '../host-mode/cli-project.ts';
import { clientOfTheCli } from '../host-mode/client-of-the-cli.ts';
import { expectJson } from '../host-mode/decoders.ts';
import { tenantUrl } from '../host-mode/host-addresses.ts';
import { targetForms } from '../host-mode/ory-cli.ts';

const callback = 'http://127.0.0.1:4446/callback';
const state = 'abcdefghijklmnopqrstuvwx';

describe.each(targetForms)('perform commands, with targets in %s form', (targetForm) => {
  let project: CliProject;

  beforeAll(async () => {
    project = await startProject(targetForm);
  });

  const createClient = async (flags: Readonly<Record<string, unknown>>) => {
    const created = await project.cli.tenant(project.slug, '/admin/clients', {
      json: { ...clientOfTheCli, ...flags },
    });
    expectJson(created, 201);
    return {
      client_id: created.stringAt('client_id'),
      client_secret: created.stringAt('client_secret'),
    };
  };

  // golang.org/x/oauth2 probes: Basic first, which the Bearer of the login overwrites, then the body.
  const redeemTwice = async (
    form: Readonly<Record<string, string>>,
    credentials: { client_id: string; client_secret: string },
  ) => {
    const token = (fields: FormFields) =>
      project.cli.tenant(project.slug, '/oauth2/token', { form: fields });
    const first = await token(form);
    expectJson(first, 401);
    expect(first.json()).toMatchObject({ error: 'invalid_client' });
    expect(first.elapsedMilliseconds).toBeLessThan(1_000);
    return token({ ...form, ...credentials });
  };

  it('ory perform client-credentials succeeds at its second attempt, with an empty audience and no scope', async () => {
    const client = await createClient({ grant_types: ['client_credentials'] });
    await learnSlug(project);
    const answer = await redeemTwice({ grant_type: 'client_credentials', audience: '' }, client);
    expectJson(answer, 200);
    expect(answer.json()).toMatchObject({
      access_token: expect.any(String),
      token_type: expect.stringMatching(/^bearer$/i),
      expires_in: expect.any(Number),
      scope: '',
    });
  });

  it('ory perform client-credentials --scope --audience gets both', async () => {
    const audience = 'https://api.example.com';
    const client = await createClient({
      grant_types: ['client_credentials'],
      scope: 'read write',
      audience: [audience],
    });
    await learnSlug(project);
    const answer = await redeemTwice(
      { grant_type: 'client_credentials', audience, scope: 'read' },
      client,
    );
    expectJson(answer, 200);
    expect(answer.stringAt('scope')).toBe('read');
    const introspected = await project.cli.tenant(project.slug, '/admin/oauth2/introspect', {
      form: { token: answer.stringAt('access_token'), scope: '' },
    });
    expect(introspected.json()).toMatchObject({ active: true, aud: [audience] });
  });

  it('ory perform authorization-code needs no PKCE, burns no code at its first attempt, and gets an ID token and a refresh token for offline', async () => {
    const client = await createClient({
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [callback],
    });
    await learnSlug(project);
    await learnSlug(project);
    const answer = await redeemTwice(
      {
        grant_type: 'authorization_code',
        code: await authorize(project, client.client_id),
        redirect_uri: callback,
      },
      client,
    );
    expectJson(answer, 200);
    expect(answer.json()).toMatchObject({
      access_token: expect.any(String),
      token_type: expect.stringMatching(/^bearer$/i),
      expires_in: expect.any(Number),
      refresh_token: expect.any(String),
      id_token: expect.any(String),
    });
  });
});

/** @returns the code of somebody who signs in and allows all. */
async function authorize({ cli, slug }: CliProject, clientId: string): Promise<string> {
  const url = tenantUrl(slug, cli.hosts);
  const browser = new Browser(new ProjectApi({ id: '', slug, url, key: '' }));
  const person: Person = createPerson();
  await browser.register(person);
  const answer = await browser.authorize(
    {
      audience: '',
      client_id: clientId,
      max_age: '0',
      nonce: state,
      prompt: '',
      redirect_uri: callback,
      response_type: 'code',
      scope: 'offline openid',
      state,
    },
    { person },
  );
  expect(answer.searchParams.get('state')).toBe(state);
  return answer.searchParams.get('code') ?? '';
}
