// Somebody who wants a verifiable credential about themselves, bound to a key of their own.

import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { bearer } from './credentials.ts';
import { type HttpAnswer, sendHttp } from './http-exchange.ts';
import type { ProjectApi } from './project-api.ts';

export const credentialScope = 'userinfo_credential_draft_00';
export const wanted = {
  format: 'jwt_vc_json',
  types: ['VerifiableCredential', 'UserInfoCredential'],
};

export class CredentialHolder {
  readonly jwk: JWK;
  readonly alg: string;
  readonly #privateKey: CryptoKey;

  private constructor(alg: string, key: { jwk: JWK; privateKey: CryptoKey }) {
    this.alg = alg;
    this.jwk = key.jwk;
    this.#privateKey = key.privateKey;
  }

  static async create(alg = 'ES256'): Promise<CredentialHolder> {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    return new CredentialHolder(alg, { jwk: await exportJWK(publicKey), privateKey });
  }

  /** The JWT that shows that the key is theirs. */
  prove(
    project: ProjectApi,
    claims: Readonly<Record<string, unknown>>,
    header: Readonly<Record<string, unknown>> = {},
  ): Promise<string> {
    return new SignJWT({ aud: project.address.url, ...claims })
      .setIssuedAt()
      .setProtectedHeader({ alg: this.alg, typ: 'openid4vci-proof+jwt', jwk: this.jwk, ...header })
      .sign(this.#privateKey);
  }
}

/** `proof` undefined: none is sent; `change` replaces members of the request. */
export function askForCredential(
  project: ProjectApi,
  accessToken: string,
  {
    proof,
    change = {},
  }: {
    readonly proof?: string | undefined;
    readonly change?: Readonly<Record<string, unknown>>;
  } = {},
): Promise<HttpAnswer> {
  const sent = proof === undefined ? {} : { proof: { proof_type: 'jwt', jwt: proof } };
  return sendHttp({
    origin: project.origin,
    path: `${project.basePath}/credentials`,
    method: 'POST',
    headers: { authorization: bearer(accessToken), 'content-type': 'application/json' },
    body: JSON.stringify({ ...wanted, ...sent, ...change }),
  });
}
