import type { ControlStore, ProjectScope, RuntimeChanges } from '@gatehouse/database';
import type { ProjectRuntime } from '@gatehouse/token-engine';

/** The ports of the hot path, bound to one project. */
export type HotPorts = Pick<
  ProjectRuntime,
  | 'deviceCodes'
  | 'grants'
  | 'identities'
  | 'issuance'
  | 'liveness'
  | 'revocations'
  | 'traces'
  | 'usage'
>;

/** What runtimes are made from: the part of the database that this package reads. */
export interface RuntimeSources {
  readonly control: Pick<
    ControlStore,
    'withProject' | 'statementsOf' | 'scopeOfAddress' | 'scopeOfProject'
  >;
  readonly hot: { forProject(projectId: ProjectScope['projectId']): HotPorts };
  readonly changes: RuntimeChanges;
}
