// What a request presents to authenticate its client: syntax only, nothing believed yet.

import type { ClientAuthenticationMethod } from '@gatehouse/protocol';
import type { FormParameters } from '../parameters/parameter-set.ts';
import { type BasicCredentials, parseBasic } from './parse-basic.ts';

/** The parts of a request that may carry client credentials, read once. */
export interface ClientRequest {
  readonly form: FormParameters;
  readonly basic: BasicCredentials;
}

export interface PresentedCredentials {
  readonly method: ClientAuthenticationMethod;
  readonly clientId: string;
  /** undefined for method `none`. */
  readonly secret: string | undefined;
}

/** @param authorization the Authorization header as received. */
export function readClientRequest(
  form: FormParameters,
  authorization: string | undefined,
): ClientRequest {
  return { form, basic: parseBasic(authorization) };
}

/** @returns the client that the request names, whether it is that one or not. */
export function readClaimedClient({ form, basic }: ClientRequest): string | undefined {
  return typeof basic === 'object' ? basic.clientId : form.values.get('client_id');
}
