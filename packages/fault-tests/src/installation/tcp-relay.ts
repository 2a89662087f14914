// A TCP relay with faults: it delays what passes, keeps answers back, falls silent, and spreads connections
// over several servers.

import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

export class TcpRelay {
  /** Every part of a message arrives so much later, in both directions. */
  delayMilliseconds = 0;
  #targets: readonly number[];
  #turn = 0;
  #gate: PromiseWithResolvers<void> | undefined;
  #gateHoldsRequests = false;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, targets: readonly number[]) {
    this.#server = server;
    this.#targets = targets;
    server.on('connection', (client) => void this.#serve(client));
  }

  /** Listens on a free port of 127.0.0.1 and leads to these ports of it, in turns. */
  static async start(targets: readonly number[]): Promise<TcpRelay> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpRelay(server, targets);
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The relay is closed.');
    return address.port;
  }

  /** New connections lead there; those that exist stay where they are. */
  leadTo(targets: readonly number[]): void {
    this.#targets = targets;
  }

  /** Lets requests through and keeps their answers until `resume`. */
  holdAnswers(): void {
    this.#gate ??= Promise.withResolvers();
  }

  /** Lets nothing through until `resume`; connections stay open. */
  hang(): void {
    this.#gateHoldsRequests = true;
    this.holdAnswers();
  }

  resume(): void {
    this.#gate?.resolve();
    this.#gate = undefined;
    this.#gateHoldsRequests = false;
  }

  /** Ends all connections, without what was kept back. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(client: Socket): Promise<void> {
    this.#keep(client);
    const server = await this.#reach();
    if (server === undefined || client.destroyed) {
      client.destroy();
      server?.destroy();
      return;
    }
    this.#keep(server);
    this.#pass(client, server, () => (this.#gateHoldsRequests ? this.#gate?.promise : undefined));
    this.#pass(server, client, () => this.#gate?.promise);
  }

  /** The next server that takes connections. */
  async #reach(): Promise<Socket | undefined> {
    for (const _ of this.#targets) {
      this.#turn += 1;
      const port = this.#targets[this.#turn % this.#targets.length];
      if (port === undefined) return undefined;
      const socket = connect(port, '127.0.0.1');
      const isOpen = await once(socket, 'connect').then(
        () => true,
        () => false,
      );
      if (isOpen) return socket;
    }
    return undefined;
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #pass(from: Socket, to: Socket, gate: () => Promise<void> | undefined): void {
    let passed = Promise.resolve();
    from.on('data', (part: Buffer) => {
      const due = performance.now() + this.delayMilliseconds;
      passed = passed.then(async () => {
        await until(due);
        await gate();
        if (!to.destroyed) to.write(part);
      });
    });
    from.once('close', () => void passed.then(() => to.destroy()));
    from.once('end', () => void passed.then(() => to.end()));
  }
}

async function until(due: number): Promise<void> {
  const milliseconds = due - performance.now();
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
