// The console as an ordinary OpenID Connect client of its own project: authorization code with PKCE, a
// secret that stays here, refresh, RP-initiated logout.

import { randomBytes } from 'node:crypto';
import * as oidc from 'openid-client';
import type { MemberSession } from './member-session.ts';

export interface RelyingPartyOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly postLogoutRedirectUri: string;
  /** What the access token is for (the management API). */
  readonly audience: string;
  readonly fetch: typeof globalThis.fetch;
}

/** What must be remembered between leaving for the issuer and coming back. */
export interface SignInAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** A path of the console. */
  readonly returnTo: string;
}

export interface RelyingParty {
  begin(returnTo: string, prompt?: 'create'): Promise<{ url: string; attempt: SignInAttempt }>;
  /** Rejects for every answer that does not fit the attempt. */
  complete(callbackUrl: URL, attempt: SignInAttempt): Promise<MemberSession>;
  /** @returns the session with new tokens, or undefined where the issuer has ended it. */
  refresh(session: MemberSession): Promise<MemberSession | undefined>;
  /** @returns where signing out goes on: the issuer's logout, or back here where it has none. */
  endSessionUrl(session: MemberSession): Promise<string>;
}

const scope = 'openid offline_access email profile';

export function createRelyingParty(options: RelyingPartyOptions): RelyingParty {
  let known: Promise<oidc.Configuration> | undefined;
  // Asked for at the first sign-in; a failure is not remembered.
  const configuration = () => {
    known ??= discover(options).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    async begin(returnTo, prompt) {
      const attempt = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
        returnTo,
      };
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: options.redirectUri,
        scope,
        audience: options.audience,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.codeVerifier),
        code_challenge_method: 'S256',
        ...(prompt === undefined ? {} : { prompt }),
      });
      return { url: url.href, attempt };
    },
    async complete(callbackUrl, attempt) {
      const config = await configuration();
      const tokens = await oidc.authorizationCodeGrant(config, callbackUrl, {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('The issuer sent no ID token.');
      const { sub: subject } = claims;
      const profile = await oidc.fetchUserInfo(config, tokens.access_token, subject);
      return {
        sessionId: randomBytes(16).toString('base64url'),
        subject,
        email: profile.email ?? '',
        name: profile.name ?? '',
        ...readTokens(tokens),
      };
    },
    refresh: async (session) => refreshSession(await configuration(), session),
    async endSessionUrl(session) {
      const config = await configuration();
      if (config.serverMetadata().end_session_endpoint === undefined) {
        return options.postLogoutRedirectUri;
      }
      return oidc.buildEndSessionUrl(config, {
        post_logout_redirect_uri: options.postLogoutRedirectUri,
        ...(session.idToken === undefined ? {} : { id_token_hint: session.idToken }),
      }).href;
    },
  };
}

function discover({ issuer, clientId, clientSecret, fetch }: RelyingPartyOptions) {
  const isPlain = issuer.startsWith('http:');
  return oidc.discovery(
    new URL(issuer),
    clientId,
    undefined,
    oidc.ClientSecretBasic(clientSecret),
    {
      [oidc.customFetch]: (url, { body, ...init }) =>
        // What this client sends are forms.
        fetch(url, body instanceof URLSearchParams ? { ...init, body } : init),
      // Plain http is what a start on one machine has; the requests never leave it.
      ...(isPlain ? { execute: [oidc.allowInsecureRequests] } : {}),
    },
  );
}

type Tokens = oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;

function readTokens(tokens: Tokens) {
  return {
    accessToken: tokens.access_token,
    expiresAtSeconds: Math.floor(Date.now() / 1000) + (tokens.expiresIn() ?? 300),
    ...(tokens.refresh_token === undefined ? {} : { refreshToken: tokens.refresh_token }),
    ...(tokens.id_token === undefined ? {} : { idToken: tokens.id_token }),
  };
}

async function refreshSession(
  config: oidc.Configuration,
  session: MemberSession,
): Promise<MemberSession | undefined> {
  if (session.refreshToken === undefined) return undefined;
  try {
    const tokens = await oidc.refreshTokenGrant(config, session.refreshToken);
    return { ...session, ...readTokens(tokens) };
  } catch (error) {
    // Only the issuer's own word ends a session; that it cannot be reached does not.
    if (error instanceof oidc.ResponseBodyError && error.status < 500) return undefined;
    throw error;
  }
}
