// One project as the identity flows see it: settings, and ports that are already bound to it.

import type { IdentitySettings, ProjectId } from '@gatehouse/protocol';
import type { BrowserSecrets } from './ports/browser-secrets.ts';
import type { IdentityStore } from './ports/identity-store.ts';
import type { Passwords } from './ports/passwords.ts';
import type { FlowTrace } from './trace/flow-trail.ts';

export interface IdentityRuntime {
  readonly projectId: ProjectId;
  /** The project's own URL, no trailing slash. */
  readonly issuer: string;
  readonly settings: IdentitySettings;
  /** Whether people may sign up by themselves, by the project's settings and the installation's. */
  readonly isRegistrationOpen: boolean;
  readonly store: IdentityStore;
  readonly passwords: Passwords;
  readonly secrets: BrowserSecrets;
  /** Takes traces off the response path; never throws, never waits. */
  readonly traces: { record(trace: FlowTrace): void };
}
