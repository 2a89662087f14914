export * from './addresses.ts';
export * from './client-metadata.ts';
export * from './durations.ts';
export * from './ids.ts';
export type * from './jwk.ts';
export * from './permissions.ts';
export * from './project-settings.ts';
export * from './resolve-address.ts';
export * from './vocabulary.ts';
