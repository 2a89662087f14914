// The device code grant: RFC 8628 sections 3.4 and 3.5. The device polls until somebody has answered, and
// redeems what was approved once.

import type { IssuancePlan } from '../issuance/issuance-plan.ts';
import type { DeviceCodeFacts } from '../ports/device-codes.ts';
import type { IdentityClaims } from '../ports/identity-claims.ts';
import type { SingleUseKey } from '../ports/single-use-values.ts';
import type { Trail } from '../trace/trail.ts';
import { checkGrant } from './check-grant.ts';
import { type Decision, defineGrantType } from './grant-type.ts';
import { loadIdentityClaims } from './load-identity-claims.ts';
import { planGrantTokens } from './plan-grant-tokens.ts';

export const deviceCodeGrantType = 'urn:ietf:params:oauth:grant-type:device_code';

interface DeviceCodeRequest {
  readonly deviceCode: string;
}

interface DeviceFacts {
  readonly key: SingleUseKey | undefined;
  readonly code: DeviceCodeFacts | undefined;
  readonly identityClaims: IdentityClaims | undefined;
}

export function decideDeviceCode(
  input: Decision<DeviceCodeRequest, DeviceFacts>,
  trail: Trail,
): IssuancePlan {
  const { facts, client, nowSeconds } = input;
  const { key, code } = facts;
  if (key === undefined || code === undefined)
    throw trail.refuse('device_code_unknown', 'device_code');
  if (code.clientId !== client.clientId) {
    throw trail.refuse('device_code_of_another_client', 'device_code', {
      expected: code.clientId,
      received: client.clientId,
    });
  }
  const grant = checkAnswer(code, nowSeconds, trail);
  trail.pass('device_code');
  return {
    redeem: { kind: 'device_code', codeHash: key.hash, bucket: key.bucket },
    ...planGrantTokens(
      {
        grantType: 'device_code',
        grant,
        plannedGrant: checkGrant(grant, nowSeconds, trail),
        identityClaims: facts.identityClaims,
        scope: grant.scope,
        grantedScope: grant.scope,
        nonce: undefined,
      },
      input,
    ),
  };
}

/** @returns what was approved; throws what RFC 8628 section 3.5 has for everything else. */
function checkAnswer(
  code: DeviceCodeFacts,
  nowSeconds: number,
  trail: Trail,
): NonNullable<DeviceCodeFacts['grant']> {
  if (code.answer === 'denied') throw trail.refuse('device_denied', 'device_answer');
  if (nowSeconds >= code.expiresAtSeconds) {
    throw trail.refuse('device_code_expired', 'device_code', {
      expected: `before ${code.expiresAtSeconds}`,
      received: `${nowSeconds}`,
    });
  }
  if (code.isTooFast) {
    throw trail.refuse('device_polls_too_fast', 'polling_interval', {
      expected: `${code.intervalSeconds} seconds after the last poll`,
    });
  }
  if (code.answer === 'pending') throw trail.refuse('device_pending', 'device_answer');
  // Its grant is gone: retention has removed it, or it was never there.
  if (code.grant === undefined) throw trail.refuse('grant_revoked', 'grant');
  return code.grant;
}

export const deviceCode = defineGrantType<DeviceCodeRequest, DeviceFacts>({
  name: deviceCodeGrantType,
  parameters: { device_code: 512 },
  parse: (parameters, trail) => ({ deviceCode: parameters.require('device_code', trail) }),
  async load(request, project, { clientId }) {
    const key = project.singleUse.read('device_code', request.deviceCode);
    const code = key && (await project.deviceCodes.poll(key, clientId));
    return { key, code, identityClaims: await loadIdentityClaims(code?.grant, project) };
  },
  decide: decideDeviceCode,
});
