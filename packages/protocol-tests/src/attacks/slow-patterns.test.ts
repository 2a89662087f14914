// Texts that make a backtracking pattern take seconds or years. A linear one needs microseconds; the
// budget is that generous, and a slow answer is asked for again, because the machine may be busy.

import { beforeAll, describe, expect, it } from 'vitest';
import { rawBasic } from '../drivers/credentials.ts';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const api = managementApi();
const budgetMilliseconds = 500;
const length = 50_000;

const evil: Readonly<Record<string, string>> = {
  'one letter': 'a'.repeat(length),
  'one letter and an end that never matches': `${'a'.repeat(length)}!`,
  blanks: ' '.repeat(length),
  'blanks and a letter': `${' '.repeat(length)}x`,
  tabs: `${'\t'.repeat(length)}\u0001`,
  dots: '.'.repeat(length),
  'dots and at signs': `${'a.'.repeat(length / 2)}@`,
  'at signs': '@'.repeat(length),
  slashes: `https://${'/'.repeat(length)}`,
  colons: ':'.repeat(length),
  'percent signs': '%'.repeat(length),
  'encoded blanks': '%20'.repeat(length / 3),
  'digits and units': `${'1h'.repeat(length / 2)}x`,
  digits: '1'.repeat(length),
  'base64url with dots': `${'A'.repeat(length / 2)}.${'A'.repeat(length / 2)}.`,
  'equals signs': '='.repeat(length),
  dashes: `${'a-'.repeat(length / 2)}!`,
  'commas and quotes': '",'.repeat(length / 2),
};

/** Sends up to three times; a slow pattern is slow each time, a busy machine is not. */
async function expectQuick(what: string, send: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
  let answer = await send();
  for (let retry = 0; retry < 2 && answer.elapsedMilliseconds >= budgetMilliseconds; retry += 1) {
    answer = await send();
  }
  expect(answer.elapsedMilliseconds, what).toBeLessThan(budgetMilliseconds);
  expect(answer.status, what).toBeLessThan(500);
  return answer;
}

describe('slow patterns', () => {
  let project: ProjectApi;
  let client: ClientCredentials;

  beforeAll(async () => {
    project = await api.createProject();
    client = await project.createClient({ scope: 'read' });
    // The first request of each kind compiles code; it is not the one to measure.
    await project.token({ as: client, form: { grant_type: 'client_credentials', scope: 'x' } });
    await project.adminIntrospect('x');
  });

  it.each(Object.keys(evil))('attack 115: %s as a parameter of an OAuth endpoint', async (what) => {
    const text = evil[what] ?? '';
    for (const name of ['scope', 'audience', 'grant_type', 'client_id', 'client_secret', 'token']) {
      const form = { grant_type: 'client_credentials', token: 'x', [name]: text };
      for (const call of ['token', 'introspect', 'revoke'] as const) {
        await expectQuick(`${call} ${name}`, () => project[call]({ as: client, form }));
      }
    }
  });

  it.each(Object.keys(evil))('attack 115: %s as a header', async (what) => {
    const text = (evil[what] ?? '').slice(0, 12_000).replaceAll(/[^\x20-\x7e]/g, '_');
    const form = { grant_type: 'client_credentials' };
    for (const headers of [
      { authorization: text },
      { authorization: `Basic ${text}` },
      { authorization: rawBasic(text).slice(0, 14_000) },
      { authorization: `Bearer ${text}` },
      { 'content-type': text || 'x' },
      { accept: text, 'accept-language': text.slice(0, 1_000) },
    ]) {
      await expectQuick(Object.keys(headers).join(), () => project.token({ form, headers }));
    }
  });

  it.each(Object.keys(evil))('attack 115: %s as client metadata', async (what) => {
    const text = evil[what] ?? '';
    for (const json of [
      { scope: text },
      { redirect_uris: [text] },
      { redirect_uris: [`https://${text}`] },
      { client_uri: `https://a.example/${text}` },
      { contacts: [text] },
      { client_name: text },
      { client_id: text },
      { allowed_cors_origins: [text] },
      { audience: [text] },
      { access_token_strategy: text },
      { client_credentials_grant_access_token_lifespan: text },
    ]) {
      await expectQuick(Object.keys(json).join(), () =>
        project.admin('/clients', { method: 'POST', json }),
      );
    }
  });

  it.each(Object.keys(evil))('attack 115: %s at the management API', async (what) => {
    const text = evil[what] ?? '';
    for (const json of [
      { name: text, environment: 'dev' },
      { name: 'x', environment: text },
      { name: 'x', environment: 'dev', workspace_id: text },
    ]) {
      const answer = await expectQuick(Object.keys(json).join(), () =>
        api.call('/projects', { method: 'POST', json }),
      );
      expect([400, 413]).toContain(answer.status);
    }
    const json = [
      { op: 'add', path: '/services/oauth2/config/ttl', value: { access_token: text } },
      { op: 'add', path: `/${text}`, value: 1 },
    ];
    const patched = await expectQuick('settings', () =>
      api.call(`/projects/${project.address.id}`, { method: 'PATCH', json }),
    );
    expect([400, 413]).toContain(patched.status);
  });
});
