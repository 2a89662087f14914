// The shape that every grant type has: parse, load, decide. The token endpoint commits every plan the same way.

import type { ProjectSettings } from '@gatehouse/protocol';
import type { AuthenticatedClient } from '../client-auth/authenticate-client.ts';
import type { IssuancePlan } from '../issuance/issuance-plan.ts';
import type { ParameterAllowList, ParameterSet } from '../parameters/parameter-set.ts';
import type { Sha256 } from '../ports/sha256.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import type { Trail } from '../trace/trail.ts';

export interface GrantTypeDefinition<Request, Facts> {
  /** The value of `grant_type`. */
  readonly name: string;
  readonly parameters: ParameterAllowList;
  /** Untrusted parameters to a typed request; throws `invalid_request` or `invalid_scope`. */
  readonly parse: (parameters: ParameterSet, trail: Trail) => Request;
  /** The only reads. A missing row is a fact, not a verdict. */
  readonly load: (
    request: Request,
    project: ProjectRuntime,
    client: AuthenticatedClient,
  ) => Promise<Facts>;
  /** The verdict: synchronous and pure but for the trail. Throws OAuthError or returns what to issue. */
  readonly decide: (input: Decision<Request, Facts>, trail: Trail) => IssuancePlan;
}

export interface Decision<Request, Facts> {
  readonly request: Request;
  readonly facts: Facts;
  readonly client: AuthenticatedClient;
  readonly settings: ProjectSettings;
  readonly nowSeconds: number;
  readonly sha256: Sha256;
}

/** A grant type as the table holds it, its own types sealed inside. */
export interface GrantType {
  readonly name: string;
  readonly parameters: ParameterAllowList;
  readonly plan: (
    parameters: ParameterSet,
    context: {
      project: ProjectRuntime;
      client: AuthenticatedClient;
      nowSeconds: number;
      sha256: Sha256;
    },
    trail: Trail,
  ) => Promise<IssuancePlan>;
}

export function defineGrantType<Request, Facts>(
  definition: GrantTypeDefinition<Request, Facts>,
): GrantType {
  return {
    name: definition.name,
    parameters: definition.parameters,
    async plan(parameters, { project, client, nowSeconds, sha256 }, trail) {
      const request = definition.parse(parameters, trail);
      const facts = await definition.load(request, project, client);
      return definition.decide(
        { request, facts, client, settings: project.settings, nowSeconds, sha256 },
        trail,
      );
    },
  };
}
