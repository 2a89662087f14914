// Somebody whom a project trusts: signs assertions (RFC 7523) with a key of its own.

import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { HttpAnswer } from './http-exchange.ts';
import type { ClientCredentials, ProjectApi } from './project-api.ts';

export const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
export const trustPath = '/trust/grants/jwt-bearer/issuers';

type Claims = Readonly<Record<string, unknown>>;

export class AssertionIssuer {
  readonly name = `https://${randomUUID()}.example`;
  readonly jwk: JWK;
  readonly privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

  private constructor(jwk: JWK, privateKey: AssertionIssuer['privateKey']) {
    this.jwk = jwk;
    this.privateKey = privateKey;
  }

  static async create(alg = 'ES256'): Promise<AssertionIssuer> {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: randomUUID(), alg, use: 'sig' };
    return new AssertionIssuer(jwk, privateKey);
  }

  /** What a project is told to trust; `change` replaces what a test wants otherwise. */
  trust(change: Claims = {}): Claims {
    return {
      issuer: this.name,
      subject: 'ada',
      scope: ['reports:read', 'reports:write'],
      jwk: this.jwk,
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      ...change,
    };
  }

  /** Makes a project trust it; throws where that fails. @returns the id of the trust. */
  async beTrusted(project: ProjectApi, change: Claims = {}): Promise<string> {
    const answer = await project.admin(trustPath, { method: 'POST', json: this.trust(change) });
    if (answer.status !== 201) throw new Error(`no trust: ${answer.describe()}`);
    return answer.stringAt('id');
  }

  /** An assertion for a project; members that are undefined are left out. */
  sign(project: ProjectApi, claims: Claims = {}, header: Claims = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const { alg = 'ES256', kid = '' } = this.jwk;
    return new SignJWT({
      iss: this.name,
      sub: 'ada',
      aud: project.address.url,
      iat: now,
      exp: now + 120,
      jti: randomUUID(),
      ...claims,
    })
      .setProtectedHeader({ alg, kid, ...header })
      .sign(this.privateKey);
  }
}

/** Exchanges an assertion for an access token. */
export function exchangeAssertion(
  project: ProjectApi,
  as: ClientCredentials,
  form: Readonly<Record<string, string>>,
): Promise<HttpAnswer> {
  return project.token({ as, form: { grant_type: jwtBearer, ...form } });
}
