// As much of an issuer as the console's sign-in talks to. What it is asked is kept for the tests.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { memberId } from './fixture-api.ts';

export interface IssuerFixture {
  readonly tokenRequests: URLSearchParams[];
  /** How the next refresh is answered. */
  refresh: 'granted' | 'refused' | 'broken';
  /** What the next ID token says. */
  nonce: string;
  expiresInSeconds: number;
  answer(request: IncomingMessage, response: ServerResponse): void;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function createIssuerFixture(readOrigin: () => string): IssuerFixture {
  const issuerOf = () => `${readOrigin()}/p/console`;
  const fixture: IssuerFixture = {
    tokenRequests: [],
    refresh: 'granted',
    nonce: '',
    expiresInSeconds: 3600,
    answer(request, response) {
      void readBody(request).then((body) => {
        const [status, document] = answerIssuer(request.url ?? '', body);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(document));
      });
    },
  };

  function answerIssuer(url: string, body: string): readonly [number, object] {
    const issuer = issuerOf();
    switch (new URL(url, issuer).pathname) {
      case '/p/console/.well-known/openid-configuration':
        return [
          200,
          {
            issuer,
            authorization_endpoint: `${issuer}/oauth2/auth`,
            token_endpoint: `${issuer}/oauth2/token`,
            userinfo_endpoint: `${issuer}/userinfo`,
            end_session_endpoint: `${issuer}/oauth2/sessions/logout`,
            jwks_uri: `${issuer}/.well-known/jwks.json`,
            authorization_response_iss_parameter_supported: true,
            id_token_signing_alg_values_supported: ['RS256'],
          },
        ];
      case '/p/console/oauth2/token':
        return answerToken(issuer, new URLSearchParams(body));
      case '/p/console/userinfo':
        return [200, { sub: memberId, email: 'ada@example.com', name: 'Ada Lovelace' }];
      default:
        return [404, {}];
    }
  }

  function answerToken(issuer: string, form: URLSearchParams): readonly [number, object] {
    fixture.tokenRequests.push(form);
    const isRefresh = form.get('grant_type') === 'refresh_token';
    if (isRefresh && fixture.refresh === 'broken') return [503, { error: 'server_error' }];
    if (isRefresh && fixture.refresh === 'refused') return [400, { error: 'invalid_grant' }];
    const nowSeconds = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      sub: memberId,
      aud: 'console',
      iat: nowSeconds,
      exp: nowSeconds + 300,
      ...(isRefresh ? {} : { nonce: fixture.nonce }),
    };
    return [
      200,
      {
        access_token: 'fixture-access-token',
        token_type: 'bearer',
        expires_in: fixture.expiresInSeconds,
        refresh_token: `refresh-${fixture.tokenRequests.length}`,
        id_token: `${encode({ alg: 'RS256' })}.${encode(claims)}.${encode({})}`,
      },
    ];
  }

  return fixture;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}
