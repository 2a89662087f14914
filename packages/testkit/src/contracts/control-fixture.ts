import type { ControlStore, Database, ProjectScope, ProjectTransaction } from '@gatehouse/database';

/** The part of a project's transaction that these contracts are about. */
export type CoreTransaction = Pick<
  ProjectTransaction,
  | 'projectId'
  | 'workspaceId'
  | 'runtimeVersion'
  | 'project'
  | 'updateProject'
  | 'purge'
  | 'revisions'
  | 'clients'
  | 'signingKeys'
  | 'apiKeys'
  | 'raiseEpoch'
  | 'audit'
  | 'addToOutbox'
>;

export interface CoreControlStore extends Omit<ControlStore, 'withProject' | 'statementsOf'> {
  withProject<T>(scope: ProjectScope, work: (tx: CoreTransaction) => Promise<T>): Promise<T>;
}

/** A control store of a test's own, with the runtime's changes and the ports that read its epochs. */
export interface ControlFixture {
  readonly control: CoreControlStore;
  readonly changes: Pick<Database['changes'], 'subscribe'>;
  readonly hot: {
    forProject(
      projectId: ProjectScope['projectId'],
    ): Pick<ReturnType<Database['hot']['forProject']>, 'liveness'>;
  };
  close(): Promise<void>;
}

export type ControlFixtureFactory = () => Promise<ControlFixture>;
