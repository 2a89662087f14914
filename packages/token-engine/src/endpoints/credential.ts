// A verifiable credential that says what userinfo says, about whoever holds a key: OpenID Connect UserInfo
// Verifiable Credentials, draft 00, in the form that Ory gives it.

import type { OAuthError } from '../errors/oauth-error.ts';
import { buildScopeClaims } from '../issuance/id-token.ts';
import { checkLiveness } from '../liveness/check-liveness.ts';
import { readAccessToken } from '../liveness/read-access-token.ts';
import type { PossessionProof } from '../ports/credential-proofs.ts';
import type { IdentityClaims } from '../ports/identity-claims.ts';
import {
  credentialFormat,
  credentialNonceLifetimeSeconds,
  credentialScope,
  credentialTypes,
} from './credential-format.ts';
import type { EndpointContext } from './endpoint-context.ts';

const credentialLifetimeSeconds = 3600;
/** How far ahead the clock of a holder may be. */
const toleranceSeconds = 60;

export interface CredentialRequest {
  /** The bearer token. */
  readonly accessToken: string | undefined;
  /** Untrusted JSON. */
  readonly input: unknown;
}

/** `proof_missing`: the way to get a nonce. */
export type CredentialAnswer =
  | { readonly kind: 'issued'; readonly format: string; readonly credential: string }
  | {
      readonly kind: 'proof_missing';
      readonly refusal: OAuthError;
      readonly nonce: string;
      readonly expiresInSeconds: number;
    };

export async function serveCredential(
  { accessToken, input }: CredentialRequest,
  context: EndpointContext,
): Promise<CredentialAnswer> {
  const { project, trail, nowSeconds } = context;
  if (accessToken === undefined) throw trail.refuse('access_token_missing', 'access_token');
  const holder = await loadHolder(accessToken, context);
  const proofJwt = readProofJwt(input, context);
  if (proofJwt === undefined) {
    const refusal = trail.refuse('credential_proof_missing', 'credential_proof');
    const expiresInSeconds = credentialNonceLifetimeSeconds;
    const nonce = project.credentialProofs.createNonce(accessToken, nowSeconds + expiresInSeconds);
    return { kind: 'proof_missing', refusal, nonce, expiresInSeconds };
  }
  const proof = await checkProof(proofJwt, accessToken, context);
  const credential = await project.signer.sign(buildCredential(holder, proof, context), {
    type: 'JWT',
    algorithm: project.settings.signingAlgorithm,
  });
  return { kind: 'issued', format: credentialFormat, credential };
}

interface Holder {
  readonly subject: string;
  readonly scope: readonly string[];
  readonly identity: IdentityClaims | undefined;
}

async function loadHolder(accessToken: string, context: EndpointContext): Promise<Holder> {
  const { project, trail } = context;
  const token = await readAccessToken(accessToken, project, trail);
  if (token === undefined || !(await checkLiveness(token, context, trail))) {
    throw trail.refuse('access_token_dead', 'access_token', { expected: 'a live access token' });
  }
  const { subject, scope, clientId, epochs } = token.claims;
  trail.clientId = clientId;
  const isAllowed = scope.includes('openid') && scope.includes(credentialScope);
  if (!isAllowed || epochs.grant === undefined) {
    throw trail.refuse('credential_scope_missing', 'access_token_scope', {
      expected: `openid ${credentialScope}`,
      received: scope.join(' '),
    });
  }
  const identityId = epochs.identity?.identityId;
  const identity = identityId && (await project.identities.loadClaims(identityId));
  if (identityId !== undefined && identity === undefined)
    throw trail.refuse('access_token_dead', 'identity');
  trail.pass('access_token');
  return { subject, scope, identity };
}

/** @returns undefined where the request brings no proof. */
function readProofJwt(input: unknown, { trail }: EndpointContext): string | undefined {
  const { format, types, proof }: Readonly<Record<string, unknown>> = Object(input);
  const isKnown =
    format === credentialFormat &&
    Array.isArray(types) &&
    types.length === credentialTypes.length &&
    credentialTypes.every((type) => types.includes(type));
  if (!isKnown) {
    throw trail.refuse('credential_unsupported', 'credential_format', {
      expected: `${credentialFormat}, ${credentialTypes.join(' ')}`,
    });
  }
  trail.pass('credential_format');
  if (proof === undefined || proof === null) return undefined;
  const { proof_type: type, jwt }: Readonly<Record<string, unknown>> = Object(proof);
  if (type === 'jwt' && typeof jwt === 'string') return jwt;
  throw trail.refuse('credential_proof_wrong', 'credential_proof', {
    expected: 'proof_type jwt, and the jwt',
  });
}

async function checkProof(
  jwt: string,
  accessToken: string,
  { project, trail, nowSeconds }: EndpointContext,
): Promise<PossessionProof> {
  const { credentialProofs } = project;
  const proof = await credentialProofs.verify(jwt);
  if (proof === undefined) {
    throw trail.refuse('credential_proof_wrong', 'credential_proof', {
      expected: 'a JWT of type openid4vci-proof+jwt, signed by the public key in its header',
    });
  }
  const { aud, iat, nonce } = proof.claims;
  const isForUs = aud === project.project.issuer;
  const isNow = typeof iat === 'number' && iat <= nowSeconds + toleranceSeconds;
  const isFresh =
    typeof nonce === 'string' && credentialProofs.isNonce(nonce, accessToken, nowSeconds);
  if (!isForUs || !isNow || !isFresh) {
    throw trail.refuse('credential_proof_wrong', 'credential_proof', {
      expected: `aud ${project.project.issuer}, iat, and a nonce that was made for this access token`,
      received: isFresh ? 'another aud or iat' : 'another nonce',
    });
  }
  trail.pass('credential_proof');
  return proof;
}

/** The holder is named by their key (did:jwk), so that whoever presents the credential can prove that it is theirs. */
function buildCredential(
  { subject, scope, identity }: Holder,
  { key }: PossessionProof,
  { project, nowSeconds, randomUuid }: EndpointContext,
) {
  const holder = `did:jwk:${Buffer.from(JSON.stringify(key)).toString('base64url')}`;
  return {
    iss: project.project.issuer,
    sub: holder,
    jti: `urn:uuid:${randomUuid()}`,
    iat: nowSeconds,
    nbf: nowSeconds,
    exp: nowSeconds + credentialLifetimeSeconds,
    vc: {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: credentialTypes,
      credentialSubject: { ...buildScopeClaims(identity, scope), sub: subject, id: holder },
    },
  };
}
