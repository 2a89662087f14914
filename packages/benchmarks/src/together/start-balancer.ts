import { forkBeside } from '../processes/fork-beside.ts';
import { receivePort, type StartedServer } from '../processes/started-server.ts';

/** @param ports where the servers behind it listen. */
export function startBalancer(ports: readonly number[]): Promise<StartedServer> {
  const child = forkBeside(new URL('./balancer-process', import.meta.url));
  const started = receivePort(child, 'The load balancer');
  child.send(ports);
  return started;
}
