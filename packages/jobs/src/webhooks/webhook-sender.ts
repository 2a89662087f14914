// What the delivery of webhooks needs of its process: a way out, and whose turn it is.

import type { ControlStore, ProjectScope } from '@gatehouse/database';
import type { ProjectId } from '@gatehouse/protocol';
import { createOutboundPost, type OutboundPost, type OutboundRules } from '@gatehouse/runtime';
import { createTurns, type Turns } from './turns.ts';

export interface WebhookSender {
  readonly post: OutboundPost['post'];
  readonly turns: Turns;
  /** @returns where the project belongs, which is for ever: who is sent away again and again asks nobody. */
  scopeOf(store: ControlStore, projectId: ProjectId): Promise<ProjectScope | undefined>;
  close(): Promise<void>;
}

/** Projects whose scopes are remembered. */
const maxScopes = 10_000;
/** For a whole try. */
const timeoutMilliseconds = 5_000;
export const turnLimits = {
  ...{ perEndpoint: 2, perProject: 4, perWorkspace: 6 },
  ...{ total: 16, keptForQuick: 4 },
} as const;

export function openWebhookSender(rules: OutboundRules): WebhookSender {
  const { post, close } = createOutboundPost({ ...rules, timeoutMilliseconds });
  const scopes = new Map<ProjectId, ProjectScope>();
  return {
    ...{ post, close, turns: createTurns(turnLimits) },
    async scopeOf(store, projectId) {
      const scope = scopes.get(projectId) ?? (await store.scopeOfProject(projectId));
      if (scope === undefined) return undefined;
      if (scopes.size >= maxScopes) scopes.clear();
      scopes.set(projectId, scope);
      return scope;
    },
  };
}
