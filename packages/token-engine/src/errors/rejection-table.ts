// Every reason for which the engine refuses a request: the RFC's code, what the client is told, where it
// stands, and what the developer reads in the trace. The slugs are stable; documentation is made from them.

import { accessTokenRejections } from './rejections/access-token.ts';
import { assertionRejections } from './rejections/assertion.ts';
import { authorizationRejections } from './rejections/authorization.ts';
import { clientAuthenticationRejections } from './rejections/client-authentication.ts';
import { credentialRejections } from './rejections/credential.ts';
import { deviceRejections } from './rejections/device.ts';
import { grantRejections } from './rejections/grant.ts';
import { registrationRejections } from './rejections/registration.ts';
import type { Rejection } from './rejections/rejection.ts';
import { requestRejections } from './rejections/request.ts';

const table = {
  ...requestRejections,
  ...clientAuthenticationRejections,
  ...grantRejections,
  ...authorizationRejections,
  ...deviceRejections,
  ...assertionRejections,
  ...registrationRejections,
  ...credentialRejections,
  ...accessTokenRejections,
};

export type { Rejection } from './rejections/rejection.ts';
export type RejectionSlug = keyof typeof table;

export const rejectionTable: Readonly<Record<RejectionSlug, Rejection>> = table;
