// A project API that answers from files in memory, so that pages can be looked at without a database.

import type { IncomingMessage, ServerResponse } from 'node:http';

const issued = { issued_at: '2026-11-24T08:00:00Z', expires_at: '2026-11-24T09:00:00Z' };

interface Message {
  readonly id: number;
  readonly text: string;
  readonly type: string;
  readonly context?: object;
}

function input(name: string, type: string, rest: Record<string, unknown> = {}) {
  const { messages = [], label, group = 'default', ...attributes } = rest;
  return {
    type: 'input',
    group,
    attributes: { node_type: 'input', name, type, disabled: false, ...attributes },
    messages,
    meta: label === undefined ? {} : { label: { id: 1070000, text: label, type: 'info' } },
  };
}

const token = input('csrf_token', 'hidden', { value: 'fixture-token', required: true });
const submit = input('method', 'submit', { value: 'password', group: 'password' });

interface Draft {
  readonly messages?: readonly Message[];
  readonly identifier?: string;
  readonly fieldErrors?: Readonly<Record<string, readonly Message[]>>;
}

function loginNodes({ identifier, fieldErrors = {} }: Draft) {
  return [
    token,
    input('identifier', 'text', {
      required: true,
      autocomplete: 'username',
      ...(identifier === undefined ? {} : { value: identifier }),
      messages: fieldErrors['identifier'] ?? [],
    }),
    input('password', 'password', {
      required: true,
      autocomplete: 'current-password',
      group: 'password',
      messages: fieldErrors['password'] ?? [],
    }),
    submit,
  ];
}

function registrationNodes({ identifier, fieldErrors = {} }: Draft) {
  return [
    token,
    input('traits.email', 'email', {
      required: true,
      autocomplete: 'email',
      ...(identifier === undefined ? {} : { value: identifier }),
      messages: fieldErrors['traits.email'] ?? [],
    }),
    input('traits.name', 'text', { autocomplete: 'name' }),
    input('password', 'password', {
      required: true,
      autocomplete: 'new-password',
      group: 'password',
      messages: fieldErrors['password'] ?? [],
    }),
    submit,
  ];
}

function flow(kind: 'login' | 'registration', url: string, draft: Draft & { client?: string }) {
  const nodes = kind === 'login' ? loginNodes(draft) : registrationNodes(draft);
  return {
    id: 'fixture',
    type: 'browser',
    state: 'choose_method',
    ...issued,
    request_url: `${url}/self-service/${kind}/browser`,
    oauth2_login_challenge: 'challenge',
    oauth2_redirect_origin: 'http://127.0.0.1:4446',
    ...(draft.client === undefined
      ? {}
      : { oauth2_login_request: { client: { client_id: 'demo', client_name: draft.client } } }),
    ui: {
      action: `${url}/self-service/${kind}?flow=fixture`,
      method: 'POST',
      messages: draft.messages ?? [],
      nodes,
    },
  };
}

const error = (id: number, context: object = {}): Message => ({
  id,
  text: `message ${id}`,
  type: 'error',
  context,
});

/** An application that would rather be something else. */
const hostileName = `\u202e<script>alert(1)</script>\u200b${'Google '.repeat(60)}\nYour password has expired`;

type Answer = readonly [status: number, body: unknown];

const flows: Readonly<Record<string, (url: string) => Answer>> = {
  login: (url) => [200, flow('login', url, { client: 'Harbour Ledger' })],
  'login-refused': (url) => [
    200,
    flow('login', url, { identifier: 'ada@example.com', messages: [error(4000006)] }),
  ],
  'login-empty': (url) => [
    200,
    flow('login', url, {
      fieldErrors: {
        identifier: [error(4000002, { property: 'identifier' })],
        password: [error(4000002, { property: 'password' })],
      },
    }),
  ],
  'login-registered': (url) => [
    200,
    flow('login', url, {
      identifier: 'ada@example.com',
      messages: [{ id: 1900001, text: 'registered', type: 'info' }],
    }),
  ],
  'login-waiting': (url) => [
    200,
    flow('login', url, { messages: [error(4900001, { retry_after_seconds: 170 })] }),
  ],
  'login-hostile': (url) => [200, flow('login', url, { client: hostileName })],
  registration: (url) => [200, flow('registration', url, {})],
  'registration-client': (url) => [200, flow('registration', url, { client: 'Harbour Ledger' })],
  'registration-errors': (url) => [
    200,
    flow('registration', url, {
      identifier: 'ada@',
      fieldErrors: {
        'traits.email': [error(4000040)],
        password: [error(4000032, { min_length: 8, actual_length: 3 })],
      },
    }),
  ],
  expired: () => [410, { error: { id: 'self_service_flow_expired', code: 410 } }],
  foreign: () => [403, { error: { id: 'security_csrf_violation', code: 403 } }],
};

const consents: Readonly<Record<string, Answer>> = {
  full: [
    200,
    {
      csrf_token: 'fixture-token',
      client: {
        client_id: '0d3f6c1e-8f43-4b7b-9a51-2f8d41c4a0b7',
        client_name: 'Harbour Ledger',
        policy_uri: 'https://ledger.example.com/privacy',
        tos_uri: 'javascript:alert(1)',
      },
      account: { email: 'ada@example.com', name: 'Ada Lovelace' },
      scopes: ['openid', 'offline_access', 'email', 'profile', 'invoices:read'],
      audience: ['https://api.example.com'],
      redirect_host: 'ledger.example.com',
      oauth2_redirect_origin: 'https://ledger.example.com',
      remember_allowed: true,
      expires_at: '2026-12-24T08:00:00Z',
    },
  ],
  device: [
    200,
    {
      csrf_token: 'fixture-token',
      client: { client_id: 'lighthouse-tv', client_name: 'Lighthouse TV' },
      account: { email: 'ada@example.com', name: 'Ada Lovelace' },
      scopes: ['openid', 'offline_access'],
      audience: [],
      redirect_host: 'acme.example.com',
      oauth2_redirect_origin: 'https://acme.example.com',
      device: { address: '203.0.113.24', requested_at: '2026-11-24T07:58:00Z' },
      remember_allowed: false,
      expires_at: '2026-12-24T08:00:00Z',
    },
  ],
  loopback: [
    200,
    {
      csrf_token: 'fixture-token',
      client: {
        client_id: 'demo',
        client_name: '\u202eelgooG\u200b',
        is_self_registered: true,
      },
      account: { email: 'ada@example.com' },
      scopes: ['openid', 'offline'],
      audience: [],
      redirect_host: '127.0.0.1:4446',
      oauth2_redirect_origin: 'http://127.0.0.1:4446',
    },
  ],
};

const portalDomain = (domain: string, state: 'unverified' | 'verified') => ({
  domain,
  state,
  checked_at: state === 'verified' ? '2026-11-24T07:42:00Z' : null,
  verified_at: state === 'verified' ? '2026-11-24T07:42:00Z' : null,
  record_name: `_gatehouse.${domain}`,
  record_value: 'gatehouse-domain-verification=3Qz0pQm6b0b1r0x2vV5cE8sJt4k',
});
const portal = {
  csrf_token: 'fixture-token',
  expires_at: '2026-12-01T08:00:00Z',
  organization: { label: 'Globex & Söhne' },
};

const portals: Readonly<Record<string, Answer>> = {
  full: [
    200,
    {
      ...portal,
      domains: [
        portalDomain('globex.example', 'unverified'),
        portalDomain('xn--globex-shne-yfb.example', 'verified'),
      ],
    },
  ],
  empty: [200, { ...portal, domains: [] }],
};

const failures: Readonly<Record<string, Answer>> = {
  redirect: [
    200,
    {
      id: 'redirect',
      error: {
        id: 'invalid_request',
        code: 400,
        reason: 'The redirect URI https://evil.example is not registered for this client.',
        request: '019ab2c4-7f10-7a3e-9c52-0b1d6e4f8a21',
      },
    },
  ],
  csrf: [200, { error: { id: 'security_csrf_violation', code: 403 } }],
};

const unknown: Answer = [404, { error: { id: 'not_found', code: 404 } }];

/** @returns the answer of the project API at `path`, for a project at `url`. */
function answer(url: string, path: string, { searchParams }: URL): Answer {
  const id = searchParams.get('id') ?? '';
  switch (path) {
    case '/self-service/login/flows':
    case '/self-service/registration/flows':
      return flows[id]?.(url) ?? unknown;
    case '/self-service/device':
      return searchParams.get('device_challenge') === 'fresh'
        ? [200, { csrf_token: 'fixture-token' }]
        : unknown;
    case '/self-service/consent':
      return consents[searchParams.get('consent_challenge') ?? ''] ?? [410, {}];
    case '/self-service/logout/confirm':
      return [
        200,
        {
          csrf_token: 'fixture-token',
          client_name: 'Harbour Ledger',
          redirect_host: 'ledger.example.com',
          oauth2_redirect_origin: 'https://ledger.example.com',
        },
      ];
    case '/self-service/logout/browser':
      return [200, { logout_url: `${url}/self-service/logout?token=t`, logout_token: 't' }];
    case '/sessions/whoami':
      return [
        200,
        {
          id: 'session',
          active: true,
          authenticated_at: '2026-11-24T07:42:00Z',
          identity: { id: 'ada', traits: { email: 'ada@example.com', name: 'Ada Lovelace' } },
        },
      ];
    case '/self-service/onboarding':
      return portals[searchParams.get('link') ?? ''] ?? unknown;
    case '/self-service/errors':
      return failures[id] ?? unknown;
    case '/elements/configuration':
      return url.endsWith('/plum')
        ? [
            200,
            {
              name: 'Plum & Partners',
              primary_color: '#b5179e',
              privacy_url: 'https://plum.example/privacy',
              terms_url: 'https://plum.example/terms',
            },
          ]
        : [200, { name: 'Acme' }];
    default:
      return unknown;
  }
}

/** Answers `/p/{slug}/…` as the API of a project. */
export function answerFixture(
  origin: string,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): void {
  const url = new URL(request.url ?? '/', origin);
  const [, slug = '', rest = ''] = /^\/p\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
  const [status, body] = answer(`${origin}/p/${slug}`, rest, url);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
