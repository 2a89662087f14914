// A load generator of its own process: keep-alive connections on bare sockets, one request in flight on
// each, latencies in microseconds. It costs far less than a full HTTP client, which on two cores would be
// measured along with the server.

import { connect, type Socket } from 'node:net';

/** What to send, to whom, how long. Requests are taken in turn, each a complete HTTP/1.1 message. */
export interface LoadPlan {
  readonly port: number;
  readonly connections: number;
  readonly warmUpMilliseconds: number;
  readonly milliseconds: number;
  readonly requests: readonly string[];
}

export interface LoadResult {
  readonly requests: number;
  readonly failures: number;
  readonly seconds: number;
  readonly p50Micros: number;
  readonly p99Micros: number;
}

const headerEnd = Buffer.from('\r\n\r\n');

class Connection {
  readonly #socket: Socket;
  readonly #next: () => Buffer;
  readonly #done: (micros: number, succeeded: boolean) => boolean;
  #startedAt = 0n;
  #received: Buffer = Buffer.alloc(0);

  constructor(
    port: number,
    next: () => Buffer,
    done: (micros: number, succeeded: boolean) => boolean,
  ) {
    this.#next = next;
    this.#done = done;
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true });
    this.#socket.on('connect', () => this.#send());
    this.#socket.on('data', (chunk) => this.#receive(chunk));
    this.#socket.on('error', (error) => {
      throw error;
    });
  }

  #send(): void {
    this.#startedAt = process.hrtime.bigint();
    this.#socket.write(this.#next());
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(headerEnd);
    if (end < 0) return;
    const head = this.#received.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) throw new Error(`An answer without Content-Length: ${head}`);
    if (this.#received.length < end + headerEnd.length + length) return;
    this.#received = Buffer.alloc(0);
    const micros = Number((process.hrtime.bigint() - this.#startedAt) / 1000n);
    if (this.#done(micros, head.startsWith('HTTP/1.1 200'))) this.#send();
    else this.#socket.destroy();
  }
}

/** Runs one plan to its end. */
export function generateLoad(plan: LoadPlan): Promise<LoadResult> {
  const messages = plan.requests.map((text) => Buffer.from(text, 'latin1'));
  const latencies: number[] = [];
  let sent = 0;
  let failures = 0;
  let open = plan.connections;
  const begin = performance.now() + plan.warmUpMilliseconds;
  const end = begin + plan.milliseconds;
  return new Promise((resolve) => {
    const next = () => {
      const message = messages[sent % messages.length];
      sent += 1;
      if (message === undefined) throw new Error('A load plan needs requests.');
      return message;
    };
    const done = (micros: number, succeeded: boolean) => {
      const now = performance.now();
      if (now >= begin && now < end) {
        latencies.push(micros);
        if (!succeeded) failures += 1;
      }
      if (now < end) return true;
      open -= 1;
      if (open === 0) resolve(summarize(latencies, failures, plan.milliseconds / 1000));
      return false;
    };
    for (let index = 0; index < plan.connections; index += 1) new Connection(plan.port, next, done);
  });
}

function summarize(latencies: number[], failures: number, seconds: number): LoadResult {
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { requests: sorted.length, failures, seconds, p50Micros: at(0.5), p99Micros: at(0.99) };
}
