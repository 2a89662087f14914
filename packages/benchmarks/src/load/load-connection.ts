// One keep-alive connection on a bare socket, one request in flight. It costs far less than a full HTTP client,
// which on two cores would be measured along with the server.

import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly micros: number;
  readonly succeeded: boolean;
  /** Header and body as received. */
  text(): string;
}

const headerEnd = Buffer.from('\r\n\r\n');

export class LoadConnection {
  readonly #socket: Socket;
  readonly #answered: (answer: Answer) => Buffer | undefined;
  #startedAt = 0n;
  #received: Buffer = Buffer.alloc(0);

  /** @param answered gives the next request, or undefined to end the connection. */
  constructor(port: number, first: Buffer, answered: (answer: Answer) => Buffer | undefined) {
    this.#answered = answered;
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true });
    this.#socket.on('connect', () => this.#send(first));
    this.#socket.on('data', (chunk) => this.#receive(chunk));
    this.#socket.on('error', (error) => {
      throw error;
    });
  }

  #send(request: Buffer): void {
    this.#startedAt = process.hrtime.bigint();
    this.#socket.write(request);
  }

  #receive(chunk: Buffer): void {
    const received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    this.#received = received;
    const end = received.indexOf(headerEnd);
    if (end < 0) return;
    const head = received.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) throw new Error(`An answer without Content-Length: ${head}`);
    if (received.length < end + headerEnd.length + length) return;
    this.#received = Buffer.alloc(0);
    const next = this.#answered({
      micros: Number((process.hrtime.bigint() - this.#startedAt) / 1000n),
      succeeded: head.startsWith('HTTP/1.1 200'),
      text: () => received.toString('utf8'),
    });
    if (next === undefined) this.#socket.destroy();
    else this.#send(next);
  }
}
