// One HTTP exchange as it crosses the wire: no redirect is followed, no path is tidied up, no header is
// added that a test did not ask for.

import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 128 });

export interface HttpRequest {
  readonly origin: string;
  /** The request target, sent exactly as it stands. */
  readonly path: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
}

export class HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly elapsedMilliseconds: number;

  constructor(parts: {
    status: number;
    headers: IncomingHttpHeaders;
    bytes: Buffer;
    elapsedMilliseconds: number;
  }) {
    this.status = parts.status;
    this.headers = parts.headers;
    this.bytes = parts.bytes;
    this.elapsedMilliseconds = parts.elapsedMilliseconds;
  }

  get text(): string {
    return this.bytes.toString('utf8');
  }

  /** @returns the body as a JSON object; throws, showing the answer, where it is none. */
  json(): Record<string, unknown> {
    const value = this.#parse();
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    throw new Error(`expected a JSON object, received ${this.describe()}`);
  }

  /** @returns the body as a JSON array of objects; throws, showing the answer, where it is none. */
  jsonList(): Record<string, unknown>[] {
    const value = this.#parse();
    if (Array.isArray(value)) return value as Record<string, unknown>[];
    throw new Error(`expected a JSON array, received ${this.describe()}`);
  }

  /** @returns a member of the JSON body that has to be a text. */
  stringAt(name: string): string {
    const value = this.json()[name];
    if (typeof value === 'string') return value;
    throw new Error(`expected a text in "${name}", received ${this.describe()}`);
  }

  describe(): string {
    return `${this.status} ${this.text.slice(0, 2_000)}`;
  }

  #parse(): unknown {
    try {
      return JSON.parse(this.text);
    } catch {
      throw new Error(`expected JSON, received ${this.describe()}`);
    }
  }
}

/** Sends the request and reads the whole answer, also where the server answers before it has read everything. */
export function sendHttp(exchange: HttpRequest): Promise<HttpAnswer> {
  const { hostname, port } = connectionTo(exchange.origin);
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        hostname,
        port,
        path: exchange.path,
        method: exchange.method ?? 'GET',
        headers: {
          host: new URL(exchange.origin).host,
          ...lengthOf(exchange.body),
          ...exchange.headers,
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve(
            new HttpAnswer({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              bytes: Buffer.concat(chunks),
              elapsedMilliseconds: performance.now() - startedAt,
            }),
          ),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(exchange.body);
  });
}

const reached = new Map<string, string>();

/** These domains, and what is below them, lead to a port of this machine: nobody else resolves them. */
export function reachHosts(domains: readonly string[], port: number): void {
  for (const domain of domains) reached.set(domain, String(port));
}

/** Names below `localhost` lead to this machine (RFC 6761 section 6.3); not every resolver knows. */
function connectionTo(origin: string): { hostname: string; port: string } {
  const { hostname, port } = new URL(origin);
  for (const [domain, at] of reached) {
    if (hostname === domain || hostname.endsWith(`.${domain}`)) {
      return { hostname: '127.0.0.1', port: at };
    }
  }
  return { hostname: hostname.endsWith('.localhost') ? '127.0.0.1' : hostname, port };
}

function lengthOf(body: string | Uint8Array | undefined): OutgoingHttpHeaders {
  return body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
}

/** Opens no connection of the pool: for a server that is about to be killed. */
export function closeIdleConnections(): void {
  agent.destroy();
}
