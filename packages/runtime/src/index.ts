export * from './client-addresses.ts';
export * from './environment.ts';
export { answerHealth, answerStarting, type HealthProbe } from './health.ts';
export { type HttpServer, type HttpServerOptions, listenHttp } from './http-server.ts';
export * from './installation-environment.ts';
export { createInternalFetch, type InternalFetchOptions } from './internal-fetch.ts';
export * from './logger.ts';
export { createTxtLookUp, type TxtLookUpOptions } from './look-up-txt.ts';
export { Distribution, type DistributionReading } from './metrics/distribution.ts';
export type { Metric, MetricSource } from './metrics/metric.ts';
export { type NextApp, startNext } from './next-app.ts';
export {
  createOutboundPost,
  OutboundFailed,
  type OutboundFault,
  type OutboundPost,
  type OutboundPostOptions,
} from './outbound/outbound-post.ts';
export { explainForbiddenUrl, type OutboundRules } from './outbound/outbound-rules.ts';
export { assetHeaders, pageHeaders } from './page-headers.ts';
export { type ParsedJson, parseJson } from './parse-json.ts';
export type {
  PlainAnswer,
  PlainHandler,
  PlainRequest,
  RequestHead,
} from './plain-http/plain-request.ts';
export { redact, redactText } from './redact.ts';
export * from './request-id.ts';
export { isCanonicalPath, parseRequestTarget, type RequestTarget } from './request-target.ts';
export { hangUp, noteRequest, onHangUp, type RequestFacts } from './requests/request-facts.ts';
export { answerSecurityText, securityContactVariable } from './security-text.ts';
export { type OpenedProcess, type ServeProcessOptions, serveProcess } from './serve-process.ts';
export * from './service-environment.ts';
export * from './shutdown.ts';
export {
  openTelemetry,
  type Telemetry,
  type TelemetryEnvironment,
  telemetryVariables,
} from './telemetry.ts';
export { currentTraceparent, type TracedJob, traceJob } from './tracing/tracing.ts';
