// What can be asked for at the credential endpoint (draft 00).

export const credentialScope = 'userinfo_credential_draft_00';
export const credentialFormat = 'jwt_vc_json';
export const credentialTypes = ['VerifiableCredential', 'UserInfoCredential'] as const;
/** With which the holder's key may sign its proof. */
export const proofAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
/** How long a nonce counts. */
export const credentialNonceLifetimeSeconds = 3600;
