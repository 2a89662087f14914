import { beforeAll, describe, expect, it } from 'vitest';
import { Browser, createPerson, type Person } from '../drivers/browser.ts';
import { basic as basicOf, type FormFields } from '../drivers/credentials.ts';
import { answerUserCode, deviceGrant } from '../drivers/device-client.ts';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import { ProjectApi } from '../drivers/project-api.ts';
import { type CliProject, learnSlug, startProject } from '../host-mode/cli-project.ts';
import { clientOfTheCli } from '../host-mode/client-of-the-cli.ts';
import { expectJson } from '../host-mode/decoders.ts';
import { tenantUrl } from '../host-mode/host-addresses.ts';
import { targetForms } from '../host-mode/ory-cli.ts';

const callback = 'http://127.0.0.1:4446/callback';
const state = 'abcdefghijklmnopqrstuvwx';

/** A public client has none. */
function readSecret(created: HttpAnswer): string {
  const secret = created.json()['client_secret'];
  return typeof secret === 'string' ? secret : '';
}

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
      client_secret: readSecret(created),
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

  it.each([
    { method: 'none', probes: 401 },
    { method: 'client_secret_post', probes: 400 },
  ])(
    'ory perform device-code of a $method client shows a code, polls until it is allowed, and gets tokens',
    async ({ method, probes }) => {
      const client = await createClient({
        grant_types: [deviceGrant, 'refresh_token'],
        scope: 'offline openid',
        token_endpoint_auth_method: method,
      });
      await learnSlug(project);
      await learnSlug(project);
      const { client_secret: secret } = client;
      const begun = await project.cli.tenant(project.slug, '/oauth2/device/auth', {
        key: null,
        form: {
          client_id: client.client_id,
          scope: 'offline openid',
          audience: '',
          client_secret: secret,
        },
      });
      expectJson(begun, 200);
      expect(begun.json()).toMatchObject({
        device_code: expect.any(String),
        user_code: expect.any(String),
        verification_uri: expect.any(String),
        verification_uri_complete: expect.any(String),
        expires_in: 600,
        interval: 5,
      });
      const form = { grant_type: deviceGrant, device_code: begun.stringAt('device_code') };
      // golang.org/x/oauth2 probes at every poll that is refused: Basic, then the body.
      const poll = async () => {
        const basic = await project.cli.tenant(project.slug, '/oauth2/token', {
          key: null,
          headers: { authorization: basicOf(client.client_id, secret) },
          form,
        });
        if (basic.status === 200) return basic;
        expect(basic.status).toBe(probes);
        return project.cli.tenant(project.slug, '/oauth2/token', {
          key: null,
          form: { ...form, client_id: client.client_id, client_secret: secret },
        });
      };
      const pending = await poll();
      expect(pending.status).toBe(400);
      expect(pending.json()).toMatchObject({ error: 'authorization_pending' });
      await letDeviceIn(project, begun.stringAt('user_code'));
      const tokens = await poll();
      expectJson(tokens, 200);
      expect(tokens.json()).toMatchObject({
        access_token: expect.any(String),
        token_type: expect.stringMatching(/^bearer$/i),
        expires_in: expect.any(Number),
        refresh_token: expect.any(String),
        id_token: expect.any(String),
      });
    },
  );
});

/** Somebody registers, enters the code at the hosted pages, and allows all. */
async function letDeviceIn({ cli, slug }: CliProject, userCode: string): Promise<void> {
  const url = tenantUrl(slug, cli.hosts);
  const api = new ProjectApi({ id: '', slug, url, key: '' });
  const person = createPerson();
  const browser = new Browser(api);
  await browser.register(person);
  await answerUserCode(browser, userCode, { person });
}

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
