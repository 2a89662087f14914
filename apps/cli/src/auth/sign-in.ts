// A member's sign-in by the browser: RFC 8252, with PKCE, on a port of this machine that the system picks.

import { explainRefusal } from '../api/refusal.ts';
import { sendRequest } from '../api/send.ts';
import { reportProgress, type Session } from '../api/session.ts';
import {
  AuthorizationFlows,
  type PendingAuthorization,
} from '../authorization-code/authorization-flows.ts';
import { parseAuthorizationResponse } from '../authorization-code/authorization-response.ts';
import type { Provider } from '../authorization-code/provider.ts';
import { serveRedirects } from '../authorization-code/redirect-listener.ts';
import type { MemberSignIn } from '../config/member-sign-in.ts';
import { textAt } from '../json/json-object.ts';
import { LastAnswer } from '../loopback/last-answer.ts';
import { type LoopbackRequest, serveOnLoopback } from '../loopback/loopback-server.ts';
import { CommandError } from '../terminal/command-error.ts';
import {
  commandLineClientId,
  findConsoleProvider,
  managementAudience,
} from './console-provider.ts';
import { type MemberTokens, requestTokens } from './member-tokens.ts';
import { buildSignedInPage, buildSignInFailurePage, buildUnknownPage } from './sign-in-pages.ts';

async function loadMember(provider: Provider, tokens: MemberTokens): Promise<MemberSignIn> {
  const { status, body } = await sendRequest({
    method: 'GET',
    url: provider.userinfoEndpoint,
    authorization: `Bearer ${tokens.access_token}`,
  });
  const identityId = textAt(body, 'sub');
  if (status !== 200 || !identityId) throw explainRefusal({ status, body, hints: [] });
  const email = textAt(body, 'email') ?? '';
  return { ...tokens, identity_id: identityId, email, name: textAt(body, 'name') ?? '' };
}

interface Redemption {
  readonly session: Session;
  readonly provider: Provider;
  readonly redirectUri: string;
}

async function redeem(
  { session, provider, redirectUri }: Redemption,
  { query, pending }: { query: URLSearchParams; pending: PendingAuthorization },
): Promise<MemberSignIn> {
  const form = {
    grant_type: 'authorization_code',
    code: parseAuthorizationResponse(query, provider.issuer),
    redirect_uri: redirectUri,
    code_verifier: pending.codeVerifier,
  };
  const tokens = await requestTokens(provider, form, session.terminal.now());
  if (tokens === undefined) throw new CommandError('The code was refused. Try again.');
  const member = await loadMember(provider, tokens);
  // Keys that were made for somebody else are of no use to the one who signs in.
  await session.config.update((current) => ({ ...current, member, project_keys: {} }));
  return member;
}

function beginFlows({ provider, redirectUri }: Redemption): AuthorizationFlows {
  return new AuthorizationFlows({
    provider,
    clientId: commandLineClientId,
    redirectUri,
    scope: 'offline_access email profile',
    state: undefined,
    parameters: { prompt: 'login consent', audience: managementAudience(provider) },
  });
}

function announce(session: Session, address: string): void {
  if (session.flags.boolean('no-open')) {
    session.terminal.report(`Open this address in a browser: ${address}\n`);
    return;
  }
  reportProgress(session, `Opening the browser. If nothing opens, go to: ${address}`);
  session.terminal.openBrowser(address);
}

/**
 * Waits until somebody has signed in with the browser, and keeps the sign-in.
 * @throws CommandError where it is refused.
 */
export async function signIn(session: Session): Promise<MemberSignIn> {
  const { url } = session.connection;
  const provider = await findConsoleProvider(url);
  const last = new LastAnswer();
  const end = Promise.withResolvers<MemberSignIn>();
  let serve = async (_: LoopbackRequest) => buildUnknownPage();
  const server = await serveOnLoopback({
    port: 0,
    host: undefined,
    serve: (request) => serve(request),
  });
  const redirectUri = `http://127.0.0.1:${server.port}/callback`;
  const redemption = { session, provider, redirectUri };
  const flows = beginFlows(redemption);
  const answer = async (query: URLSearchParams, pending: PendingAuthorization) => {
    try {
      const member = await redeem(redemption, { query, pending });
      end.resolve(member);
      last.give(undefined);
      return buildSignedInPage(member.email, url);
    } catch (error) {
      last.give(error);
      const message = error instanceof CommandError ? error.message : 'The command failed.';
      return buildSignInFailurePage(message);
    }
  };
  serve = (request) =>
    serveRedirects(request, flows, {
      startPath: '/',
      callbackPath: '/callback',
      page: buildUnknownPage,
      foreign: buildUnknownPage,
      answer,
    });
  announce(session, `http://127.0.0.1:${server.port}/`);
  try {
    await last.given;
    return await end.promise;
  } finally {
    await server.close();
  }
}
