export * from './environment.ts';
export * from './logger.ts';
export { redact, redactText } from './redact.ts';
export * from './request-id.ts';
export * from './shutdown.ts';
