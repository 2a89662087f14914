// Any error that reaches the edge, as what the caller may be told.

import { AdministrationError, type AdministrationErrorKind } from '@gatehouse/administration';
import type { ErrorId } from '@gatehouse/contracts';
import { TenantGone } from '@gatehouse/database';
import { StoreUnavailable } from '@gatehouse/token-engine/ports';
import { Refusal } from './refusal.ts';

function refusalOfStatus(status: number): Refusal | undefined {
  if (status === 404) return new Refusal('not_found');
  if (status === 405) return new Refusal('method_not_allowed');
  if (status === 413) return new Refusal('body_too_large');
  if (status === 414) return new Refusal('uri_too_long');
  if (status === 415) return new Refusal('unsupported_media_type');
  if (status >= 400 && status < 500) return new Refusal('invalid_request');
  return undefined;
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  // Fastify's errors carry `statusCode`; those of Nest answer `getStatus()` and keep it as `status`.
  for (const name of ['statusCode', 'status']) {
    const status: unknown = Object.hasOwn(error, name) ? Reflect.get(error, name) : undefined;
    if (typeof status === 'number') return status;
  }
  return undefined;
}

const administrationIds = {
  not_found: 'not_found',
  invalid: 'invalid_request',
  conflict: 'conflict',
  forbidden: 'forbidden',
} as const satisfies Record<AdministrationErrorKind, ErrorId>;

function refusalOf({ kind, field, reason }: AdministrationError): Refusal {
  // What is not there is refused alike, whatever it is and whoever knows why.
  if (kind === 'not_found') return new Refusal('not_found');
  const named = field === undefined || field === '' ? reason : `${field}: ${reason}`;
  return new Refusal(administrationIds[kind], named);
}

/** The store does not answer, or not in time. */
export function storageUnavailable(): Refusal {
  return new Refusal('storage_unavailable', undefined, { 'retry-after': '1' });
}

/** @returns the refusal to answer with; `internal_error` for what nobody expected. */
export function describeFault(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof AdministrationError) return refusalOf(error);
  if (error instanceof TenantGone) return new Refusal('not_found');
  if (error instanceof StoreUnavailable) return storageUnavailable();
  const status = statusOf(error);
  return (
    (status === undefined ? undefined : refusalOfStatus(status)) ?? new Refusal('internal_error')
  );
}
