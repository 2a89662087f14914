// One project, compiled: context, settings and ports that are already bound to it. The only way to any of them.

import type { ProjectId, ProjectSettings, ProjectState, WorkspaceId } from '@gatehouse/protocol';
import type { AccessTokenSealer } from './ports/access-token-sealer.ts';
import type { Assertions, TrustedIssuers } from './ports/assertions.ts';
import type { AuthorizationRequests } from './ports/authorization-requests.ts';
import type { ClientRegistrations, RegistrationCredentials } from './ports/client-registrations.ts';
import type { Clients } from './ports/clients.ts';
import type { CredentialProofs } from './ports/credential-proofs.ts';
import type { DeviceCodes } from './ports/device-codes.ts';
import type { TraceSink, UsageSink } from './ports/event-sinks.ts';
import type { Grants } from './ports/grants.ts';
import type { Identities } from './ports/identity-claims.ts';
import type { IssuanceStore } from './ports/issuance-store.ts';
import type { Liveness } from './ports/liveness.ts';
import type { Revocations } from './ports/revocations.ts';
import type { ClientSecrets } from './ports/secrets.ts';
import type { Signer } from './ports/signer.ts';
import type { SingleUseValues } from './ports/single-use-values.ts';

export interface ProjectContext {
  readonly projectId: ProjectId;
  /** null for the console's own project. */
  readonly workspaceId: WorkspaceId | null;
  /** What people know the project by. */
  readonly name: string;
  readonly slug: string;
  readonly state: ProjectState;
  /** The issuer identifier (RFC 8414 section 2), also the base of every endpoint; no trailing slash. */
  readonly issuer: string;
}

export interface ProjectRuntime {
  readonly project: ProjectContext;
  readonly settings: ProjectSettings;
  /** The revocation epochs that tokens issued now will carry. */
  readonly epochs: { readonly installation: number; readonly project: number };
  readonly clients: Clients;
  readonly registrations: ClientRegistrations;
  readonly registrationCredentials: RegistrationCredentials;
  readonly secrets: ClientSecrets;
  readonly assertions: Assertions;
  readonly trustedIssuers: TrustedIssuers;
  readonly credentialProofs: CredentialProofs;
  readonly sealer: AccessTokenSealer;
  readonly signer: Signer;
  readonly singleUse: SingleUseValues;
  readonly issuance: IssuanceStore;
  readonly grants: Grants;
  readonly deviceCodes: DeviceCodes;
  readonly authorizations: AuthorizationRequests;
  readonly identities: Identities;
  readonly liveness: Liveness;
  readonly revocations: Revocations;
  readonly traces: TraceSink;
  readonly usage: UsageSink;
}
