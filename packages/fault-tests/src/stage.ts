// What every fault has to do with: the installation, a project under load, the journal and its checker.

import type { ManagementApi, ProjectApi } from '@gatehouse/protocol-tests/drivers';
import { Chance } from './chance.ts';
import { Checker } from './checker/checker.ts';
import { expectKept } from './checker/violation.ts';
import type { Extent } from './extent.ts';
import {
  type FaultInstallation,
  startFaultInstallation,
} from './installation/fault-installation.ts';
import { Journal } from './journal/journal.ts';
import { Load } from './load/load.ts';

export interface Stage {
  readonly extent: Extent;
  /** The random choices of one fault. */
  chanceOf(fault: string): Chance;
  readonly installation: FaultInstallation;
  readonly project: ProjectApi;
  readonly journal: Journal;
  /** Clients that write down what was acknowledged to them. @param name unique in the suite. */
  createLoad(name: string, workers?: number): Promise<Load>;
  /** @throws where anything that was acknowledged no longer holds. @returns how many tokens were asked for. */
  check(): Promise<number>;
}

const ordinaryWorkers = 6;
const most = 1_000_000_000;

/** @param onOpened is given what has to be closed, in reverse order, also when something later fails. */
export async function openStage(
  extent: Extent,
  onOpened: (close: () => Promise<unknown>) => void,
): Promise<Stage> {
  const { seed } = extent;
  const installation = await startFaultInstallation((part) => onOpened(() => part.stop()));
  const project = await createUnlimitedProject(installation);
  const journal = await Journal.create();
  onOpened(() => journal.close());
  const checker = new Checker({
    project,
    journal,
    chance: Chance.of(seed, 'checker'),
    rows: (sql, values) => installation.postgres.rows(sql, values),
    verifyAudit: () => verifyAudit(installation.workspace),
  });
  return {
    extent,
    chanceOf: (fault) => Chance.of(seed, fault),
    installation,
    project,
    journal,
    createLoad: (name, workers = ordinaryWorkers) =>
      Load.create({ project, journal, seed, name, workers }),
    async check() {
      const report = await checker.check();
      expectKept(report);
      return report.checkedTokens;
    },
  };
}

const rates = (service: string, value: object) => ({
  op: 'add' as const,
  path: `/services/${service}/config/rate_limits`,
  value,
});

/** Faults are looked for here, not the limits that would hide them. */
export const unlimited = [
  rates('oauth2', { per_client: most, per_project: most, per_address: most }),
  rates('identity', { login_per_address: most, registration_per_address: most }),
];

async function createUnlimitedProject({ workspace }: FaultInstallation): Promise<ProjectApi> {
  const project = await workspace.createProject('Under load');
  await workspace.call(`/projects/${project.address.id}`, { method: 'PATCH', json: unlimited });
  return project;
}

/** @returns what is wrong with the audit chain of the workspace. */
export async function verifyAudit(
  workspace: Pick<ManagementApi, 'call' | 'workspaceId'>,
): Promise<string | undefined> {
  const path = `/workspaces/${workspace.workspaceId}/audit-events/verification`;
  const verdict = await workspace.call(path);
  return verdict.json()['is_intact'] === true ? undefined : verdict.describe();
}

/** One line of what was seen, with the seed that makes it come again. */
export function tell({ extent }: Pick<Stage, 'extent'>, fault: string, seen: string): void {
  process.stdout.write(`${fault} (seed ${extent.seed}): ${seen}\n`);
}
