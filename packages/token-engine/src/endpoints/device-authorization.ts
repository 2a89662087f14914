// The device authorization endpoint: RFC 8628 section 3.1. A device without a browser gets a code to poll
// with, and a shorter one that somebody enters at a browser.

import { checkAudience } from '../authorization/check-audience.ts';
import { checkAuthorizationScope } from '../authorization/check-authorization-scope.ts';
import { authenticateClient } from '../client-auth/authenticate-client.ts';
import type { ClientRequest } from '../client-auth/presented-credentials.ts';
import { deviceCodeLifetimeSeconds, pollingIntervalSeconds } from '../device/terms.ts';
import { createUserCode, formatUserCode } from '../device/user-code.ts';
import { deviceCodeGrantType } from '../grants/device-code.ts';
import { clientParameters, ParameterSet } from '../parameters/parameter-set.ts';
import type { NewDeviceCode } from '../ports/device-codes.ts';
import type { EndpointContext } from './endpoint-context.ts';

/** Two equal codes among those that live at one moment are one in a billion; three in a row are a fault. */
const maxUserCodes = 3;
const ownParameters = { ...clientParameters, scope: 4096, audience: 4096 };

/** RFC 8628 section 3.2. */
export interface DeviceAuthorizationResponse {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  readonly expires_in: number;
  readonly interval: number;
}

export async function serveDeviceAuthorization(
  request: ClientRequest & { readonly address: string | undefined },
  context: EndpointContext,
): Promise<DeviceAuthorizationResponse> {
  const { project, trail, nowSeconds } = context;
  const parameters = ParameterSet.parse(request.form, ownParameters, trail);
  const client = await authenticateClient(request, context, trail);
  if (!client.grantTypes.has(deviceCodeGrantType)) {
    throw trail.refuse('grant_type_not_allowed', 'grant_type', {
      expected: [...client.grantTypes].join(' '),
      received: deviceCodeGrantType,
    });
  }
  const expiresAtSeconds = nowSeconds + deviceCodeLifetimeSeconds;
  const asked = {
    clientId: client.clientId,
    scope: checkAuthorizationScope(parameters, client, trail),
    audience: checkAudience(parameters, client, trail),
    address: request.address,
    requestedAtSeconds: nowSeconds,
    expiresAtSeconds,
    intervalSeconds: pollingIntervalSeconds,
  };
  const code = project.singleUse.create('device_code', Math.floor(expiresAtSeconds / 86_400));
  const userCode = await storeCode({ ...asked, codeHash: code.hash, bucket: code.bucket }, context);
  trail.pass('device_code_issued');
  const verificationUri = `${project.project.issuer}/device`;
  return {
    device_code: code.value,
    user_code: formatUserCode(userCode),
    verification_uri: verificationUri,
    verification_uri_complete: `${verificationUri}?user_code=${formatUserCode(userCode)}`,
    expires_in: deviceCodeLifetimeSeconds,
    interval: pollingIntervalSeconds,
  };
}

async function storeCode(
  code: Omit<NewDeviceCode, 'userCodeHash'>,
  { project, random }: EndpointContext,
): Promise<string> {
  for (let tries = 0; tries < maxUserCodes; tries += 1) {
    const userCode = createUserCode(random);
    const userCodeHash = project.singleUse.hashUserCode(userCode);
    if ((await project.deviceCodes.add({ ...code, userCodeHash })) === 'stored') return userCode;
  }
  throw new Error(`${maxUserCodes} random user codes in a row were taken.`);
}
