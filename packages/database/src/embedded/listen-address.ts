// Decides where the server listens: a private socket where its path fits, else loopback.
import { createServer } from 'node:net';
import path from 'node:path';
import type { DataFolder } from './data-folder.ts';

/** `host` is the socket's folder or 127.0.0.1, as PostgreSQL clients take it. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
  readonly isSocket: boolean;
}

const socketPort = 5432;
// sockaddr_un holds 104 bytes on macOS and 108 on Linux, with the closing zero.
const longestSocketPathBytes = 103;

export async function decideListenAddress(
  folder: DataFolder,
  port: number | undefined,
): Promise<ListenAddress> {
  if (port !== undefined) return { host: '127.0.0.1', port, isSocket: false };
  const socketPath = path.join(folder.socket, `.s.PGSQL.${socketPort}`);
  if (Buffer.byteLength(socketPath) <= longestSocketPathBytes) {
    return { host: folder.socket, port: socketPort, isSocket: true };
  }
  return { host: '127.0.0.1', port: await findFreePort(), isSocket: false };
}

/** The connection string of a role; clients of `pg` and Prisma take a socket folder as `host`. */
export function buildConnectionUrl(
  address: Pick<ListenAddress, 'host' | 'port'>,
  login: { readonly role: string; readonly password: string; readonly database: string },
): string {
  const url = new URL(`postgresql://localhost:${address.port}`);
  url.username = login.role;
  url.password = login.password;
  url.pathname = `/${login.database}`;
  if (address.host.startsWith('/')) url.searchParams.set('host', address.host);
  else url.hostname = address.host;
  return url.href;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no port was assigned'));
      });
    });
  });
}
