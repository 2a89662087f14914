// A project with a client, made through the product's own APIs, and an application that waits for its people.

import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { inject } from 'vitest';

type Json = Record<string, unknown>;

export interface Acme {
  readonly issuer: string;
  /** @returns an authorization request of the application, with PKCE. */
  buildRequest(change?: Record<string, string>): { url: string; verifier: string };
  /** Redeems a code. */
  redeem(code: string, verifier: string): Promise<Json>;
  close(): Promise<void>;
}

async function send(
  url: string,
  key: string,
  request: { method: string; body: unknown },
): Promise<Json> {
  const response = await fetch(url, {
    method: request.method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(request.body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Json;
}

export async function createAcme(): Promise<Acme> {
  const { url, workspaceId, apiKey } = inject('product');
  const post = (path: string, key: string, body: unknown) =>
    send(`${url}${path}`, key, { method: 'POST', body });
  const project = await post('/api/projects', apiKey, {
    name: 'Acme',
    environment: 'dev',
    workspace_id: workspaceId,
  });
  const issuer = `${url}/p/${project['slug']}`;
  const { access_token: key } = await post(`/api/projects/${project['id']}/access`, apiKey, {});
  const application = await startApplication();
  const client = await post(`/p/${project['slug']}/admin/clients`, String(key), {
    client_name: 'Harbour Ledger',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: [application.redirectUri],
    scope: 'openid offline email profile',
  });
  return {
    issuer,
    close: application.close,
    buildRequest(change = {}) {
      const verifier = randomBytes(32).toString('base64url');
      const parameters = new URLSearchParams({
        client_id: String(client['client_id']),
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        nonce: 'nonce-of-this-test',
        redirect_uri: application.redirectUri,
        response_type: 'code',
        scope: 'openid offline email profile',
        state: 'state-of-this-test',
        ...change,
      });
      return { url: `${issuer}/oauth2/auth?${parameters}`, verifier };
    },
    async redeem(code, verifier) {
      const basic = Buffer.from(`${client['client_id']}:${client['client_secret']}`).toString(
        'base64',
      );
      const response = await fetch(`${issuer}/oauth2/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${basic}` },
        body: new URLSearchParams({
          code,
          code_verifier: verifier,
          grant_type: 'authorization_code',
          redirect_uri: application.redirectUri,
        }),
      });
      return (await response.json()) as Json;
    },
  };
}

/** A page that people come back to after signing in. */
export function startApplication(): Promise<{ redirectUri: string; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Harbour Ledger</title><h1>Back at the ledger</h1>');
    });
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string')
        throw new Error('The application has no port.');
      resolve({
        redirectUri: `http://127.0.0.1:${address.port}/callback`,
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}
