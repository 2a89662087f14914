import type { ProjectId } from '@gatehouse/protocol';
import type { FencedConnection } from '../hot/fenced-connection.ts';

/** What one project's statements share. */
export interface DirectContext {
  readonly connection: FencedConnection;
  readonly projectId: ProjectId;
}
