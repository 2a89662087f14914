// The project API on a real PostgreSQL, answering on a port of its own.

import { request as sendRequest } from 'node:http';
import { createApiKey, createClient, createProject } from '@gatehouse/administration';
import type { ProjectRow } from '@gatehouse/database';
import { sha256Base64url } from '@gatehouse/keys';
import { createProjectRuntimes } from '@gatehouse/project-runtime';
import { type Addressing, permissions } from '@gatehouse/protocol';
import { createLogger, listenHttp } from '@gatehouse/runtime';
import { startTestTenants, type TestTenants } from '@gatehouse/testkit/tenants';
import { createTokenEngine } from '@gatehouse/token-engine';
import { createProjectApi, type ProjectApiDependencies } from '../src/server.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; an empty object where it is none. */
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: string | Buffer;
}

export interface TestProject {
  readonly project: ProjectRow;
  /** A key with every permission that counts inside the project. */
  readonly apiKey: string;
  createClient(fields?: Readonly<Record<string, unknown>>): Promise<{ id: string; basic: string }>;
}

export interface ProjectApiFixture {
  readonly tenants: TestTenants;
  readonly dependencies: ProjectApiDependencies;
  /** What the server logged, line by line. */
  readonly log: readonly string[];
  readonly port: number;
  /** Sends the target exactly as written. */
  send(target: string, call?: Call): Promise<Answer>;
  createProject(): Promise<TestProject>;
  close(): Promise<void>;
}

export const origin = 'http://localhost:4000';

/** Starts it; `change` replaces what a test wants otherwise. */
export async function startProjectApi(
  change: (dependencies: ProjectApiDependencies) => Partial<ProjectApiDependencies> = () => ({}),
): Promise<ProjectApiFixture> {
  const tenants = await startTestTenants();
  const { database, keyring, clock, random, store } = tenants;
  const log: string[] = [];
  const destination = { write: (line: string) => void log.push(line) };
  const addressing: Addressing = { mode: 'path', origin };
  const base = { store, keyring, clock, random, addressing };
  const plain: ProjectApiDependencies = {
    ...base,
    logger: createLogger({ name: 'test', level: 'trace', destination }),
    engine: createTokenEngine({ clock, random, sha256: sha256Base64url }),
    projects: createProjectRuntimes({ database, ...base }),
  };
  const changed = change(plain);
  const projects =
    changed.addressing === undefined
      ? plain.projects
      : createProjectRuntimes({ database, ...base, addressing: changed.addressing });
  const dependencies = { ...plain, projects, ...changed };
  const api = await createProjectApi(dependencies);
  const server = await listenHttp({ host: '127.0.0.1', port: 0, ...api });
  return {
    tenants,
    dependencies,
    log,
    port: server.port,
    send: (target, call = {}) => sendTo(server.port, target, call),
    createProject: () => createTestProject(tenants),
    async close() {
      await server.close();
      await api.close();
      dependencies.projects.close();
      plain.projects.close();
      await tenants.stop();
    },
  };
}

async function createTestProject(tenants: TestTenants): Promise<TestProject> {
  const { workspaceId, by } = await tenants.createWorkspace();
  const fields = { workspaceId, name: 'A project', environment: 'dev' } as const;
  const project = await createProject(tenants, fields, by);
  const scope = { projectId: project.projectId, workspaceId };
  const { value } = await createApiKey(tenants, {
    owner: { kind: 'project', ...scope },
    by: { ...by, permissions: new Set(permissions) },
    name: 'A key',
  });
  return {
    project,
    apiKey: value,
    async createClient(input = {}) {
      const client = await createClient(tenants, {
        scope,
        by,
        input: { grant_types: ['client_credentials'], ...input },
      });
      const pair = `${client.client_id}:${client.client_secret}`;
      return {
        id: client.client_id,
        basic: `Basic ${Buffer.from(pair).toString('base64')}`,
      };
    },
  };
}

function sendTo(port: number, target: string, call: Call): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { body, type } = encodeBody(call);
  const request = sendRequest(
    {
      host: '127.0.0.1',
      port,
      path: target,
      method: call.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(type === undefined ? {} : { 'content-type': type }),
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        ...call.headers,
      },
    },
    (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, text, json: parseJson(text) });
      });
    },
  );
  request.on('error', reject);
  request.end(body);
  return promise;
}

function encodeBody({ form, json, body }: Call): { body?: string | Buffer; type?: string } {
  if (form !== undefined) {
    return {
      body: new URLSearchParams(form).toString(),
      type: 'application/x-www-form-urlencoded',
    };
  }
  if (json !== undefined) return { body: JSON.stringify(json), type: 'application/json' };
  return body === undefined ? {} : { body };
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
