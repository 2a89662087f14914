import { homedir } from 'node:os';
import { openBrowser } from './open-browser.ts';
import type { Terminal } from './terminal.ts';

/** Reads standard input in lines, and what is left of it as a whole. */
class Input {
  #rest = '';
  readonly #chunks: AsyncIterator<string>;

  constructor(stream: NodeJS.ReadStream) {
    stream.setEncoding('utf8');
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  async readLine(): Promise<string | undefined> {
    for (;;) {
      const end = this.#rest.indexOf('\n');
      if (end >= 0) {
        const line = this.#rest.slice(0, end).replace(/\r$/, '');
        this.#rest = this.#rest.slice(end + 1);
        return line;
      }
      const { done, value } = await this.#chunks.next();
      if (done === true) return undefined;
      this.#rest += value;
    }
  }

  async readAll(): Promise<string> {
    for (;;) {
      const { done, value } = await this.#chunks.next();
      if (done === true) return this.#rest;
      this.#rest += value;
    }
  }
}

/**
 * The terminal of this process. Standard input is opened when it is first read; an open one keeps the
 * process alive until `close`.
 */
export function buildProcessTerminal(): Terminal & { close(): void } {
  let opened: Input | undefined;
  const input = (): Input => {
    opened ??= new Input(process.stdin);
    return opened;
  };
  return {
    environment: process.env,
    workingDirectory: process.cwd(),
    homeDirectory: homedir(),
    print: (text) => void process.stdout.write(text),
    report: (text) => void process.stderr.write(text),
    readLine: () => input().readLine(),
    readAll: () => input().readAll(),
    openBrowser,
    now: () => Date.now(),
    close: () => {
      if (opened !== undefined) process.stdin.destroy();
    },
  };
}
