// The management API on a real PostgreSQL, answering on a port of its own; only who is signed in is decided
// by the test.

import { randomUUID } from 'node:crypto';
import { createServer, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectDatabase, type Database } from '@gatehouse/database';
import { createRandom, generateKeyring, parseKeyring } from '@gatehouse/keys';
import type { AuthenticatedMember } from '@gatehouse/project-runtime';
import { type IdentityId, parseIdentityId } from '@gatehouse/protocol';
import { createLogger } from '@gatehouse/runtime';
import { createTestDatabase } from '@gatehouse/testkit/postgres';
import type { ControlPlaneDependencies } from '../src/dependencies.ts';
import { createControlPlane } from '../src/server.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; undefined where there is none. */
  readonly body: unknown;
}

export interface Call {
  readonly token?: string | undefined;
  readonly json?: unknown;
  /** A body that is sent as it is. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ControlPlaneFixture {
  readonly database: Database;
  readonly dependencies: ControlPlaneDependencies;
  /** What the server logged, line by line. */
  readonly log: readonly string[];
  /** Sends the target exactly as written, below `/api` only where it says so. */
  send(method: string, target: string, call?: Call): Promise<Answer>;
  /** Signs a person in: the token that they send. */
  signIn(name: string): { readonly token: string; readonly memberId: IdentityId };
  /** Makes everything hang that touches these tables. @returns the way out. */
  lockTables(tables: string): Promise<() => Promise<void>>;
  /** Takes the database away under the running server. */
  loseDatabase(): Promise<void>;
  close(): Promise<void>;
}

function parseBody(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Sent {
  readonly port: number;
  readonly method: string;
  readonly target: string;
}

function sendTo({ port, method, target }: Sent, call: Call): Promise<Answer> {
  const body = call.raw ?? (call.json === undefined ? undefined : JSON.stringify(call.json));
  return new Promise((resolve, reject) => {
    const request = sendRequest(
      {
        host: '127.0.0.1',
        port,
        method,
        path: target,
        headers: {
          ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          ...call.headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, text, body: parseBody(text) });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Starts it; `change` replaces what a test wants otherwise. */
export async function startControlPlane(
  change: Partial<ControlPlaneDependencies> = {},
): Promise<ControlPlaneFixture> {
  const testDatabase = await createTestDatabase();
  const database = await connectDatabase(testDatabase);
  const random = createRandom();
  const members = new Map<string, AuthenticatedMember>();
  const log: string[] = [];
  const dependencies: ControlPlaneDependencies = {
    store: database.control,
    keyring: parseKeyring(generateKeyring(random)),
    clock: database.clock,
    random,
    addressing: { mode: 'path', origin: 'http://localhost:4000' },
    logger: createLogger({ name: 'test', destination: { write: (line) => void log.push(line) } }),
    authenticateMember: async (token) => members.get(token),
    ...change,
  };
  const controlPlane = await createControlPlane(dependencies);
  const server = createServer(controlPlane.handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    database,
    dependencies,
    log,
    send: (method, target, call = {}) => sendTo({ port, method, target }, call),
    signIn(name) {
      const memberId = parseIdentityId(randomUUID());
      if (memberId === undefined) throw new Error('A fresh UUID is no identity id.');
      const token = `member-token-${memberId}`;
      members.set(token, { memberId, email: `${name}@example.com`, name });
      return { token, memberId };
    },
    lockTables: testDatabase.lock,
    loseDatabase: () => testDatabase.drop(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await controlPlane.close();
      await database.close();
      await testDatabase.drop();
    },
  };
}
