// What stands before the product on the internet: TLS. Hosts that are given pages of their own belong to
// somebody else.

import { request as sendRequest } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSelfSigned } from './self-signed.ts';

export interface TlsFront {
  readonly port: number;
  close(): void;
}

/** @param foreignPages HTML by host, served at every path. */
export async function openTlsFront(
  productPort: number,
  foreignPages: ReadonlyMap<string, string>,
): Promise<TlsFront> {
  const server = createServer(createSelfSigned(), (request, response) => {
    const page = foreignPages.get(request.headers.host ?? '');
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    const { method, url, headers } = request;
    const forwarded = sendRequest(
      { host: '127.0.0.1', port: productPort, method, path: url, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      },
    );
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
