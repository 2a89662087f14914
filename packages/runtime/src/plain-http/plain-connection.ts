// One connection of requests in their ordinary form. The first that is anything else hands the connection over to
// node:http, with every byte that was not served, and for the rest of its life.

import type { Socket } from 'node:net';
import { hangUp } from '../requests/request-facts.ts';
import type { AnswerQueue, QueuedAnswer } from './answer-queue.ts';
import { type PlainAnswer, type PlainHandler, PlainRequest } from './plain-request.ts';
import { readPlainRequest } from './read-plain-request.ts';
import { writePlainAnswer } from './write-plain-answer.ts';

export interface PlainConnectionOptions {
  readonly handler: PlainHandler;
  readonly answers: AnswerQueue;
  /** Takes the connection as if it had just been opened. */
  readonly handOver: (socket: Socket) => void;
  readonly firstRequestMilliseconds: number;
  readonly keepAliveMilliseconds: number;
  readonly onGone: (connection: PlainConnection) => void;
}

const closeLine = 'Connection: close\r\n';

export class PlainConnection implements QueuedAnswer {
  readonly #socket: Socket;
  readonly #options: PlainConnectionOptions;
  readonly #keptLines: string;
  /** Being served. */
  #current: PlainRequest | undefined;
  /** To it, on its way out. */
  #answer: PlainAnswer | undefined;
  #hasServed = false;
  #isEnding = false;

  constructor(socket: Socket, options: PlainConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    const seconds = Math.floor(options.keepAliveMilliseconds / 1000);
    this.#keptLines = `Connection: keep-alive\r\nKeep-Alive: timeout=${seconds}\r\n`;
    socket.setTimeout(options.firstRequestMilliseconds);
    socket.on('data', this.#onData);
    socket.on('end', this.#onEnd);
    socket.on('timeout', this.#onTimeout);
    socket.on('error', this.#onError);
    socket.on('close', this.#onClose);
  }

  /** Ends it now if nothing is under way, otherwise with the answer to come. */
  end(): void {
    this.#isEnding = true;
    if (this.#current === undefined) this.#socket.destroy();
  }

  readonly #onData = (bytes: Buffer): void => {
    if (this.#current !== undefined) this.#keepAhead(bytes);
    else if (!this.#isEnding) this.#take(bytes);
  };

  /** Nothing more is read until its turn has come, not even that the other end says no more. */
  #keepAhead(bytes: Buffer): void {
    this.#socket.pause();
    this.#socket.unshift(bytes);
  }

  /** Whoever says no more has gone, as node:http sees it too. */
  readonly #onEnd = (): void => {
    if (this.#current === undefined) this.#socket.end();
    else this.#socket.destroy();
  };

  readonly #onTimeout = (): void => {
    if (this.#current === undefined) this.#socket.destroy();
  };

  /** What failed is told by `close`. */
  readonly #onError = (): void => {};

  readonly #onClose = (): void => {
    this.#options.onGone(this);
    this.#finish(undefined);
  };

  #take(bytes: Buffer): void {
    const { handler, keepAliveMilliseconds } = this.#options;
    const reading = readPlainRequest(bytes);
    const request = reading && new PlainRequest({ ...reading, socket: this.#socket });
    const answer = request && handler.serve(request);
    if (reading === undefined || answer === undefined) {
      this.#leave(bytes);
      return;
    }
    this.#current = request;
    if (bytes.length > reading.length) this.#keepAhead(bytes.subarray(reading.length));
    if (!this.#hasServed) {
      this.#hasServed = true;
      this.#socket.setTimeout(keepAliveMilliseconds);
    }
    answer.then(this.#queue, this.#fail);
  }

  readonly #queue = (answer: PlainAnswer): void => {
    this.#answer = answer;
    this.#options.answers.push(this);
  };

  leave(): void {
    const answer = this.#answer;
    this.#answer = undefined;
    if (answer === undefined || this.#current === undefined) return;
    let bytes: string | Buffer;
    try {
      bytes = writePlainAnswer(answer, this.#isEnding ? closeLine : this.#keptLines);
    } catch (error) {
      this.#fail(error);
      return;
    }
    const isTaken = this.#socket.write(bytes);
    this.#finish({ status: answer.status, bytes: Buffer.byteLength(bytes) });
    if (this.#isEnding) this.#socket.destroySoon();
    else if (isTaken) this.#goOn();
    else this.#waitForDrain();
  }

  readonly #fail = (error: unknown): void => {
    if (this.#current !== undefined) this.#options.handler.failed(this.#current, error);
    this.#socket.destroy();
  };

  #finish(sent: { readonly status: number; readonly bytes: number } | undefined): void {
    const request = this.#current;
    if (request === undefined) return;
    this.#current = undefined;
    if (sent === undefined) hangUp(request);
    this.#options.handler.ended?.(request, sent);
  }

  /** Whoever does not read its answers is not read either. */
  #waitForDrain(): void {
    this.#socket.pause();
    this.#socket.once('drain', () => this.#goOn());
  }

  #goOn(): void {
    if (this.#socket.isPaused()) this.#socket.resume();
  }

  #leave(bytes: Buffer): void {
    const socket = this.#socket;
    socket.off('data', this.#onData);
    socket.off('end', this.#onEnd);
    socket.off('timeout', this.#onTimeout);
    socket.off('error', this.#onError);
    socket.off('close', this.#onClose);
    this.#options.onGone(this);
    socket.setTimeout(0);
    socket.pause();
    socket.unshift(bytes);
    this.#options.handOver(socket);
    socket.resume();
  }
}
