// Recognisable secrets go through every path that takes or makes one; then no log line and no row of the
// database holds any of them, in no encoding that a reader could undo.

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { basic, bearer } from '../drivers/credentials.ts';
import { sendHttp } from '../drivers/http-exchange.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { sendRaw } from '../drivers/raw-connection.ts';
import { managementApi, readLog, runningProduct } from '../drivers/running-product.ts';
import { findSecretShapes } from '../drivers/secret-shapes.ts';
import { type StoredRow, StoredRows } from '../drivers/stored-rows.ts';

const api = managementApi();
const grant = { grant_type: 'client_credentials' };
const canary = 'CANARY5f1c0ffee9d2secret';

describe('secrets in logs and in storage', () => {
  let project: ProjectApi;
  let client: ClientCredentials;
  let rows: StoredRows;
  /** Everything secret that was sent or received, by what it is. */
  const secrets: Record<string, string> = {};

  beforeAll(async () => {
    rows = await StoredRows.open(runningProduct().home);
    project = await api.createProject();
    client = await project.createClient();
    await makeSecrets();
    await sendCanaries();
    await waitForTraces();
  });

  afterAll(() => rows.close());

  async function makeSecrets(): Promise<void> {
    const jwtClient = await project.createClient({ access_token_strategy: 'jwt' });
    const rotated = await project.admin(`/clients/${client.clientId}/secrets/rotate`, {
      method: 'POST',
    });
    const workspaceKey = await api.call(`/workspaces/${api.workspaceId}/tokens`, {
      method: 'POST',
      json: { name: 'Canary' },
    });
    const webhooks = `/projects/${project.address.id}/webhooks`;
    const webhook = await api.call(webhooks, {
      method: 'POST',
      json: { url: 'https://hooks.example.com/', events: ['identity.deleted'] },
    });
    const rotatedWebhook = await api.call(`${webhooks}/${webhook.stringAt('id')}/rotate`, {
      method: 'POST',
    });
    const access = await api.call(`/projects/${project.address.id}/access`, { method: 'POST' });
    Object.assign(secrets, {
      'project key': project.address.key,
      'workspace key': workspaceKey.stringAt('value'),
      'key of the local start': runningProduct().apiKey,
      'exchanged key': access.stringAt('access_token'),
      'client secret': client.secret,
      'webhook secret': webhook.stringAt('secret'),
      'rotated webhook secret': rotatedWebhook.stringAt('secret'),
      'rotated client secret': rotated.stringAt('client_secret'),
      'sealed token': await project.issueToken(client),
      'JWT signature': (await project.issueToken(jwtClient)).split('.')[2] ?? '',
    });
    const [sealed = '', revoked = ''] = [secrets['sealed token'], await project.issueToken(client)];
    await project.introspect({ as: client, form: { token: sealed } });
    await project.revoke({ as: client, form: { token: revoked } });
    secrets['revoked token'] = revoked;
  }

  /** The canary in every place where somebody might send a secret by mistake or on purpose. */
  async function sendCanaries(): Promise<void> {
    secrets['canary'] = canary;
    const at = (path: string) => `${project.basePath}${path}`;
    const { origin } = project;
    await project.token({ as: { ...client, secret: canary }, form: grant });
    await project.token({ form: { ...grant, client_id: client.clientId, client_secret: canary } });
    await project.token({ headers: { authorization: bearer(canary) }, form: grant });
    await project.token({ headers: { authorization: `Basic ${canary}` }, form: grant });
    await project.token({ headers: { cookie: `session=${canary}` }, form: grant });
    await project.token({ as: client, form: { ...grant, password: canary, code: canary } });
    await project.token({ as: client, form: { ...grant, refresh_token: canary } });
    await project.token({
      as: client,
      form: [
        ['client_secret', canary],
        ['client_secret', canary],
      ],
    });
    await project.postForm(`/oauth2/token?client_secret=${canary}`, { form: grant });
    await project.introspect({ as: client, form: { token: canary } });
    await project.introspect({ as: client, form: { token: `gh_at_${canary}` } });
    await project.revoke({ as: client, form: { token: `gh_rt_${canary}` } });
    await project.adminIntrospect(`eyJhbGciOiJub25lIn0.${canary}.${canary}`);
    await project.admin('/clients', { key: canary });
    await project.admin('/clients', { key: `gh_pak_${canary}` });
    await project.admin(`/clients?access_token=${canary}`, { key: null });
    await api.call('/projects', { key: `gh_wak_${canary}` });
    await api.call(`/projects?access_token=${canary}`);
    await sendHttp({
      origin,
      path: at('/oauth2/token'),
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: basic(client.clientId, canary),
      },
      body: JSON.stringify({ client_secret: canary }),
    });
    await sendRaw(origin, [
      `POST ${at('/oauth2/token')} HTTP/1.1\r\nauthorization: Bearer ${canary}\r\nbroken ${canary}\r\n\r\n`,
    ]);
    await sendRaw(origin, [
      `GET ${at(`/nowhere?token=${canary}`)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
    ]);
  }

  /** Traces are written behind the answers: wait for one of a request that was sent last. */
  async function waitForTraces(): Promise<void> {
    await vi.waitUntil(
      async () => {
        await project.token({ as: client, form: { grant_type: 'marker-of-the-end' } });
        return rows
          .count(`FROM hot.traces WHERE project_id = $1 AND outcome = 'grant_type_unknown'`, [
            project.address.id,
          ])
          .then((count) => count > 0);
      },
      { timeout: 15_000, interval: 250 },
    );
  }

  /** The secret, and what it would be in a bytes column or in base64. */
  function encodings(secret: string): string[] {
    const bytes = Buffer.from(secret, 'utf8');
    // Base64 of a longer text holds that of the secret at one of three alignments.
    const aligned = [0, 1, 2].map((offset) => {
      const padded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
      return padded.slice(offset === 0 ? 0 : 4, -4);
    });
    return [secret, bytes.toString('hex'), ...aligned, encodeURIComponent(secret)];
  }

  function findSecrets(text: string): string[] {
    return Object.entries(secrets)
      .filter(([, secret]) => encodings(secret).some((form) => text.includes(form)))
      .map(([what]) => what);
  }

  it('attack 118: no log line holds a secret that was sent or made', () => {
    const log = readLog();
    expect(log).not.toBe('');
    expect(findSecrets(log)).toEqual([]);
  });

  it('attack 118: no log line holds anything that has the form of a secret', () => {
    const log = readLog();
    expect(findSecretShapes(log)).toEqual([]);
  });

  it('attack 118: no row of any table holds a secret: traces, audit log and outbox included', async () => {
    const dump = await rows.dump();
    const found = dump.flatMap((row) =>
      findSecrets(row.text).map((what) => `${what} in ${row.table}`),
    );
    expect(found).toEqual([]);
    expect(tablesOf(dump)).toEqual(
      expect.arrayContaining(['public.clients', 'public.audit_events', 'hot.traces']),
    );
  });

  it('attack 119: client secrets and keys are stored as hashes, under the id of a key', async () => {
    const dump = await rows.dump();
    const stored = dump.filter(
      ({ table, text }) => table === 'public.clients' && text.includes(client.clientId),
    );
    expect(stored).toHaveLength(1);
    expect(stored[0]?.text).not.toContain('gh_cs_');
    for (const table of ['public.project_api_keys', 'public.workspace_api_keys']) {
      const keys = dump.filter((row) => row.table === table);
      expect(keys.length).toBeGreaterThan(0);
      for (const { text } of keys) expect(text).not.toMatch(/gh_(pak|wak)_[\w-]{16,}/);
    }
  });

  it('attack 119: private keys are sealed, and no private member of a key stands anywhere', async () => {
    const dump = await rows.dump();
    const keys = dump.filter((row) => row.table === 'public.signing_keys');
    expect(keys.length).toBeGreaterThan(0);
    for (const { text } of keys) {
      expect(text).not.toMatch(/"+(d|p|q|dp|dq|qi|k)"+\s*:/);
      expect(text).not.toContain('PRIVATE KEY');
      expect(text).not.toContain(Buffer.from('"d":').toString('hex'));
    }
  });

  it('attack 119: a token that was revoked is remembered by its id, not by its value', async () => {
    const dump = await rows.dump();
    const denied = dump.filter((row) => row.table === 'hot.denylist');
    expect(denied.length).toBeGreaterThan(0);
    for (const { text } of denied) expect(text).not.toContain('gh_at_');
  });
});

function tablesOf(dump: readonly StoredRow[]): string[] {
  return [...new Set(dump.map((row) => row.table))];
}
