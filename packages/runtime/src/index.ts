export * from './environment.ts';
export { type HttpServer, type HttpServerOptions, listenHttp } from './http-server.ts';
export * from './logger.ts';
export { type ParsedJson, parseJson } from './parse-json.ts';
export { redact, redactText } from './redact.ts';
export * from './request-id.ts';
export { isCanonicalPath, parseRequestTarget, type RequestTarget } from './request-target.ts';
export * from './shutdown.ts';
