// What requests see of one compiled project. Thousands of them are kept at a time, so one holds what is its own;
// ports that hold nothing are built each time they are asked for.

import {
  createAuthorizationStore,
  createRegistrationStore,
  createTrustedIssuerStore,
  type ProjectScope,
} from '@gatehouse/database';
import {
  assertions,
  createCredentialProofs,
  createRegistrationCredentials,
  createSingleUseValues,
  type Keyring,
} from '@gatehouse/keys';
import type { ProjectSettings } from '@gatehouse/protocol';
import type { ProjectContext, ProjectRuntime } from '@gatehouse/token-engine';
import type {
  AccessTokenSealer,
  ClientSecrets,
  Clients,
  Random,
  Signer,
} from '@gatehouse/token-engine/ports';
import type { HotPorts, RuntimeSources } from './runtime-sources.ts';

/** What all compiled projects of a process share. */
export interface SharedSources {
  readonly database: RuntimeSources;
  readonly keyring: Keyring;
  readonly random: Random;
}

export interface RuntimeParts
  extends Pick<
    ProjectRuntime,
    'project' | 'settings' | 'epochs' | 'clients' | 'secrets' | 'sealer' | 'signer'
  > {
  readonly scope: ProjectScope;
  readonly hot: HotPorts;
}

export class CompiledRuntime implements ProjectRuntime {
  readonly project: ProjectContext;
  readonly settings: ProjectSettings;
  readonly epochs: ProjectRuntime['epochs'];
  readonly clients: Clients;
  readonly secrets: ClientSecrets;
  readonly sealer: AccessTokenSealer;
  readonly signer: Signer;
  readonly #sources: SharedSources;
  readonly #scope: ProjectScope;
  readonly #hot: HotPorts;

  constructor(sources: SharedSources, parts: RuntimeParts) {
    this.project = parts.project;
    this.settings = parts.settings;
    this.epochs = parts.epochs;
    this.clients = parts.clients;
    this.secrets = parts.secrets;
    this.sealer = parts.sealer;
    this.signer = parts.signer;
    this.#sources = sources;
    this.#scope = parts.scope;
    this.#hot = parts.hot;
  }

  get registrations() {
    return createRegistrationStore(this.#sources.database.control, this.#scope);
  }

  get registrationCredentials() {
    const { keyring, random } = this.#sources;
    return createRegistrationCredentials(keyring, this.#scope.projectId, random);
  }

  get assertions() {
    return assertions;
  }

  get trustedIssuers() {
    return createTrustedIssuerStore(this.#sources.database.control, this.#scope);
  }

  get credentialProofs() {
    return createCredentialProofs(this.#sources.keyring, this.#scope.projectId);
  }

  get singleUse() {
    const { keyring, random } = this.#sources;
    return createSingleUseValues(keyring, this.#scope.projectId, random);
  }

  get authorizations() {
    return createAuthorizationStore(this.#sources.database.control, this.#scope);
  }

  get issuance() {
    return this.#hot.issuance;
  }

  get grants() {
    return this.#hot.grants;
  }

  get deviceCodes() {
    return this.#hot.deviceCodes;
  }

  get identities() {
    return this.#hot.identities;
  }

  get liveness() {
    return this.#hot.liveness;
  }

  get revocations() {
    return this.#hot.revocations;
  }

  get traces() {
    return this.#hot.traces;
  }

  get usage() {
    return this.#hot.usage;
  }
}
