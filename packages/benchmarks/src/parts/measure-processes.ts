// `--processes N`: throughput of 1 to N project-api processes behind a load balancer, and what has to hold while
// they serve together.

import { connections } from '../groups/group.ts';
import { runLoad } from '../load/run-load.ts';
import { runRounds } from '../measurement/run-rounds.ts';
import type { Subject } from '../measurement/subject.ts';
import type { Options } from '../options.ts';
import { withOpened } from '../processes/with-opened.ts';
import { buildProductSubjects } from '../product/product-subjects.ts';
import { buildTable } from '../report/build-tables.ts';
import { describeMachine } from '../report/describe-machine.ts';
import { writeJson } from '../report/write-results.ts';
import { summarize } from '../rows/compute-row.ts';
import type { Invariant } from '../together/invariant.ts';
import { openProcesses, type ServingTogether } from '../together/open-processes.ts';
import { revocation } from '../together/revocation.ts';
import { rotation } from '../together/rotation.ts';
import { sharedLimits } from '../together/shared-limits.ts';
import { singleUse } from '../together/single-use.ts';

const invariants: readonly Invariant[] = [singleUse, rotation, revocation, sharedLimits];
const measuredIds = ['cc', 'introspect', 'refresh', 'code'];

interface CheckedInvariant {
  readonly id: string;
  readonly title: string;
  readonly times: number;
  /** What was seen instead, some of it; empty where it was kept. */
  readonly broken: readonly string[];
  readonly leftOutBecause?: string;
}

/** @returns whether every invariant was kept. */
export function measureProcesses(options: Options): Promise<boolean> {
  return withOpened(async (onOpened) => {
    const together = await openProcesses(options.processes, onOpened);
    const checked = await checkInvariants(together, options.isQuick ? 5 : 50);
    const subjects = together.balancers.flatMap((_, index) =>
      buildBalancedSubjects(together, index, options),
    );
    const samples = await runRounds(subjects, options);
    const throughput = subjects.map(({ id, title }) => ({
      id,
      title,
      ...summarize(samples.get(id) ?? []),
    }));
    console.log(describe(throughput, checked));
    const machine = describeMachine(together.postgres.version);
    const { rounds } = options;
    if (!options.isQuick) {
      await writeJson('processes.json', { ...machine, rounds, throughput, invariants: checked });
    }
    return checked.every(({ broken }) => broken.length === 0);
  });
}

/** Beside a load that keeps all processes busy. */
async function checkInvariants(
  together: ServingTogether,
  times: number,
): Promise<CheckedInvariant[]> {
  const [cc] = buildBalancedSubjects(together, together.servers.length - 1, { isQuick: true });
  if (cc === undefined) throw new Error('There is nothing to load.');
  const checked: CheckedInvariant[] = [];
  for (const { id, title, check } of invariants) {
    const load = { warmUpMilliseconds: 0, milliseconds: 5_000, connections: 4 };
    const beside = runLoad({ port: cc.server.port, requests: await cc.requests(), ...load });
    const found = await check(together, times);
    await beside;
    const result =
      'because' in found
        ? { broken: [], leftOutBecause: found.because }
        : { broken: found.slice(0, 10) };
    checked.push({ id, title, times, ...result });
    console.error(`${title}: ${sayOutcome(result)}`);
  }
  return checked;
}

function buildBalancedSubjects(
  { installation, project, postgres, servers, balancers }: ServingTogether,
  index: number,
  { isQuick, milliseconds = 0 }: Pick<Options, 'isQuick'> & { milliseconds?: number },
): Subject[] {
  const balancer = balancers[index];
  const behind = servers.slice(0, index + 1);
  if (balancer === undefined) throw new Error('There is no such balancer.');
  const name = behind.length === 1 ? 'one process' : `${behind.length} processes`;
  return buildProductSubjects({
    installation,
    project,
    server: balancer,
    databasePid: postgres.pid,
    connections,
    tokens: isQuick ? 100 : 4_000,
    codesPerRound: Math.ceil((9_000 * milliseconds * 1.25) / 1000),
  })
    .filter(({ id }) => measuredIds.includes(id))
    .map((subject) => ({
      ...subject,
      id: `${subject.id}@${behind.length}`,
      title: `${subject.title}, ${name}`,
      alsoServedBy: behind.map(({ pid }) => pid),
    }));
}

function sayOutcome({ broken, leftOutBecause }: Partial<CheckedInvariant>): string {
  if (leftOutBecause !== undefined) return `not checked: ${leftOutBecause}`;
  return broken === undefined || broken.length === 0 ? 'kept' : `BROKEN: ${broken.join('; ')}`;
}

function describe(
  throughput: readonly ({ title: string } & ReturnType<typeof summarize>)[],
  checked: readonly CheckedInvariant[],
): string {
  return [
    buildTable(
      ['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU us/request'],
      throughput.map(({ title, requestsPerSecond, p50Ms, p99Ms, cpuMicrosPerRequest }) => [
        title,
        String(requestsPerSecond),
        p50Ms.toFixed(2),
        p99Ms.toFixed(2),
        cpuMicrosPerRequest.toFixed(0),
      ]),
    ),
    buildTable(
      ['What has to hold', 'tried', ''],
      checked.map((each) => [each.title, String(each.times), sayOutcome(each)]),
    ),
  ].join('\n\n');
}
