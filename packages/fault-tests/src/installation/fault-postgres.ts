// A PostgreSQL that is killed and stopped at will, durable as in production, on one port all along.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildConnectionUrl,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@gatehouse/database/embedded';
import { createRoles, type RoleName } from '@gatehouse/database/migrate';
import { createHome, removeHome } from '@gatehouse/protocol-tests/drivers';
import { findFreePort } from '@gatehouse/testkit/processes';
import { Client } from 'pg';

const database = 'gatehouse';
const passwords: Readonly<Record<RoleName, string>> = {
  gatehouse_owner: 'owner',
  gatehouse_app: 'app',
  gatehouse_hot: 'hot',
};

export class FaultPostgres {
  readonly port: number;
  readonly #home: string;
  #server: EmbeddedPostgres;

  private constructor(home: string, server: EmbeddedPostgres) {
    this.#home = home;
    this.#server = server;
    this.port = server.port;
  }

  /** Starts it with the roles and an empty database. */
  static async start(): Promise<FaultPostgres> {
    const home = createHome();
    const server = await startServer(home, await findFreePort());
    await createRoles({ superuserUrl: server.superuserUrl, passwords });
    return new FaultPostgres(home, server);
  }

  /** @param port of the server itself, or of a relay before it. */
  urlOf(role: RoleName, port = this.port): string {
    const address = { host: '127.0.0.1', port };
    return buildConnectionUrl(address, { role, password: passwords[role], database });
  }

  /** `kill -9` of the first process: nobody says goodbye, and nothing more is written. */
  kill(): void {
    process.kill(this.#processId(), 'SIGKILL');
  }

  /** What `pg_ctl stop -m immediate` sends. */
  stopImmediately(): void {
    process.kill(this.#processId(), 'SIGQUIT');
  }

  /** Starts it again on what it left. */
  async restart(): Promise<void> {
    await this.#server.stop();
    this.#server = await startServer(this.#home, this.port);
  }

  /** A connection of the superuser, whom no policy fences. The caller ends it. */
  async connect(): Promise<Client> {
    const url = new URL(this.#server.superuserUrl);
    url.pathname = `/${database}`;
    const client = new Client({ connectionString: url.href });
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  async rows(sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = await this.connect();
    try {
      return (await client.query(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** What the server has logged, over all its starts. */
  readLog(): string {
    return readFileSync(path.join(this.#folder, 'postgres.log'), 'utf8');
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    removeHome(this.#home);
  }

  get #folder(): string {
    return dataFolderOf(this.#home);
  }

  #processId(): number {
    return Number.parseInt(
      readFileSync(path.join(this.#folder, 'cluster/postmaster.pid'), 'utf8'),
      10,
    );
  }
}

const dataFolderOf = (home: string) => path.join(home, 'postgres');

function startServer(home: string, port: number): Promise<EmbeddedPostgres> {
  const settings = { max_connections: '120' };
  return startEmbeddedPostgres({ dataFolder: dataFolderOf(home), port, settings });
}
