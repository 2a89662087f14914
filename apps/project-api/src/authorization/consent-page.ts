// What the hosted consent page shows and posts. The page is a client like any other: it holds no right but
// the cookie of the browser that began.

import { grantLifetimeSeconds } from '@gatehouse/token-engine';
import type { PendingAuthorization } from '@gatehouse/token-engine/ports';
import { buildJsonAnswer, buildRedirect, type HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import { buildEngineAnswer } from '../routes/answer.ts';
import type { Route, RouteContext } from '../routes/route.ts';
import { buildFormToken, openBrowser } from './browser.ts';
import { checkFormPost } from './check-form-post.ts';
import { describeRedirectTarget } from './redirect-target.ts';
import { showRefusal } from './show-refusal.ts';

const path = '/self-service/consent';

async function showConsent(request: ProjectRequest, context: RouteContext): Promise<HttpAnswer> {
  const challenge = request.readQuery().get('consent_challenge') ?? '';
  const browser = openBrowser(request, context);
  const pending = await context.engine.pendingAuthorization(request.project, {
    challenge,
    stage: 'consent',
    browserHash: browser.hash,
  });
  if ('refusal' in pending) return buildEngineAnswer(pending, 'herodot');
  return buildJsonAnswer({
    csrf_token: buildFormToken('consent', challenge, browser),
    ...(await describeConsent(pending.body, request, context.clock.nowSeconds())),
  });
}

/** Everything that somebody needs to decide: who asks, as whom, for what, until when, and where one goes. */
async function describeConsent(
  pending: PendingAuthorization,
  { project }: ProjectRequest,
  nowSeconds: number,
) {
  const { request, login } = pending;
  const client = await project.clients.find(request.clientId);
  const isSelfRegistered = client?.isSelfRegistered ?? true;
  const identity = login?.identityId && (await project.identities.loadClaims(login.identityId));
  const { host, origin } = describeRedirectTarget(request.redirectUri);
  return {
    client: {
      client_id: request.clientId,
      client_name: client?.name ?? '',
      logo_uri: client?.metadata.logo_uri ?? '',
      policy_uri: client?.metadata.policy_uri ?? '',
      tos_uri: client?.metadata.tos_uri ?? '',
      is_self_registered: isSelfRegistered,
    },
    account: {
      email: identity?.email ?? '',
      name: identity?.name ?? '',
      subject: login?.subject ?? '',
    },
    scopes: request.scope,
    audience: request.audience,
    redirect_host: host,
    oauth2_redirect_origin: origin,
    // A device is asked about each time, so there is nothing to remember.
    remember_allowed: !isSelfRegistered && request.device === undefined,
    ...describeDevice(request.device),
    expires_at: new Date(
      (nowSeconds + grantLifetimeSeconds(request.scope, project.settings)) * 1000,
    ).toISOString(),
  };
}

/** Where the code that was entered came from: it may be somebody else's (RFC 8628 section 5.4). */
function describeDevice(device: PendingAuthorization['request']['device']) {
  if (device === undefined) return {};
  const requestedAt = new Date(device.requestedAtSeconds * 1000).toISOString();
  return { device: { address: device.address ?? '', requested_at: requestedAt } };
}

async function answerConsent(request: ProjectRequest, context: RouteContext): Promise<HttpAnswer> {
  const { engine } = context;
  const { project } = request;
  const form = request.readRepeatedForm();
  const challenge = form.get('consent_challenge') ?? '';
  const browser = openBrowser(request, context);
  checkFormPost(request, form.get('csrf_token'), buildFormToken('consent', challenge, browser));
  const asked = { challenge, stage: 'consent', browserHash: browser.hash } as const;
  if (form.get('decision') !== 'allow') {
    const rejected = await engine.rejectInteraction(project, {
      ...asked,
      error: 'access_denied',
      description: 'The end user denied the request.',
    });
    return 'refusal' in rejected
      ? showRefusal(rejected, request, context)
      : buildRedirect(rejected.body);
  }
  const pending = await engine.pendingAuthorization(project, asked);
  if ('refusal' in pending) return showRefusal(pending, request, context);
  const accepted = await engine.acceptConsent(project, {
    ...asked,
    consent: {
      scope: form.getAll('grant_scope'),
      // The page shows no audiences: whoever allows the scopes allows them where they were asked for.
      audience: pending.body.request.audience,
      rememberForSeconds: form.has('remember') ? 0 : undefined,
      idTokenClaims: {},
      accessTokenClaims: {},
    },
  });
  return 'refusal' in accepted
    ? showRefusal(accepted, request, context)
    : buildRedirect(`${project.project.issuer}/oauth2/auth?consent_verifier=${accepted.body}`);
}

export const consentRoutes: readonly Route[] = [
  { method: 'GET', path, errors: 'herodot', serve: showConsent },
  { method: 'POST', path, errors: 'herodot', serve: answerConsent },
];
