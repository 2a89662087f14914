import { forkBeside } from '../processes/fork-beside.ts';
import { receivePort, type StartedServer } from '../processes/started-server.ts';

export interface BareServer extends StartedServer {
  /** From now on it answers that path with these bytes. */
  answer(path: string, body: string): void;
}

export async function startBare(): Promise<BareServer> {
  const child = forkBeside(new URL('./bare-server', import.meta.url));
  const started = await receivePort(child, 'The bare server');
  return { ...started, answer: (path, body) => child.send({ path, body }) };
}
