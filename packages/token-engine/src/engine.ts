// The engine's face: one call for each endpoint. It opens the trail, lets the endpoint work, records the
// trace, and turns refusals into answers. It reads neither time nor chance but through its ports.

import type { AuthorizationAnswer } from './authorization/authorization-answer.ts';
import {
  type AuthorizationInput,
  beginAuthorization,
} from './authorization/begin-authorization.ts';
import {
  beginDeviceInteraction,
  type DeviceInteractionInput,
  findDeviceRequest,
} from './authorization/begin-device-interaction.ts';
import { findPending } from './authorization/find-pending.ts';
import {
  acceptConsent,
  acceptLogin,
  holdRejection,
  type InteractionRejection,
  rejectInteraction,
} from './authorization/interaction-answers.ts';
import { type InteractionState, readInteraction } from './authorization/read-interaction.ts';
import {
  type Resumption,
  resumeAfterConsent,
  resumeAfterLogin,
} from './authorization/resume-authorization.ts';
import type { ClientRequest } from './client-auth/presented-credentials.ts';
import {
  type ConfigurationRequest,
  deleteConfiguration,
  readConfiguration,
  replaceConfiguration,
} from './endpoints/client-configuration.ts';
import {
  type CredentialAnswer,
  type CredentialRequest,
  serveCredential,
} from './endpoints/credential.ts';
import {
  type DeviceAuthorizationResponse,
  serveDeviceAuthorization,
} from './endpoints/device-authorization.ts';
import type { EndpointContext } from './endpoints/endpoint-context.ts';
import {
  type IntrospectionResponse,
  serveAdminIntrospection,
  serveIntrospection,
} from './endpoints/introspection.ts';
import { serveRegistration } from './endpoints/registration.ts';
import type { RegistrationResponse } from './endpoints/registration-response.ts';
import { serveRevocation } from './endpoints/revocation.ts';
import { serveToken } from './endpoints/token.ts';
import { serveUserinfo, type UserinfoResponse } from './endpoints/userinfo.ts';
import { OAuthError } from './errors/oauth-error.ts';
import type { RejectionSlug } from './errors/rejection-table.ts';
import type { AccessTokenClaims } from './issuance/access-token-claims.ts';
import type { TokenResponse } from './issuance/token-response.ts';
import { checkLiveness } from './liveness/check-liveness.ts';
import { readAccessToken } from './liveness/read-access-token.ts';
import type { FormParameters } from './parameters/parameter-set.ts';
import type {
  AcceptedConsent,
  AcceptedLogin,
  PendingAuthorization,
} from './ports/authorization-requests.ts';
import type { Clock } from './ports/clock.ts';
import type { DeviceRequest } from './ports/device-codes.ts';
import type { Random } from './ports/random.ts';
import type { Sha256 } from './ports/sha256.ts';
import { CallerGone } from './ports/store-unavailable.ts';
import type { ProjectRuntime } from './project-runtime.ts';
import type { EndpointName, Trace } from './trace/trace.ts';
import { Trail } from './trace/trail.ts';
import { buildUuidV7 } from './trace/uuid-v7.ts';

/**
 * What the edge renders. `traceId` goes to the client either way; the reasons stay in the trace. `clientId` is
 * what the request claimed, whether it was proven or not.
 */
export type Answer<Body> = { readonly traceId: string; readonly clientId: string | undefined } & (
  | { readonly body: Body }
  | { readonly refusal: OAuthError }
);

/** What the engine does not do by itself: time, chance, and the one pure function that it would have to import. */
export interface EnginePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly sha256: Sha256;
}

/** Faults (StoreUnavailable and the unexpected) are thrown, traced as `fault`; they are no answers. */
export interface TokenEngine {
  token(project: ProjectRuntime, request: ClientRequest): Promise<Answer<TokenResponse>>;
  /** A device asks to be let in. `address`: where the request comes from, shown to whoever answers. */
  deviceAuthorization(
    project: ProjectRuntime,
    request: ClientRequest & { readonly address: string | undefined },
  ): Promise<Answer<DeviceAuthorizationResponse>>;
  /** Whether a user code waits for an answer. */
  deviceRequest(project: ProjectRuntime, userCode: string): Promise<Answer<DeviceRequest>>;
  /** A browser brings a user code. All its refusals are pages. */
  deviceInteraction(
    project: ProjectRuntime,
    input: DeviceInteractionInput,
  ): Promise<Answer<AuthorizationAnswer>>;
  introspection(
    project: ProjectRuntime,
    request: ClientRequest,
  ): Promise<Answer<IntrospectionResponse>>;
  adminIntrospection(
    project: ProjectRuntime,
    form: FormParameters,
  ): Promise<Answer<IntrospectionResponse>>;
  revocation(project: ProjectRuntime, request: ClientRequest): Promise<Answer<undefined>>;
  /** The first visit of a browser. Refusals without a proven redirect URI are refusals; others are redirects. */
  authorization(
    project: ProjectRuntime,
    input: AuthorizationInput,
  ): Promise<Answer<AuthorizationAnswer>>;
  /** The browser comes back with a login or a consent verifier. */
  resumption(
    project: ProjectRuntime,
    input: Resumption & { readonly after: 'login' | 'consent' },
  ): Promise<Answer<AuthorizationAnswer>>;
  /** What a login or consent page is about to ask. */
  pendingAuthorization(
    project: ProjectRuntime,
    input: { challenge: string; stage: 'login' | 'consent'; browserHash: string | undefined },
  ): Promise<Answer<PendingAuthorization>>;
  /** @returns the login verifier. */
  acceptLogin(
    project: ProjectRuntime,
    input: { challenge: string; login: AcceptedLogin; browserHash: string | undefined },
  ): Promise<Answer<string>>;
  /** @returns the consent verifier. */
  acceptConsent(
    project: ProjectRuntime,
    input: { challenge: string; consent: AcceptedConsent; browserHash: string | undefined },
  ): Promise<Answer<string>>;
  /** What a page of the project's own asks an administrator's key about. */
  interaction(
    project: ProjectRuntime,
    input: { challenge: string; stage: 'login' | 'consent' },
  ): Promise<Answer<InteractionState>>;
  /** A page of the project's own says no. @returns the verifier with which the asked browser hears of it. */
  holdRejection(
    project: ProjectRuntime,
    input: { challenge: string } & Omit<InteractionRejection, 'browserHash'>,
  ): Promise<Answer<string>>;
  /** @returns the client's address with the error. */
  rejectInteraction(
    project: ProjectRuntime,
    input: { challenge: string } & InteractionRejection,
  ): Promise<Answer<string>>;
  userinfo(
    project: ProjectRuntime,
    accessToken: string | undefined,
  ): Promise<Answer<UserinfoResponse>>;
  credential(
    project: ProjectRuntime,
    request: CredentialRequest,
  ): Promise<Answer<CredentialAnswer>>;
  /** A client registers itself; `input` is untrusted JSON. */
  registration(project: ProjectRuntime, input: unknown): Promise<Answer<RegistrationResponse>>;
  readRegistration(
    project: ProjectRuntime,
    request: ConfigurationRequest,
  ): Promise<Answer<RegistrationResponse>>;
  replaceRegistration(
    project: ProjectRuntime,
    request: ConfigurationRequest & { readonly input: unknown },
  ): Promise<Answer<RegistrationResponse>>;
  deleteRegistration(
    project: ProjectRuntime,
    request: ConfigurationRequest,
  ): Promise<Answer<undefined>>;
  /** Leaves the trace of a request that the edge refused before an endpoint could read it. @returns its id. */
  traceUnread(
    project: ProjectRuntime,
    unread: { endpoint: EndpointName; rejection: RejectionSlug },
  ): string;
  /** @returns the claims of a live access token of this project, or undefined; for resource servers of our own. */
  liveAccessToken(project: ProjectRuntime, value: string): Promise<AccessTokenClaims | undefined>;
}

export function createTokenEngine(ports: EnginePorts): TokenEngine {
  const { clock, random, sha256 } = ports;

  const openTrail = (endpoint: EndpointName): Trail => {
    const atMilliseconds = clock.nowMilliseconds();
    return new Trail({
      traceId: buildUuidV7(atMilliseconds, random.bytes(10)),
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
      const body = await work({
        project,
        nowSeconds: clock.nowSeconds(),
        random,
        sha256,
        randomUuid: () => buildUuidV7(clock.nowMilliseconds(), random.bytes(10)),
        trail,
      });
      project.traces.record(trail.finish(outcomeOf(body)));
      return { traceId: trail.traceId, clientId: trail.clientId, body };
    } catch (error) {
      if (!(error instanceof OAuthError)) {
        // Whoever hangs up leaves no trace: it would be a cheap way to fill a project with faults.
        if (!(error instanceof CallerGone)) project.traces.record(trail.finish('fault'));
        throw error;
      }
      project.traces.record(trail.finish(error.rejection));
      return { traceId: trail.traceId, clientId: trail.clientId, refusal: error };
    }
  };

  return {
    token: (project, request) => serve('token', project, (context) => serveToken(request, context)),
    deviceAuthorization: (project, request) =>
      serve('device_authorization', project, (context) =>
        serveDeviceAuthorization(request, context),
      ),
    deviceRequest: (project, userCode) =>
      serve('device_verification', project, (context) => findDeviceRequest(userCode, context)),
    deviceInteraction: (project, input) =>
      serve('device_verification', project, (context) => beginDeviceInteraction(input, context)),
    introspection: (project, request) =>
      serve('introspection', project, (context) => serveIntrospection(request, context)),
    adminIntrospection: (project, form) =>
      serve('admin_introspection', project, (context) => serveAdminIntrospection(form, context)),
    revocation: (project, request) =>
      serve('revocation', project, async (context) => {
        await serveRevocation(request, context);
        return undefined;
      }),
    authorization: (project, input) =>
      serve('authorization', project, (context) => beginAuthorization(input, context)),
    resumption: (project, { after, ...resumption }) =>
      serve('authorization', project, (context) =>
        (after === 'login' ? resumeAfterLogin : resumeAfterConsent)(resumption, context),
      ),
    pendingAuthorization: (project, { challenge, ...wanted }) =>
      serve('authorization', project, (context) => findPending(challenge, wanted, context)),
    acceptLogin: (project, { challenge, ...answer }) =>
      serve('authorization', project, (context) => acceptLogin(challenge, answer, context)),
    acceptConsent: (project, { challenge, ...answer }) =>
      serve('authorization', project, (context) => acceptConsent(challenge, answer, context)),
    rejectInteraction: (project, { challenge, ...answer }) =>
      serve('authorization', project, (context) => rejectInteraction(challenge, answer, context)),
    interaction: (project, { challenge, stage }) =>
      serve('authorization', project, (context) => readInteraction(challenge, stage, context)),
    holdRejection: (project, { challenge, ...answer }) =>
      serve('authorization', project, (context) => holdRejection(challenge, answer, context)),
    userinfo: (project, accessToken) =>
      serve('userinfo', project, (context) => serveUserinfo(accessToken, context)),
    credential: (project, request) =>
      serve('credential', project, (context) => serveCredential(request, context)),
    registration: (project, input) =>
      serve('client_registration', project, (context) => serveRegistration(input, context)),
    readRegistration: (project, request) =>
      serve('client_registration', project, (context) => readConfiguration(request, context)),
    replaceRegistration: (project, request) =>
      serve('client_registration', project, (context) => replaceConfiguration(request, context)),
    deleteRegistration: (project, request) =>
      serve('client_registration', project, async (context) => {
        await deleteConfiguration(request, context);
        return undefined;
      }),
    traceUnread(project, { endpoint, rejection }) {
      const trail = openTrail(endpoint);
      trail.refuse(rejection, rejection === 'project_halted' ? 'project_state' : 'request');
      project.traces.record(trail.finish(rejection));
      return trail.traceId;
    },
    async liveAccessToken(project, value) {
      const trail = openTrail('userinfo');
      const token = await readAccessToken(value, project, trail);
      if (token === undefined) return undefined;
      const facts = await checkLiveness(token, { project, nowSeconds: clock.nowSeconds() }, trail);
      return facts && token.claims;
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

/** An answer can be a bad one: a token that is not live, a redirect with an error. */
function outcomeOf(body: unknown): Trace['outcome'] {
  if (typeof body !== 'object' || body === null) return 'succeeded';
  if ('refusal' in body && body.refusal instanceof OAuthError) return body.refusal.rejection;
  return 'active' in body && body.active === false ? 'inactive' : 'succeeded';
}
