export type { AuthorizationAnswer } from './authorization/authorization-answer.ts';
export type { AuthorizationInput } from './authorization/begin-authorization.ts';
export { grantLifetimeSeconds } from './authorization/build-new-grant.ts';
export { type Challenge, createChallenge, parseChallenge } from './authorization/challenge.ts';
export { type IdTokenHint, parseIdTokenHint } from './authorization/id-token-hint.ts';
export type { InteractionState } from './authorization/read-interaction.ts';
export type { AuthenticatedClient } from './client-auth/authenticate-client.ts';
export {
  type ClientRequest,
  readClaimedClient,
  readClientRequest,
} from './client-auth/presented-credentials.ts';
export type { ConfigurationRequest } from './endpoints/client-configuration.ts';
export type { CredentialAnswer, CredentialRequest } from './endpoints/credential.ts';
export { credentialFormat, proofAlgorithms } from './endpoints/credential-format.ts';
export type { DeviceAuthorizationResponse } from './endpoints/device-authorization.ts';
export { endpointTable, jwksPath } from './endpoints/endpoint-table.ts';
export type { IntrospectionResponse } from './endpoints/introspection.ts';
export { buildProviderMetadata, type ProviderMetadata } from './endpoints/metadata.ts';
export { isRegistrationOpen } from './endpoints/registration-policy.ts';
export type { RegistrationResponse } from './endpoints/registration-response.ts';
export { type Answer, createTokenEngine, type TokenEngine } from './engine.ts';
export { OAuthError } from './errors/oauth-error.ts';
export { type Rejection, type RejectionSlug, rejectionTable } from './errors/rejection-table.ts';
export { type AccessTokenClaims, encodeClaims } from './issuance/access-token-claims.ts';
export type { TokenResponse } from './issuance/token-response.ts';
export type { FormParameters } from './parameters/parameter-set.ts';
export type { ProjectContext, ProjectRuntime } from './project-runtime.ts';
export type { EndpointName, Trace, TraceCheck } from './trace/trace.ts';
