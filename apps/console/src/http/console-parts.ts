// What the console is made of, for one installation.

import {
  type Addressing,
  buildManagementUrl,
  buildProjectUrl,
  consoleProjectSlug,
} from '@gatehouse/protocol';
import { createInternalFetch } from '@gatehouse/runtime';
import { createInvitations, type Invitations } from '../join/invitations.ts';
import { createSealer, type Sealer } from '../sealing/sealer.ts';
import { deriveClientSecret } from '../sign-in/client-secret.ts';
import { createRelyingParty } from '../sign-in/relying-party.ts';
import { createSessions, type Sessions } from '../sign-in/sessions.ts';
import { callbackPath, createSignInRoutes, type SignInRoutes } from '../sign-in/sign-in-routes.ts';
import { type CookieJar, createCookieJar } from './cookies.ts';

export interface ConsoleOptions {
  readonly addressing: Addressing;
  /** Where the issuer and the management API answer without leaving the network, such as `http://127.0.0.1:4000`. */
  readonly internalOrigins: { readonly projectApi: string; readonly controlPlane: string };
  /** 32 bytes, its one secret; seals what the browser keeps. A new key signs everybody out. */
  readonly sealingKey: Uint8Array;
}

export interface ConsoleParts {
  readonly consoleOrigin: string;
  readonly managementUrl: string;
  /** Of the built-in project, where signing out ends. */
  readonly issuerOrigin: string;
  readonly fetch: typeof globalThis.fetch;
  readonly cookies: CookieJar;
  readonly flashSealer: Sealer;
  readonly sealingKey: Uint8Array;
  readonly sessions: Sessions;
  readonly invitations: Invitations;
  readonly signIn: SignInRoutes;
}

export function createConsoleParts(options: ConsoleOptions): ConsoleParts {
  const { addressing, internalOrigins, sealingKey } = options;
  const consoleOrigin = addressing.mode === 'path' ? addressing.origin : addressing.consoleOrigin;
  const managementUrl = buildManagementUrl(addressing);
  const issuer = buildProjectUrl(addressing, consoleProjectSlug);
  const fetch = createInternalFetch({
    origin: (url) =>
      url.startsWith(`${managementUrl}/`)
        ? internalOrigins.controlPlane
        : internalOrigins.projectApi,
  });
  const cookies = createCookieJar({ isSecure: consoleOrigin.startsWith('https:') });
  const relyingParty = createRelyingParty({
    issuer,
    clientId: 'console',
    clientSecret: deriveClientSecret(sealingKey),
    redirectUri: consoleOrigin + callbackPath,
    postLogoutRedirectUri: `${consoleOrigin}/`,
    audience: managementUrl,
    fetch,
  });
  const sealer = createSealer(sealingKey, 'session');
  const sessions = createSessions({ cookies, sealer, relyingParty });
  const attemptSealer = createSealer(sealingKey, 'sign-in attempt');
  return {
    consoleOrigin,
    managementUrl,
    issuerOrigin: new URL(issuer).origin,
    fetch,
    cookies,
    flashSealer: createSealer(sealingKey, 'flash'),
    sealingKey,
    sessions,
    invitations: createInvitations({ cookies, sealer: createSealer(sealingKey, 'invitation') }),
    signIn: createSignInRoutes({
      consoleOrigin,
      cookies,
      sealer: attemptSealer,
      relyingParty,
      sessions,
    }),
  };
}
