// A user code leads to the same questions as an authorization request: who it is, and whether it is allowed.
// RFC 8628 section 3.3.

import { parseUserCode } from '../device/user-code.ts';
import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import { deviceCodeGrantType } from '../grants/device-code.ts';
import type { AcceptedLogin } from '../ports/authorization-requests.ts';
import type { DeviceRequest } from '../ports/device-codes.ts';
import type { AuthorizationAnswer } from './authorization-answer.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { continueRequest } from './continue-request.ts';

export interface DeviceInteractionInput {
  readonly userCode: string;
  /** SHA-256 of this browser's flow cookie, base64url. */
  readonly browserHash: string;
  readonly session: AcceptedLogin | undefined;
  readonly confirmsSession: boolean;
  /**
   * Consent is asked for whatever was remembered or skipped: nobody has yet been shown which device this is.
   * A page of the project's own that took the code has shown it.
   */
  readonly asksConsent: boolean;
  /** Where the browser goes when everything is done. */
  readonly doneUrl: string;
  readonly requestUrl: string;
}

/** @returns the device's request; throws `user_code_unknown`, whatever is wrong with the code. */
export async function findDeviceRequest(
  userCode: string,
  { project, trail }: EndpointContext,
): Promise<DeviceRequest> {
  const parsed = parseUserCode(userCode);
  const found =
    parsed && (await project.deviceCodes.findByUserCode(project.singleUse.hashUserCode(parsed)));
  if (!found) throw trail.refuse('user_code_unknown', 'user_code');
  trail.clientId = found.clientId;
  trail.pass('user_code');
  return found;
}

export async function beginDeviceInteraction(
  input: DeviceInteractionInput,
  context: EndpointContext,
): Promise<AuthorizationAnswer> {
  const { project, trail } = context;
  const device = await findDeviceRequest(input.userCode, context);
  const client = await project.clients.find(device.clientId);
  if (client === undefined || !client.grantTypes.has(deviceCodeGrantType)) {
    throw trail.refuse('authorization_client_unknown', 'client', { received: device.clientId });
  }
  return continueRequest({ ...input, client, request: buildRequest(device, input) }, context);
}

function buildRequest(device: DeviceRequest, input: DeviceInteractionInput): AuthorizationRequest {
  const { key, clientId, scope, audience, address, requestedAtSeconds } = device;
  return {
    clientId,
    redirectUri: input.doneUrl,
    namesRedirectUri: false,
    scope,
    audience,
    state: undefined,
    nonce: undefined,
    codeChallenge: undefined,
    prompt: input.asksConsent ? ['consent'] : [],
    maxAgeSeconds: undefined,
    loginHint: undefined,
    uiLocales: [],
    acrValues: [],
    hintedSubject: undefined,
    requestUrl: input.requestUrl,
    device: {
      codeHash: Buffer.from(key.hash).toString('base64url'),
      bucket: key.bucket,
      address,
      requestedAtSeconds,
    },
  };
}
