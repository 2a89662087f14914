import type { SingleUseKey } from '../ports/single-use-values.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

/** @returns the device code that waits for the answer to this request; undefined for a client's redirect. */
export function deviceKeyOf({ device }: AuthorizationRequest): SingleUseKey | undefined {
  return device && { hash: Buffer.from(device.codeHash, 'base64url'), bucket: device.bucket };
}
