import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer, type TestServerConnection } from './test-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    gatehousePostgres: TestServerConnection;
  }
}

let server: TestServer | undefined;

/** Vitest's global set-up: one server for the run, reached through `createTestDatabase`. */
export async function setup(project: TestProject): Promise<void> {
  server = await startTestServer();
  project.provide('gatehousePostgres', server.connection);
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
