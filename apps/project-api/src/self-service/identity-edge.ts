// The identity engine as the routes of a project reach it: its ports bound to the project once, and kept as
// long as the project's runtime is.

import { createIdentityStore } from '@gatehouse/database';
import {
  createIdentityEngine,
  type FlowTrace,
  type IdentityEngine,
  type IdentityRuntime,
} from '@gatehouse/identity-engine';
import {
  createBrowserSecrets,
  createPasswordPool,
  createPasswords,
  type PasswordPool,
} from '@gatehouse/keys';
import { type Addressing, type IdentitySettings, isLoopbackHost } from '@gatehouse/protocol';
import type { ProjectRuntime } from '@gatehouse/token-engine';
import type { ProjectApiDependencies } from '../dependencies.ts';
import { buildCookies, type ProjectCookies } from './cookies.ts';

export interface IdentityEdge {
  readonly engine: IdentityEngine;
  /** The places in which this process hashes passwords. */
  readonly passwordPool: PasswordPool;
  runtimeOf(project: ProjectRuntime): IdentityRuntime;
  cookiesOf(project: ProjectRuntime): ProjectCookies;
}

interface BoundProject {
  readonly runtime: IdentityRuntime;
  readonly cookies: ProjectCookies;
}

/** @returns the edge for all projects of this process. */
export function createIdentityEdge(dependencies: ProjectApiDependencies): IdentityEdge {
  const passwordPool = createPasswordPool();
  const bound = new WeakMap<ProjectRuntime, BoundProject>();
  const bind = (project: ProjectRuntime): BoundProject => {
    const known = bound.get(project);
    if (known !== undefined) return known;
    const fresh = {
      runtime: bindRuntime(project, passwordPool, dependencies),
      cookies: buildCookies(project.project, dependencies.addressing),
    };
    bound.set(project, fresh);
    return fresh;
  };
  return {
    engine: createIdentityEngine(dependencies),
    passwordPool,
    runtimeOf: (project) => bind(project).runtime,
    cookiesOf: (project) => bind(project).cookies,
  };
}

function bindRuntime(
  { project, settings, traces }: ProjectRuntime,
  pool: PasswordPool,
  { store, keyring, random, addressing }: ProjectApiDependencies,
): IdentityRuntime {
  const { projectId, workspaceId, issuer } = project;
  return {
    projectId,
    issuer,
    settings: settings.identity,
    isRegistrationOpen: decideRegistration(project, settings.identity, addressing),
    store: createIdentityStore(store, { projectId, workspaceId }),
    passwords: createPasswords({ keyring, random, pool }, projectId),
    secrets: createBrowserSecrets(keyring, projectId, random),
    traces: { record: (trace: FlowTrace) => traces.record({ ...trace, ...withoutClient }) },
  };
}

/**
 * On an origin that projects share, one that outsiders can write to endangers all: there only a project that
 * says so is open. The console's own project is where people of the house sign up.
 */
function decideRegistration(
  { workspaceId }: ProjectRuntime['project'],
  { registration }: IdentitySettings,
  addressing: Addressing,
): boolean {
  if (registration !== 'default') return registration === 'open';
  const isShared = addressing.mode === 'path' && !isLoopbackHost(new URL(addressing.origin).host);
  return !isShared || workspaceId === null;
}

const withoutClient = { clientId: undefined, grantType: undefined };
