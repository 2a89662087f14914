// What the edge itself refuses, before or beside the engine: addresses, methods, media types, permissions.
// Thrown where it is found, rendered in one place.

import { type RejectionSlug, rejectionTable } from '@gatehouse/token-engine';

export interface RefusalDetails {
  readonly status: number;
  /** RFC 6749 section 5.2, RFC 6750 section 3.1, RFC 7591 section 3.2.2, or the name of the status. */
  readonly code: string;
  readonly description: string;
  /** What to do about it; shown to administrators only. */
  readonly hint?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ory's typed id, by which its tools tell refusals of one status apart. */
  readonly id?: string;
}

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly details: RefusalDetails;
  /** What the trace says, where the request was one of the protocol. */
  readonly rejection: RejectionSlug | undefined;

  constructor(details: RefusalDetails, rejection?: RejectionSlug) {
    super(details.description);
    this.details = details;
    this.rejection = rejection;
  }
}

/** @returns the refusal of a protocol request that no endpoint has read. */
export function refuseUnread(rejection: RejectionSlug, status = 400): Refusal {
  const { code, description } = rejectionTable[rejection];
  return new Refusal({ status, code, description }, rejection);
}

/** The same for a project that never existed and for one that was deleted. */
export const unknownProject: RefusalDetails = {
  status: 404,
  code: 'Not Found',
  description: 'No project has this address.',
};

export const unknownEndpoint: RefusalDetails = {
  status: 404,
  code: 'Not Found',
  description: 'Nothing is served at this address.',
};

// 503 and not 403: clients and their libraries keep their credentials and come back.
export const haltedProject: RefusalDetails = {
  status: 503,
  code: 'temporarily_unavailable',
  description: 'The project is halted.',
  hint: 'Set the state of the project to running.',
};

/** @returns the refusal of a request whose form is wrong. */
export function malformedRequest(description: string, status = 400): Refusal {
  return new Refusal({ status, code: 'invalid_request', description });
}
