export { parseScopeNames } from '../parameters/scope.ts';
export { checkClientLifespans, checkClientMetadata } from './check-client-metadata.ts';
export { checkRegistration, type RegistrationPolicy } from './check-registration.ts';
export type { Client } from './client.ts';
export { ClientMetadataError } from './client-metadata-error.ts';
export { compileClient } from './compile-client.ts';
