// A project with one client for each thing that is measured, made through the product's own APIs.

import type { Product } from './product.ts';

export interface MeasuredClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface MeasuredProject {
  /** Path of the project below the origin, such as /p/quiet-lake-1a2b. */
  readonly path: string;
  readonly sealed: MeasuredClient;
  readonly jwt: MeasuredClient;
}

type Json = Record<string, unknown>;

export async function createMeasuredProject(product: Product): Promise<MeasuredProject> {
  const origin = `http://127.0.0.1:${product.port}`;
  const send = async (request: string, key: string, body: unknown): Promise<Json> => {
    const [method = '', path] = request.split(' ');
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${request}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Json;
  };
  const project = await send('POST /api/projects', product.managementKey, {
    name: 'Benchmark',
    environment: 'dev',
    workspace_id: product.workspaceId,
  });
  const projectPath = `/p/${project['slug']}`;
  await send(`PATCH /api/projects/${project['id']}`, product.managementKey, [
    { op: 'add', path: '/services/oauth2/config/signing', value: { algorithm: 'ES256' } },
  ]);
  const key = await send(`POST /api/projects/${project['id']}/tokens`, product.managementKey, {
    name: 'benchmark',
  });
  const createClient = async (strategy: string): Promise<MeasuredClient> => {
    const client = await send(`POST ${projectPath}/admin/clients`, String(key['value']), {
      client_name: `Benchmark ${strategy}`,
      grant_types: ['client_credentials'],
      scope: 'read write',
      access_token_strategy: strategy,
    });
    return { clientId: String(client['client_id']), clientSecret: String(client['client_secret']) };
  };
  return {
    path: projectPath,
    sealed: await createClient('opaque'),
    jwt: await createClient('jwt'),
  };
}

/** @returns a complete HTTP/1.1 form post with the client's Basic credentials. */
export function buildFormPost(
  path: string,
  client: MeasuredClient,
  form: Record<string, string>,
): string {
  const body = new URLSearchParams(form).toString();
  const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64');
  return (
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic ${basic}\r\n` +
    `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  );
}

/** @returns that many live access tokens of the client. */
export async function obtainTokens(
  origin: string,
  project: MeasuredProject,
  count: number,
): Promise<string[]> {
  const { clientId, clientSecret } = project.sealed;
  const tokens: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const response = await fetch(`${origin}${project.path}/oauth2/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'read' }),
    });
    if (!response.ok) throw new Error(`No token: ${response.status} ${await response.text()}`);
    const { access_token: token } = (await response.json()) as { access_token: string };
    tokens.push(token);
  }
  return tokens;
}
