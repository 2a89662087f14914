import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const bareServer = fileURLToPath(
  new URL(`./bare-server${extname(import.meta.url)}`, import.meta.url),
);

export interface BareServer {
  readonly port: number;
  readonly pid: number;
  stop(): void;
}

/** Starts the floor: answers every form post with these bytes. */
export function startBareServer(body: string): Promise<BareServer> {
  return new Promise((resolve, reject) => {
    const child = fork(bareServer, [body]);
    child.once('message', (port: number) =>
      resolve({ port, pid: child.pid ?? 0, stop: () => child.disconnect() }),
    );
    child.once('exit', (code) => reject(new Error(`The bare server ended with code ${code}.`)));
  });
}
