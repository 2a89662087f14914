// Words of the specifications, spelled once.

/** RFC 6749 sections 4 and 6, RFC 8628, RFC 8693, RFC 7523. */
export const grantTypes = [
  'authorization_code',
  'implicit',
  'refresh_token',
  'client_credentials',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:token-exchange',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
] as const;
export type GrantType = (typeof grantTypes)[number];

/** OpenID Connect Core section 9. */
export const clientAuthenticationMethods = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
  'none',
] as const;
export type ClientAuthenticationMethod = (typeof clientAuthenticationMethods)[number];

/** The algorithms that an issuer signs with (RFC 7518 section 3.1, RFC 8037 section 3.1). */
export const signingAlgorithms = ['RS256', 'ES256', 'PS256', 'EdDSA'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

/** How an access token looks: sealed (opaque to clients) or a JWT (RFC 9068). */
export const accessTokenStrategies = ['sealed', 'jwt'] as const;
export type AccessTokenStrategy = (typeof accessTokenStrategies)[number];

/**
 * RFC 6749 sections 4.1.2.1 and 5.2, RFC 7009 section 2.2.1, RFC 6750 section 3.1, RFC 7591 section 3.2.2,
 * RFC 8628 section 3.5, OpenID Connect Core section 3.1.2.6.
 */
export const oauthErrorCodes = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'access_denied',
  'unsupported_response_type',
  'unsupported_token_type',
  'invalid_token',
  'insufficient_scope',
  'login_required',
  'consent_required',
  'authorization_pending',
  'slow_down',
  'expired_token',
  'request_not_supported',
  'request_uri_not_supported',
  'invalid_redirect_uri',
  'invalid_client_metadata',
  'unapproved_software_statement',
  'missing_proof',
  'server_error',
  'temporarily_unavailable',
] as const;
export type OAuthErrorCode = (typeof oauthErrorCodes)[number];

/** The key set that signs ID tokens and JWT access tokens, by the name that Ory gives it. */
export const issuerKeySet = 'hydra.openid.id-token';
/** Ory's second issuer set; here the same keys under another name. */
export const accessTokenKeySet = 'hydra.jwt.access-token';

/** A project's environment; decides warnings and colours, never security. */
export const environments = ['prod', 'stage', 'dev'] as const;
export type Environment = (typeof environments)[number];

/** `halted` refuses every request of the data plane, `deleted` is for ever. */
export const projectStates = ['running', 'halted', 'deleted'] as const;
export type ProjectState = (typeof projectStates)[number];

/** Prefixes of everything secret that we hand out, for secret scanners and for quick refusal. */
export const tokenPrefixes = {
  accessToken: 'gh_at_',
  refreshToken: 'gh_rt_',
  authorizationCode: 'gh_ac_',
  deviceCode: 'gh_dc_',
  clientSecret: 'gh_cs_',
  sessionToken: 'gh_st_',
  projectApiKey: 'gh_pak_',
  workspaceApiKey: 'gh_wak_',
  onboardingPortalLink: 'gh_opl_',
  invitation: 'gh_inv_',
  registrationAccessToken: 'gh_rat_',
} as const;

/** What people do to a project's self-service flows, as traces name it. */
export type FlowEndpointName = 'login' | 'registration' | 'logout';

/** What became of it: `form_invalid` and `credentials_invalid` are answered by the form, with messages. */
export type FlowOutcomeName =
  | 'succeeded'
  | 'form_invalid'
  | 'credentials_invalid'
  | 'too_many_attempts'
  | 'flow_unknown'
  | 'flow_expired'
  | 'flow_completed'
  | 'csrf_violation'
  | 'registration_closed'
  | 'session_missing'
  | 'session_available'
  | 'fault';
