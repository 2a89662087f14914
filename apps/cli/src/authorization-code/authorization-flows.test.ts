import { describe, expect, it } from 'vitest';
import {
  AuthorizationFlows,
  type AuthorizationOptions,
  buildCodeChallenge,
} from './authorization-flows.ts';

const issuer = 'https://id.example.com/p/shop';
const options: AuthorizationOptions = {
  provider: {
    issuer,
    authorizationEndpoint: `${issuer}/oauth2/auth`,
    tokenEndpoint: `${issuer}/oauth2/token`,
    userinfoEndpoint: `${issuer}/userinfo`,
    revocationEndpoint: `${issuer}/oauth2/revoke`,
  },
  clientId: 'shop',
  redirectUri: 'http://127.0.0.1:4446/callback',
  scope: 'offline openid',
  state: undefined,
  parameters: { prompt: 'login consent', max_age: '', audience: '' },
};

function begin(flows: AuthorizationFlows) {
  const { flowId, location } = flows.begin();
  return { flowId, query: new URL(location).searchParams };
}

describe('AuthorizationFlows', () => {
  it('derives the challenge as RFC 7636 appendix B does', () => {
    expect(buildCodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });

  it('sends what was asked for, always with PKCE, and leaves out what is empty', () => {
    const { query } = begin(new AuthorizationFlows(options));
    expect(Object.fromEntries(query)).toEqual({
      client_id: 'shop',
      response_type: 'code',
      redirect_uri: 'http://127.0.0.1:4446/callback',
      scope: 'offline openid',
      prompt: 'login consent',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
  });

  it('draws state, nonce and verifier anew for each request', () => {
    const flows = new AuthorizationFlows(options);
    const [first, second] = [begin(flows).query, begin(flows).query];
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.get(name)).not.toBe(second.get(name));
    }
  });

  it('gives back what a browser began, once', () => {
    const flows = new AuthorizationFlows(options);
    const { flowId, query } = begin(flows);
    const taken = flows.take(flowId, query.get('state'));
    expect(buildCodeChallenge(taken?.codeVerifier ?? '')).toBe(query.get('code_challenge'));
    expect(taken?.nonce).toBe(query.get('nonce'));
    expect(flows.take(flowId, query.get('state'))).toBeUndefined();
  });

  it('gives nothing to another browser or for another state, and keeps it for the right one', () => {
    const flows = new AuthorizationFlows({ ...options, state: 'always-this' });
    const { flowId } = begin(flows);
    expect(flows.take(undefined, 'always-this')).toBeUndefined();
    expect(flows.take('another', 'always-this')).toBeUndefined();
    expect(flows.take(flowId, 'other')).toBeUndefined();
    expect(flows.take(flowId, null)).toBeUndefined();
    expect(flows.take(flowId, 'always-this')).toBeDefined();
  });

  it('forgets the oldest of very many, and not the newest', () => {
    const flows = new AuthorizationFlows(options);
    const first = begin(flows);
    const others = Array.from({ length: 100 }, () => begin(flows));
    expect(flows.take(first.flowId, first.query.get('state'))).toBeUndefined();
    const last = others.at(-1);
    expect(flows.take(last?.flowId, last?.query.get('state') ?? null)).toBeDefined();
  });
});
