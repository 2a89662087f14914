// What was done, and by whom.

import type { ProjectId } from '@gatehouse/protocol';

/** Who did something, as the audit log and the revisions keep it. */
export interface Actor {
  readonly kind:
    | 'member'
    | 'workspace_api_key'
    | 'project_api_key'
    | 'onboarding_portal_link'
    | 'client'
    | 'operator'
    | 'job';
  readonly id: string;
  readonly name: string;
}

export interface AuditEntry {
  readonly actor: Actor;
  /** A verb in the past: `client.created`, `project.updated`, `member.removed`. */
  readonly action: string;
  readonly targetType: string;
  readonly targetId: string;
  /** Before and after of what changed, secrets left out. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly requestId: string;
}

export interface AuditRow extends AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly projectId: ProjectId | null;
}

/** What the links of an audit log say. */
export interface AuditChainVerdict {
  /** How many events have a link. */
  readonly events: number;
  /** The first position whose event was changed or taken away, or that is missing itself. */
  readonly brokenAt: number | undefined;
  /** Events that were put in past the chain. */
  readonly unlinkedEvents: number;
  /** The newest link: whoever keeps it elsewhere also notices when the end was cut off. */
  readonly head: { readonly position: number; readonly digest: string } | undefined;
}
