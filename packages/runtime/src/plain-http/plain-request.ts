// A request in its ordinary form, and what is answered to it: data only, without Node's streams around it.

import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';

/** What a request says before its body. Node's IncomingMessage is one. */
export interface RequestHead {
  readonly method?: string | undefined;
  /** As it was sent. */
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly socket: Pick<Socket, 'remoteAddress'>;
}

export class PlainRequest implements RequestHead {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly socket: Socket;
  /** Its bytes; undefined for a GET, never empty for a POST. */
  readonly body: Buffer | undefined;

  constructor(request: PlainRequest) {
    this.method = request.method;
    this.url = request.url;
    this.headers = request.headers;
    this.socket = request.socket;
    this.body = request.body;
  }
}

export interface PlainAnswer {
  readonly status: number;
  /** Neither Content-Length nor what concerns the connection. */
  readonly headers: Readonly<Record<string, string>>;
  /** Values of Set-Cookie, each a header of its own (RFC 6265 section 3). */
  readonly cookies?: readonly string[];
  /** Empty for 204 and 304. */
  readonly body: string | Buffer;
}

export interface PlainHandler {
  /** @returns undefined for what it leaves to node:http. */
  serve(request: PlainRequest): Promise<PlainAnswer> | undefined;
  /** Told why a request cannot be answered; its connection is closed. */
  failed(request: PlainRequest, error: unknown): void;
  /** Told once of each request that was served: what was sent, or undefined where nobody waited for it. */
  ended?(
    request: PlainRequest,
    sent: { readonly status: number; readonly bytes: number } | undefined,
  ): void;
}
