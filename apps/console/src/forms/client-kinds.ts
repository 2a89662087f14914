// The kinds of client that the console offers, and the metadata that each stands for.

import type { OAuth2ClientBody } from '@gatehouse/contracts';

export const clientKinds = ['web', 'spa', 'native', 'device', 'machine'] as const;
export type ClientKind = (typeof clientKinds)[number];

export interface ClientKindText {
  readonly title: string;
  readonly description: string;
  /** A redirect URI as such a client has it; undefined where it has none. */
  readonly redirectExample: string | undefined;
}

export const clientKindTexts: Readonly<Record<ClientKind, ClientKindText>> = {
  web: {
    title: 'Web application',
    description: 'Has a server that keeps a secret: Next.js, Rails, Django, Spring.',
    redirectExample: 'https://app.example.com/callback',
  },
  spa: {
    title: 'Single-page application',
    description: 'Runs in the browser alone and has no secret: React, Vue, Svelte.',
    redirectExample: 'https://app.example.com/callback',
  },
  native: {
    title: 'Native application',
    description: 'On a phone or a desktop, or a command line. Has no secret.',
    redirectExample: 'http://127.0.0.1/callback',
  },
  device: {
    title: 'Device',
    description: 'Without a browser: a television, a terminal on a server. Shows a code.',
    redirectExample: undefined,
  },
  machine: {
    title: 'Machine',
    description: 'A service that speaks for itself, without a person.',
    redirectExample: undefined,
  },
};

export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
export const signInScope = 'openid offline_access email profile';

const signIn = {
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  scope: signInScope,
  require_pkce: true,
};

export const clientKindMetadata: Readonly<Record<ClientKind, OAuth2ClientBody>> = {
  web: { ...signIn, token_endpoint_auth_method: 'client_secret_basic' },
  spa: { ...signIn, token_endpoint_auth_method: 'none' },
  native: { ...signIn, token_endpoint_auth_method: 'none' },
  device: {
    grant_types: [deviceGrant, 'refresh_token'],
    response_types: [],
    scope: signInScope,
    token_endpoint_auth_method: 'none',
  },
  machine: {
    grant_types: ['client_credentials'],
    response_types: [],
    token_endpoint_auth_method: 'client_secret_basic',
  },
};

export function isClientKind(text: string): text is ClientKind {
  return clientKinds.some((kind) => kind === text);
}
