// What a request presents to authenticate its client: syntax only, nothing believed yet.

import type { ClientAuthenticationMethod } from '@gatehouse/protocol';
import type { FormParameters } from '../parameters/parameter-set.ts';

/** The parts of a request that may carry client credentials. */
export interface ClientRequest {
  readonly form: FormParameters;
  /** The Authorization header as received. */
  readonly authorization: string | undefined;
}

export interface PresentedCredentials {
  readonly method: ClientAuthenticationMethod;
  readonly clientId: string;
  /** undefined for method `none`. */
  readonly secret: string | undefined;
}
