// The engine's face: one call for each endpoint. It opens the trail, lets the endpoint work, records the
// trace, and turns refusals into answers. It reads neither time nor chance but through its ports.

import type { ClientRequest } from './client-auth/presented-credentials.ts';
import type { EndpointContext } from './endpoints/endpoint-context.ts';
import {
  type IntrospectionResponse,
  serveAdminIntrospection,
  serveIntrospection,
} from './endpoints/introspection.ts';
import { serveRevocation } from './endpoints/revocation.ts';
import { serveToken } from './endpoints/token.ts';
import { OAuthError } from './errors/oauth-error.ts';
import type { AccessTokenClaims } from './issuance/access-token-claims.ts';
import type { TokenResponse } from './issuance/token-response.ts';
import { checkLiveness } from './liveness/check-liveness.ts';
import { readAccessToken } from './liveness/read-access-token.ts';
import type { FormParameters } from './parameters/parameter-set.ts';
import type { Clock } from './ports/clock.ts';
import type { Random } from './ports/random.ts';
import type { ProjectRuntime } from './project-runtime.ts';
import type { EndpointName } from './trace/trace.ts';
import { buildTraceId } from './trace/trace-id.ts';
import { Trail } from './trace/trail.ts';

/** What the edge renders. `traceId` goes to the client either way; the reasons stay in the trace. */
export type Answer<Body> =
  | { readonly traceId: string; readonly body: Body }
  | { readonly traceId: string; readonly refusal: OAuthError };

/** Faults (StoreUnavailable and the unexpected) are thrown, traced as `fault`; they are no answers. */
export interface TokenEngine {
  token(project: ProjectRuntime, request: ClientRequest): Promise<Answer<TokenResponse>>;
  introspection(
    project: ProjectRuntime,
    request: ClientRequest,
  ): Promise<Answer<IntrospectionResponse>>;
  adminIntrospection(
    project: ProjectRuntime,
    form: FormParameters,
  ): Promise<Answer<IntrospectionResponse>>;
  revocation(project: ProjectRuntime, request: ClientRequest): Promise<Answer<undefined>>;
  /** @returns the claims of a live access token of this project, or undefined; for resource servers of our own. */
  liveAccessToken(project: ProjectRuntime, value: string): Promise<AccessTokenClaims | undefined>;
}

export function createTokenEngine(ports: { clock: Clock; random: Random }): TokenEngine {
  const { clock, random } = ports;

  const openTrail = (endpoint: EndpointName): Trail => {
    const atMilliseconds = clock.nowMilliseconds();
    return new Trail({
      traceId: buildTraceId(atMilliseconds, random.bytes(10)),
      endpoint,
      atMilliseconds,
    });
  };

  const serve = async <Body>(
    endpoint: EndpointName,
    project: ProjectRuntime,
    work: (context: EndpointContext) => Promise<Body>,
  ): Promise<Answer<Body>> => {
    const trail = openTrail(endpoint);
    try {
      checkRunning(project, trail);
      const body = await work({ project, nowSeconds: clock.nowSeconds(), random, trail });
      project.traces.record(trail.finish(isInactive(body) ? 'inactive' : 'succeeded'));
      return { traceId: trail.traceId, body };
    } catch (error) {
      if (!(error instanceof OAuthError)) {
        project.traces.record(trail.finish('fault'));
        throw error;
      }
      project.traces.record(trail.finish(error.rejection));
      return { traceId: trail.traceId, refusal: error };
    }
  };

  return {
    token: (project, request) => serve('token', project, (context) => serveToken(request, context)),
    introspection: (project, request) =>
      serve('introspection', project, (context) => serveIntrospection(request, context)),
    adminIntrospection: (project, form) =>
      serve('admin_introspection', project, (context) => serveAdminIntrospection(form, context)),
    revocation: (project, request) =>
      serve('revocation', project, async (context) => {
        await serveRevocation(request, context);
        return undefined;
      }),
    async liveAccessToken(project, value) {
      const trail = openTrail('userinfo');
      const token = await readAccessToken(value, project, trail);
      if (token === undefined) return undefined;
      const isLive = await checkLiveness(token, { project, nowSeconds: clock.nowSeconds() }, trail);
      return isLive ? token.claims : undefined;
    },
  };
}

function checkRunning(project: ProjectRuntime, trail: Trail): void {
  if (project.project.state === 'running') return;
  throw trail.refuse('project_halted', 'project_state', {
    expected: 'running',
    received: project.project.state,
  });
}

function isInactive(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'active' in body && body.active === false;
}
