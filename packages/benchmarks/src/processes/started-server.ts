import type { ChildProcess } from 'node:child_process';

/** A server in a process of its own. */
export interface StartedServer {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Ends a process that this one started, and waits until it is gone. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

/** Waits for the port that a server of this package says over the channel. */
export function receivePort(child: ChildProcess, name: string): Promise<StartedServer> {
  const { promise, resolve, reject } = Promise.withResolvers<StartedServer>();
  child.once('message', (port: number) =>
    resolve({ port, pid: child.pid ?? 0, stop: () => endProcess(child) }),
  );
  child.once('exit', (code) => reject(new Error(`${name} ended with code ${code}.`)));
  return promise;
}
