// What was thrown while a request was served, as a refusal that may leave the house.

import { AdministrationError, type AdministrationErrorKind } from '@gatehouse/administration';
import { TenantGone } from '@gatehouse/database';
import { StoreUnavailable } from '@gatehouse/token-engine/ports';
import { describeFlowRefusal } from './describe-flow-refusal.ts';
import { storeUnavailable } from './error-answer.ts';
import { Refusal, type RefusalDetails, unknownProject } from './refusal.ts';

const administrationStatus: Readonly<Record<AdministrationErrorKind, number>> = {
  not_found: 404,
  invalid: 400,
  conflict: 409,
  forbidden: 403,
};

const administrationCode: Readonly<Record<AdministrationErrorKind, string>> = {
  not_found: 'Not Found',
  invalid: 'invalid_client_metadata',
  conflict: 'Conflict',
  forbidden: 'access_denied',
};

/** @returns undefined for a fault of ours. */
export function describeError(error: unknown): RefusalDetails | undefined {
  if (error instanceof Refusal) return error.details;
  if (error instanceof AdministrationError) return describeAdministrationError(error);
  if (error instanceof StoreUnavailable) return storeUnavailable;
  // It was purged while the request was under way.
  if (error instanceof TenantGone) return unknownProject;
  return describeFlowRefusal(error);
}

function describeAdministrationError(error: AdministrationError): RefusalDetails {
  return {
    status: administrationStatus[error.kind],
    code: error.kind === 'invalid' ? invalidCode(error.field) : administrationCode[error.kind],
    description: error.message,
    hint: error.reason,
  };
}

/** RFC 7591 section 3.2.2 has two codes of its own for metadata. */
function invalidCode(field: string | undefined): string {
  if (field === 'redirect_uris') return 'invalid_redirect_uri';
  const isOfClient = field === undefined || !/^(?:page_|trusted_issuer\.)/.test(field);
  return isOfClient ? administrationCode.invalid : 'invalid_request';
}
