// Bytes over a socket, for HTTP that no client library would send.

import { connect } from 'node:net';

/** Sends the parts one after another and resolves with all that the server says before it closes or falls silent. */
export function sendRaw(
  origin: string,
  parts: readonly (string | Uint8Array)[],
  { silenceMilliseconds = 2_000 }: { silenceMilliseconds?: number } = {},
): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const finish = () => {
      socket.destroy();
      resolve(Buffer.concat(chunks).toString('latin1'));
    };
    const socket = connect(Number(port), hostname, () => {
      for (const part of parts) socket.write(part);
    });
    socket.setTimeout(silenceMilliseconds, finish);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', finish);
    socket.on('close', finish);
    // A reset is the server's way to stop reading; it may overtake the answer, which is then empty.
    socket.on('error', (error) => (isReset(error) ? finish() : reject(error)));
  });
}

function isReset(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ECONNRESET' || error.code === 'EPIPE';
}

/** @returns the status code of the first answer in what `sendRaw` received, 0 where there is none. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
