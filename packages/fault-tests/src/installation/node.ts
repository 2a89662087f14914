// One project API of several, with relays of its own before the database.

import {
  findFreePort,
  type ServingProcess,
  type Settings,
  serveApp,
} from '@gatehouse/testkit/processes';
import type { FaultPostgres } from './fault-postgres.ts';
import { TcpRelay } from './tcp-relay.ts';

export class Node {
  readonly port: number;
  /** What it reads and writes passes here. */
  readonly database: TcpRelay;
  /** What it is told about changes passes here. */
  readonly notifications: TcpRelay;
  readonly #settings: Settings;
  #process: ServingProcess | undefined;

  private constructor(parts: {
    port: number;
    database: TcpRelay;
    notifications: TcpRelay;
    settings: Settings;
  }) {
    this.port = parts.port;
    this.database = parts.database;
    this.notifications = parts.notifications;
    this.#settings = parts.settings;
  }

  static async start(postgres: FaultPostgres, settings: Settings): Promise<Node> {
    const [database, notifications, port] = await Promise.all([
      TcpRelay.start([postgres.port]),
      TcpRelay.start([postgres.port]),
      findFreePort(),
    ]);
    const own = {
      PORT: String(port),
      DATABASE_URL: postgres.urlOf('gatehouse_app', database.port),
      DATABASE_HOT_URL: postgres.urlOf('gatehouse_hot', database.port),
      DATABASE_DIRECT_URL: postgres.urlOf('gatehouse_hot', notifications.port),
    };
    const node = new Node({ port, database, notifications, settings: { ...settings, ...own } });
    await node.restart();
    return node;
  }

  async restart(): Promise<void> {
    this.#process = await serveApp('project-api', this.#settings);
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
    this.database.resume();
  }

  async isReady(): Promise<boolean> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/health/ready`).catch(() => undefined);
    return answer?.status === 200;
  }

  async stop(): Promise<void> {
    this.database.resume();
    this.notifications.resume();
    await this.#process?.stop();
    await Promise.all([this.database.stop(), this.notifications.stop()]);
  }
}
