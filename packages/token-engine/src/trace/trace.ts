// What a protocol request leaves behind for the developer: the checks it passed and the one that refused it.

import type { FlowEndpointName, FlowOutcomeName } from '@gatehouse/protocol';
import type { RejectionSlug } from '../errors/rejection-table.ts';

export type EndpointName =
  | 'token'
  | 'introspection'
  | 'revocation'
  | 'admin_introspection'
  | 'authorization'
  | 'userinfo'
  | 'client_registration'
  | 'device_authorization'
  | 'device_verification'
  | 'credential';

export interface TraceCheck {
  /** What was checked, a noun phrase in snake_case: `client_authentication`, `requested_scope`. */
  readonly check: string;
  readonly passed: boolean;
  /** Expected against received, secrets masked. */
  readonly expected?: string;
  readonly received?: string;
}

export interface Trace {
  /** A UUIDv7: its time gives the day of its partition. */
  readonly traceId: string;
  /** One of the engine's own, or a flow of the identity engine. */
  readonly endpoint: EndpointName | FlowEndpointName;
  readonly atMilliseconds: number;
  readonly clientId: string | undefined;
  readonly grantType: string | undefined;
  /** `inactive`: the question was answered, and the answer is that the token is not live. */
  readonly outcome: 'succeeded' | 'inactive' | RejectionSlug | FlowOutcomeName | 'fault';
  readonly checks: readonly TraceCheck[];
}
