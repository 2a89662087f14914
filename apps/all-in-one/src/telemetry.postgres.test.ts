// What an operator sees of the running product: request lines, numbers, traces. Every secret that a request can
// carry is sent, and none of them may be in any of the three.

import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createHome,
  findFreePort,
  removeHome,
  type StartedProduct,
  startProduct,
} from '../test/started-product.ts';

const canary = 'c4n4ry';
const secret = (name: string) => `${canary}-${name}-9f2b7d`;

let home: string;
let url: string;
let metricsUrl: string;
let running: StartedProduct;
let collector: Server;
let exported = '';
let key: string;
let projectKey: string;
let project: { readonly id: string; readonly slug: string };
let client: { readonly client_id: string; readonly client_secret: string };

async function startCollector(): Promise<number> {
  const port = await findFreePort();
  collector = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (part: string) => {
      exported += part;
    });
    request.once('end', () => response.writeHead(200).end('{}'));
  });
  await new Promise<void>((resolve) => collector.listen(port, '127.0.0.1', resolve));
  return port;
}

async function manage<T>(target: string, body: unknown, bearer = key): Promise<T> {
  const response = await fetch(`${url}${target}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.ok, `${target} ${response.status}`).toBe(true);
  return (await response.json()) as T;
}

beforeAll(async () => {
  home = createHome();
  const port = await findFreePort();
  const metricsPort = await findFreePort();
  url = `http://localhost:${port}`;
  metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
  running = startProduct({
    GATEHOUSE_HOME: home,
    PORT: String(port),
    LOG_LEVEL: 'trace',
    GATEHOUSE_METRICS_PORT: String(metricsPort),
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await startCollector()}`,
  });
  await running.until('Gatehouse is ready');
  const file = JSON.parse(readFileSync(path.join(home, 'cli.json'), 'utf8'));
  key = file.api_key;
  const fields = { name: 'Watched', environment: 'dev', workspace_id: file.workspace_id };
  project = await manage('/api/projects', fields);
  // The key of a workspace does not reach into a project.
  const made = { name: 'Watched', expires_at: new Date(Date.now() + 900_000).toISOString() };
  const { value } = await manage<{ value: string }>(`/api/projects/${project.id}/tokens`, made);
  projectKey = value;
  const metadata = { client_name: 'Watched', grant_types: ['client_credentials'] };
  client = await manage(`/p/${project.slug}/admin/clients`, metadata, projectKey);
}, 180_000);

afterAll(async () => {
  running.process.kill('SIGTERM');
  await running.exitCode;
  collector.close();
  removeHome(home);
});

const basic = () =>
  `Basic ${Buffer.from(`${client.client_id}:${client.client_secret}`).toString('base64')}`;

const post = (target: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url + target, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
    redirect: 'manual',
  });

const get = (target: string, headers: Record<string, string> = {}) =>
  fetch(url + target, { headers, redirect: 'manual' });

/** As a native application does it. */
async function submitFlow(
  kind: 'registration' | 'login',
  fields: Readonly<Record<string, unknown>>,
): Promise<Record<string, string>> {
  const begun = await get(`/p/${project.slug}/self-service/${kind}/api`);
  const flow = (await begun.json()) as { ui: { action: string } };
  const answer = await fetch(flow.ui.action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'password', ...fields }),
  });
  expect(answer.status, kind).toBe(200);
  return (await answer.json()) as Record<string, string>;
}

/** Sends the bytes as they are, from an address that no other test uses. */
function sendRaw(text: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const { port } = new URL(url);
  const socket = connect({ port: Number(port), host: '127.0.0.1', localAddress: '127.0.0.77' });
  socket.once('error', reject).once('close', () => resolve());
  socket.resume().end(text);
  return promise;
}

describe('a running product', { timeout: 120_000 }, () => {
  let token: string;
  const values: string[] = [];

  it('is sent every kind of secret, through every door', async () => {
    const base = `/p/${project.slug}`;
    const issued = await post(
      `${base}/oauth2/token`,
      { grant_type: 'client_credentials' },
      { authorization: basic() },
    );
    token = String(((await issued.json()) as Record<string, unknown>)['access_token']);
    expect(token).toMatch(/^gh_at_/);
    const person = { email: `${secret('person')}@mail.example`, password: secret('password') };
    await submitFlow('registration', {
      password: person.password,
      traits: { email: person.email },
    });
    const { session_token: sessionToken = '' } = await submitFlow('login', {
      identifier: person.email,
      password: person.password,
    });
    expect(sessionToken).not.toBe('');
    const form = {
      grant_type: 'authorization_code',
      code: secret('code'),
      code_verifier: secret('verifier'),
      refresh_token: secret('refresh'),
      client_assertion: secret('assertion'),
      client_id: client.client_id,
      client_secret: client.client_secret,
      username: person.email,
      password: secret('password'),
    };
    const bearer = { authorization: `Bearer ${key}` };
    const administrator = { authorization: `Bearer ${projectKey}` };
    const cookie = { cookie: `ory_session=${secret('cookie')}; gatehouse=${secret('cookie')}` };
    const query = new URLSearchParams({ ...form, id_token_hint: secret('hint') });
    await Promise.all([
      post(`${base}/oauth2/token`, form),
      post(`${base}/oauth2/token?${query}`, form, { authorization: basic(), ...cookie }),
      post(`${base}/oauth2/introspect`, { token }, { authorization: basic() }),
      post(`${base}/oauth2/revoke`, { token: secret('token') }, { authorization: basic() }),
      post(
        `${base}/self-service/login`,
        { identifier: person.email, password: secret('password') },
        cookie,
      ),
      get(`${base}/sessions/whoami`, { 'x-session-token': sessionToken }),
      get(`${base}/oauth2/auth?${query}`, cookie),
      get(`${base}/oauth2/sessions/logout?id_token_hint=${secret('hint')}`, cookie),
      get(`${base}/admin/clients?access_token=${token}`, administrator),
      get(`${base}/login?flow=${secret('flow')}`, cookie),
      get(`/api/projects?api_key=${key}`, bearer),
      get('/api/projects', { authorization: `Bearer ${secret('bearer')}` }),
      get(`/callback?code=${secret('code')}&state=${secret('state')}`, cookie),
      get(`/${secret('path')}`, { ...cookie, 'user-agent': secret('agent') }),
      get('/sign-in', { referer: `${url}/?code=${secret('code')}` }),
      post('/forms/create-project', { password: secret('password') }, cookie),
      fetch(`${url}/api/projects`, {
        method: 'POST',
        headers: { ...bearer, 'content-type': 'application/json' },
        body: JSON.stringify({ name: { password: secret('body') }, DATABASE_URL: secret('body') }),
      }),
      sendRaw(
        `GET /${secret('raw')} HTTP/1.1\r\nhost: ${secret('host')}\r\nconnection: close\r\n\r\n`,
      ),
      sendRaw(`${secret('garbage')}\r\n\r\n`),
    ]);
    const keyring = readFileSync(path.join(home, 'keyring'), 'utf8').trim();
    values.push(canary, token, key, client.client_secret, basic().slice(6), sessionToken, keyring);
    values.push(projectKey, '127.0.0.77', 'mail.example');
  });

  it('writes a line for each request, with its route, status and project', async () => {
    await running.until('"route":"/oauth2/introspect"');
    const lines = running
      .output()
      .split('\n')
      .filter((line) => line.includes('"msg":"request"'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const of = (route: string) => lines.find((line) => line['route'] === route);
    expect(of('/oauth2/introspect')).toMatchObject({
      level: 'info',
      method: 'POST',
      status: 200,
      projectId: project.id,
      traceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      spanTraceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      durationMilliseconds: expect.any(Number),
      bytes: expect.any(Number),
    });
    expect(of('/api/projects/:project/tokens')).toMatchObject({ projectId: project.id });
    for (const route of ['/login', '/{page}', '/forms/{form}', '/sessions/whoami', 'unmatched']) {
      expect(of(route), route).toBeDefined();
    }
  });

  it('counts what it does, with labels from tables alone', async () => {
    const text = await (await fetch(metricsUrl)).text();
    expect(text).toMatch(
      /gatehouse_protocol_requests_total\{endpoint="token",grant_type="client_credentials",outcome="succeeded"\} \d/,
    );
    for (const name of [
      'gatehouse_http_request_duration_seconds_count{method="POST",route="/oauth2/token"',
      'gatehouse_database_connections{pool="app",state="busy"}',
      'gatehouse_batches_total{batch="liveness"}',
      'gatehouse_outbox_jobs{state="dead"} 0',
      'gatehouse_outbox_oldest_due_seconds',
      'gatehouse_password_places{state="all"} 66',
      'gatehouse_compiled_projects',
      'gatehouse_event_loop_delay_seconds{quantile="0.99"}',
      'gatehouse_metric_sources_failed 0',
    ]) {
      expect(text, name).toContain(name);
    }
    for (const value of [...values, project.slug, project.id, client.client_id]) {
      expect(text).not.toContain(value);
    }
  });

  it('has no metrics on its public port, and as many series after a thousand odd requests', async () => {
    const series = async () => {
      const text = await (await fetch(metricsUrl)).text();
      return text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
    };
    const oddities = async (round: number) => {
      const base = `/p/${project.slug}`;
      const grant = { grant_type: `odd-${round}`, client_id: `odd-${round}` };
      await Promise.all([
        get(`${base}/odd-${round}`),
        get(`/odd-${round}`),
        get(`/p/odd-${round}/oauth2/token`),
        post(`${base}/oauth2/token`, grant, { authorization: basic() }),
        sendRaw(
          `PROPFIND /api/odd-${round} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
        ),
      ]);
    };
    await oddities(0);
    const before = await series();
    for (let round = 1; round <= 200; round += 1) await oddities(round);
    expect(await series()).toBe(before);
    expect(await (await get('/metrics')).text()).not.toContain('gatehouse_');
  });

  it('stops on SIGTERM with 0, its last spans sent, and has told no secret to log or traces', async () => {
    running.process.kill('SIGTERM');
    expect(await running.exitCode).toBe(0);
    const output = running.output();
    expect(exported.includes('POST /oauth2/introspect')).toBe(true);
    expect(exported.includes(project.id)).toBe(true);
    for (const value of values) {
      expect(output.includes(value), `${value} in the log`).toBe(false);
      expect(exported.includes(value), `${value} in the traces`).toBe(false);
    }
  });
});
