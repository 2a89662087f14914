export { buildAddressBucket } from './attempts/address-bucket.ts';
export {
  type AttemptCounter,
  type AttemptCounters,
  type AttemptKeys,
  emptyCounter,
} from './attempts/decide-attempt.ts';
export { createIdentityEngine, type IdentityEngine } from './engine.ts';
export { FlowError } from './errors/flow-error.ts';
export {
  type FlowRejection,
  type FlowRejectionSlug,
  flowRejections,
} from './errors/flow-rejections.ts';
export { checkReturnTo } from './flows/check-return-to.ts';
export type { CreatedFlow, NewFlowRequest } from './flows/create-flow.ts';
export {
  type Flow,
  type FlowFlavour,
  type FlowForm,
  type FlowKind,
  flowKinds,
} from './flows/flow.ts';
export { buildFlowDocument, type FlowDocument } from './flows/flow-document.ts';
export type { FlowOutcome } from './flows/flow-outcome.ts';
export type { LoginPlan } from './flows/login-plan.ts';
export type { PresentedFlow } from './flows/open-flow.ts';
export type { RegistrationPlan } from './flows/registration-plan.ts';
export type { Submission } from './flows/submission.ts';
export { checkTraits } from './identities/check-traits.ts';
export {
  type AdminIdentityDocument,
  buildAdminIdentityDocument,
  buildIdentityDocument,
  type IdentityDocument,
} from './identities/identity-document.ts';
export type {
  IdentityAddress,
  IdentityRecord,
  IdentityState,
  Traits,
} from './identities/identity-record.ts';
export { buildIdentitySchema, defaultSchemaId } from './identities/identity-schema.ts';
export { normalizeIdentifier } from './identities/normalize-identifier.ts';
export type { IdentityRuntime } from './identity-runtime.ts';
export { checkPassword } from './passwords/check-password.ts';
export { preparePassword } from './passwords/prepare-password.ts';
export {
  type AuthenticationMethod,
  assuranceLevel,
  buildMethodReferences,
  isSessionLive,
  type Session,
  type SessionDevice,
  type SessionFacts,
} from './sessions/session.ts';
export { buildSessionDocument, type SessionDocument } from './sessions/session-document.ts';
export type { FlowTrace } from './trace/flow-trail.ts';
export type { UiMessage } from './ui/messages.ts';
