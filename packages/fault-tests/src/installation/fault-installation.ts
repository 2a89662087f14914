// An installation as it stands in production: two project APIs behind a balancer, a control plane and a worker,
// PostgreSQL and Redis of their own, each reached by a relay that can fail.

import { HostedWorkspace, hostedAddresses, reachHosts } from '@gatehouse/protocol-tests/drivers';
import { buildSettings, runProgram, type Settings, serveApp } from '@gatehouse/testkit/processes';
import { startTestRedis, type TestRedis } from '@gatehouse/testkit/redis';
import { FaultPostgres } from './fault-postgres.ts';
import { Node } from './node.ts';
import { TcpRelay } from './tcp-relay.ts';

export interface FaultInstallation {
  readonly postgres: FaultPostgres;
  readonly redis: TestRedis;
  readonly redisRelay: TcpRelay;
  /** Before the nodes. */
  readonly balancer: TcpRelay;
  readonly nodes: readonly [Node, Node];
  readonly workspace: HostedWorkspace;
}

interface Part {
  stop(): Promise<unknown>;
}

/** @param opened is given each part that has to be stopped, in reverse order, also when a later one fails. */
export async function startFaultInstallation(
  opened: (part: Part) => void,
): Promise<FaultInstallation> {
  const keep = async <T extends Part>(starting: Promise<T>): Promise<T> => {
    const part = await starting;
    opened(part);
    return part;
  };
  const [postgres, redis] = await Promise.all([
    keep(FaultPostgres.start()),
    keep(startTestRedis()),
  ]);
  const redisRelay = await keep(TcpRelay.start([Number(new URL(redis.url).port)]));
  const settings = describeInstallation(postgres, redisRelay);
  await migrate(settings);
  const [first, second, controlPlane] = await Promise.all([
    keep(Node.start(postgres, settings)),
    keep(Node.start(postgres, settings)),
    keep(serveApp('control-plane', settings)),
    keep(serveApp('worker', settings)),
  ]);
  const balancer = await keep(TcpRelay.start([first.port, second.port]));
  reachHosts([new URL(hostedAddresses.management).hostname], controlPlane.port);
  const consoleProject = new URL(hostedAddresses.consoleProject).hostname;
  reachHosts([consoleProject, hostedAddresses.projectsDomain], balancer.port);
  const workspace = await HostedWorkspace.signUp('Faults');
  return { postgres, redis, redisRelay, balancer, nodes: [first, second], workspace };
}

function describeInstallation(postgres: FaultPostgres, redis: TcpRelay): Settings {
  return {
    ...buildSettings({
      appUrl: postgres.urlOf('gatehouse_app'),
      hotUrl: postgres.urlOf('gatehouse_hot'),
      ownerUrl: postgres.urlOf('gatehouse_owner'),
    }),
    GATEHOUSE_ORIGIN: hostedAddresses.console,
    GATEHOUSE_PROJECTS_DOMAIN: hostedAddresses.projectsDomain,
    REDIS_URL: `redis://127.0.0.1:${redis.port}`,
    LOG_LEVEL: 'warn',
  };
}

async function migrate(settings: Settings): Promise<void> {
  const { code, output } = await runProgram('apps/all-in-one/dist/migrate/main.js', [], settings);
  if (code !== 0) throw new Error(`The migration ended with ${code}: ${output}`);
}
