// Credentials: OpenID Connect Userinfo Verifiable Credentials, draft 00.

import type { RejectionTable } from './rejection.ts';

export const credentialRejections = {
  credential_scope_missing: {
    code: 'insufficient_scope',
    description: 'The access token does not allow this.',
    reference: 'OpenID Connect UserInfo Verifiable Credentials, draft 00, section 3',
    hint: 'Ask for openid and userinfo_credential_draft_00.',
  },
  credential_unsupported: {
    code: 'invalid_request',
    description: 'This kind of credential is not supported.',
    reference: 'OpenID Connect UserInfo Verifiable Credentials, draft 00',
    hint: 'Ask for the format jwt_vc_json and the types VerifiableCredential and UserInfoCredential.',
  },
  credential_proof_missing: {
    code: 'missing_proof',
    description: 'A proof of possession is required; use the nonce of this answer.',
    reference: 'OpenID for Verifiable Credential Issuance, draft 00',
    hint: 'Send proof.jwt with the c_nonce of the answer; nothing is wrong with a first request.',
  },
  credential_proof_wrong: {
    code: 'invalid_request',
    description: 'The proof of possession is not valid.',
    reference: 'OpenID for Verifiable Credential Issuance, draft 00',
    hint: 'Sign aud, iat and nonce as openid4vci-proof+jwt, with the public key in the header.',
  },
} as const satisfies RejectionTable;
